from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.style.limits import Bound, Level, Limits, Placing, weaker

numbers = st.floats(-100, 100)


@pytest.mark.parametrize(
    ("value", "placing"),
    [
        (5, Placing()),
        (6, Placing()),
        (6.01, Placing("above", grave=False, limit=6)),
        (13, Placing("above", grave=False, limit=6)),
        (14, Placing("above", grave=True, limit=13)),
        (1, Placing("below", grave=False, limit=2)),
        (0, Placing("below", grave=True, limit=1)),
    ],
)
def test_a_value_is_placed_on_its_side_with_the_limit_that_it_crossed(
    value: float, placing: Placing
) -> None:
    limits = Limits(min=Bound(warn=2, fail=1), max=Bound(warn=6, fail=13))
    assert limits.place(value) == placing


def test_without_limits_everything_passes() -> None:
    assert Limits().place(1e9) == Placing()


@given(value=numbers, low=numbers, high=numbers, margin=st.floats(0, 10))
def test_tighter_limits_never_forgive(value: float, low: float, high: float, margin: float) -> None:
    wide = Limits(min=Bound(low, low), max=Bound(high, high))
    tight = Limits(min=Bound(low + margin, low + margin), max=Bound(high - margin, high - margin))
    if wide.place(value).side:
        assert tight.place(value).side


def test_limits_that_contradict_themselves_are_named() -> None:
    faults = Limits(min=Bound(warn=1, fail=2), max=Bound(warn=0.5, fail=0.4)).faults()
    assert [side for side, _ in faults] == ["min", "max", "min"]
    assert Limits(min=Bound(2, 1), max=Bound(3, 4)).faults() == ()


def test_of_two_levels_the_weaker_is_the_one_that_weighs_less() -> None:
    assert weaker(Level.MUST, Level.SHOULD) is Level.SHOULD
    assert weaker(Level.HINT, Level.MUST) is Level.HINT
