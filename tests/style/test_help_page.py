from __future__ import annotations

from imagepool.style.help_page import page_from_docstring, page_from_words

DOCSTRING = """\
Frame: nothing is drawn around.

The measure counts lines
from each edge.

It stops at a step.

Why
    A page frames its
    pictures itself.
Options
    depth (px): how deep it looks,
    at most.
    far (px): and how far.
Measured
    Found 58 of 58.
"""


def test_a_docstring_is_read_by_its_headings() -> None:
    page = page_from_docstring(DOCSTRING)
    assert page.lang == "en"
    assert page.summary == "Frame: nothing is drawn around."
    assert page.measure == "The measure counts lines from each edge.\nIt stops at a step."
    assert list(page.sections) == ["why", "options", "measured"]
    assert page.sections["why"] == "A page frames its pictures itself."


def test_every_option_begins_a_line_of_its_own() -> None:
    assert page_from_docstring(DOCSTRING).options == {
        "depth": ("px", "how deep it looks, at most."),
        "far": ("px", "and how far."),
    }


def test_a_page_of_words_has_the_same_order_whatever_the_files() -> None:
    words = {"why": "Darum.", "summary": "Rahmen: keiner.", "passes": "a\nb", "fails": "c"}
    page = page_from_words("de", words | {"why": words["why"]})
    assert (page.lang, page.summary, page.measure) == ("de", "Rahmen: keiner.", "")
    assert list(page.sections.items()) == [("why", "Darum."), ("passes", "a b"), ("fails", "c")]
