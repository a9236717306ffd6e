from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import InvalidQuery
from imagepool.search.shades import cells_near, cells_of, known_shade

_COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def weight(asked: str, color: str, share: float = 0.5) -> float:
    """Return how well a picture that has the color to that share answers the color asked for."""
    near = dict(cells_near(asked))
    return max((near.get(cell, 0.0) for cell in cells_of([(color, share)])), default=0.0)


@given(_COLORS)
def test_every_color_finds_itself(color: str) -> None:
    assert weight(color, color) > 1


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [
        ("#1f5b4a", "#215f4d", "#3f7b5a"),
        ("#d9a421", "#dba726", "#b5472e"),
        ("#808080", "#828282", "#b0b0b0"),
    ],
)
def test_a_nearer_color_answers_better(asked: str, near: str, far: str) -> None:
    assert weight(asked, near) > weight(asked, far)


def test_a_larger_area_answers_better_and_a_speck_not_at_all() -> None:
    weights = [weight("#3c74b8", "#3c74b8", share) for share in (0.5, 0.2, 0.08, 0.01)]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4
    assert weights[-1] == 0


@pytest.mark.parametrize("text", ["#1F5B4A", "1f5b4a", " #1f5b4a "])
def test_a_color_is_written_in_several_ways(text: str) -> None:
    assert known_shade(text) == "#1f5b4a"


@pytest.mark.parametrize("text", ["green", "#12345", "#1234567", "#12345g", "url(x)"])
def test_what_is_no_color_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuery) as refused:
        known_shade(text)
    assert refused.value.hint
