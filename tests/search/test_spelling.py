from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.search.spelling import Speller, distance

KNOWN = ("muhlhausen", "weihnachtsmarkt", "kirche", "schwimmbad", "wald", "sondershausen")
WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mulhausen", "muhlhausen"),
        ("weinachtsmarkt", "weihnachtsmarkt"),
        ("schwimbad", "schwimmbad"),
        ("kirhce", "kirche"),  # swapped
        ("sondershasen", "sondershausen"),
        ("sondrshasen", "sondershausen"),  # two errors in a long word
    ],
)
def test_errors_are_seen_through(typed: str, meant: str) -> None:
    assert Speller(KNOWN).meant(typed) == meant


@pytest.mark.parametrize("typed", ["wold", "birche", "kirsch", "xyzzy", "a38b1", "sonderzeichen"])
def test_what_is_too_short_or_too_far_is_left_as_it_is(typed: str) -> None:
    assert Speller(KNOWN).meant(typed) == ""


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_zero_only_between_equals(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) is (one == other)


@given(WORDS, WORDS, st.integers(0, 3))
def test_a_bound_changes_nothing_below_it(one: str, other: str, most: int) -> None:
    whole = distance(one, other, 9)
    assert distance(one, other, most) == (whole if whole <= most else most + 1)
