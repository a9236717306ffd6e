from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.search.compounds import Splitter
from imagepool.search.words import stem

KNOWN = ("kirche", "turm", "markt", "platz", "weihnacht", "feuerwehr", "auto", "eis", "stadt",
         "fahrrad", "rathaus", "rat", "haus", "advent", "zeit", "schwimm", "bad")  # fmt: skip


@pytest.fixture
def splitter() -> Splitter:
    return Splitter(KNOWN)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("feuerwehrauto", ("feuerwehr", "auto")),
        ("kirchturm", ("kirche", "turm")),
        ("weihnachtsmarkt", ("weihnacht", "markt")),
        ("marktplatz", ("markt", "platz")),
        ("schwimmbad", ("schwimm", "bad")),
        ("rathausplatz", ("rathaus", "platz")),  # the fewest parts
        ("adventszeit", ("advent", "zeit")),
        ("fahrradtour", ("fahrrad",)),  # of the rest nothing is known
        ("klosterkirche", ("kirche",)),
    ],
)
def test_compounds_are_divided(splitter: Splitter, word: str, parts: tuple[str, ...]) -> None:
    assert splitter.parts(word) == parts


@pytest.mark.parametrize("word", ["kreisler", "eis", "markt", "turmalin", "x" * 60, "a38", "reise"])
def test_what_only_looks_like_one_is_left_whole(splitter: Splitter, word: str) -> None:
    assert splitter.parts(word) == ()


def test_a_known_word_and_a_divided_one_are_spelled_right(splitter: Splitter) -> None:
    assert splitter.divides("markt")
    assert splitter.divides("marktplatz")
    assert not splitter.divides("fahrradtour")


@given(st.lists(st.sampled_from(KNOWN), min_size=2, max_size=4))
def test_whatever_is_put_together_comes_apart_into_known_words(words: list[str]) -> None:
    parts = Splitter(KNOWN).parts("".join(words))
    assert parts
    assert set(parts) <= {*KNOWN, *map(stem, KNOWN)}
