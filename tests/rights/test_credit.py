from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from imagepool.rights.credit import Medium, credit_for, credit_kit
from imagepool.rights.licenses import License, load_licenses
from imagepool.rights.statement import state_rights
from tests.rights.samples import ASSET, POOL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imagepool.asset import RightsStatement

_CC_BY = load_licenses()["CC-BY-4.0"]
_NAMES = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=20)


def statement(license_: License = _CC_BY, name: str = "Jana Beyer") -> RightsStatement:
    return state_rights(
        asset_id=ASSET.id, creator=(name,), license=license_, copyright_notice="", pool=POOL
    )


class _Page(HTMLParser):
    """Gathers what a browser would show, and the links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[dict[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs))


@pytest.mark.parametrize(
    ("medium", "line"),
    [
        (
            Medium.PLAIN,
            (
                "© Jana Beyer / Bilderpool Nordthüringen, "
                "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
            ),
        ),
        (
            Medium.PRINT,
            (
                "© Jana Beyer / Bilderpool Nordthüringen, "
                "CC BY 4.0 (creativecommons.org/licenses/by/4.0)"
            ),
        ),
        (
            Medium.SOCIAL,
            (
                "Foto: © Jana Beyer / Bilderpool Nordthüringen, "
                "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
            ),
        ),
        (
            Medium.HTML,
            (
                '© Jana Beyer / <a href="https://pool.example/bilder/0123456789abcdef">'
                "Bilderpool Nordthüringen</a>, "
                '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>'
            ),
        ),
        (
            Medium.MARKDOWN,
            (
                "© Jana Beyer / [Bilderpool Nordthüringen]"
                "(<https://pool.example/bilder/0123456789abcdef>), "
                "[CC BY 4.0](<https://creativecommons.org/licenses/by/4.0/>)"
            ),
        ),
    ],
)
def test_each_medium_gets_its_form(medium: Medium, line: str) -> None:
    assert credit_for(medium, statement(), _CC_BY) == line


def test_the_plain_line_is_the_statements_own(licenses: Mapping[str, License]) -> None:
    for license_ in licenses.values():
        said = statement(license_)
        assert credit_for(Medium.PLAIN, said, license_) == said.credit_line


def test_title_and_changes_are_named_on_request() -> None:
    credit = credit_for(
        Medium.PRINT, statement(), _CC_BY, title="Am  Tor", modified=True, language="en"
    )
    assert credit.startswith("“Am Tor”, © Jana Beyer / ")
    assert credit.endswith(", modified")


def test_the_kit_has_every_medium() -> None:
    assert set(credit_kit(statement(), _CC_BY, title="Tor")) == set(Medium)


@given(_NAMES, _NAMES)
def test_no_name_breaks_out_of_html(name: str, title: str) -> None:
    page = _Page(credit_for(Medium.HTML, statement(name=name), _CC_BY, title=title))
    assert page.text.startswith(f"„{title}“, © {name} / ")
    assert [link.get("rel") for link in page.links] == [None, "license"]


@given(_NAMES)
def test_no_name_breaks_out_of_markdown(name: str) -> None:
    for license_ in (_CC_BY, load_licenses()["CC0-1.0"]):
        credit = credit_for(Medium.MARKDOWN, statement(license_, name), license_)
        page = _Page(MarkdownIt().render(credit))
        assert f"{name} / Bilderpool" in page.text
        assert len(page.links) == 2
