"""From a number to a verdict: levels, bounds, and limits on both sides.

Concepts differ in direction (one region forbids strong colors, the other weak ones), so every
limit has two sides, and each side says where it warns and where it fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

__all__ = ["Bound", "Level", "Limits", "Placing", "Side", "limits_of", "weaker"]

Side = Literal["below", "above", "outside"]  # outside: of a list, where nothing is numbered


class Level(StrEnum):
    """How much a requirement weighs."""

    MUST = "must"  # may fail a photo
    SHOULD = "should"  # warns at most
    HINT = "hint"  # informs, and never worsens a verdict


_ORDER = (Level.HINT, Level.SHOULD, Level.MUST)


def weaker(one: Level, other: Level) -> Level:
    """Return the level that weighs less."""
    return min(one, other, key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of the limits, in the rule's unit: where it warns, and where it fails."""

    warn: float | None = None
    fail: float | None = None

    @property
    def passing(self) -> float | None:
        """The limit up to which nothing is said."""
        return self.fail if self.warn is None else self.warn


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a value lies: on which side it leaves the limits, which limit, and how gravely."""

    side: Side | None = None  # None: inside
    grave: bool = False
    limit: float | None = None  # the limit that was crossed


@dataclass(frozen=True, slots=True)
class Limits:
    """What is required of a number; a value that equals its limit still passes."""

    min: Bound = Bound()
    max: Bound = Bound()

    def place(self, value: float) -> Placing:
        """Say where ``value`` lies.

        >>> Limits(max=Bound(warn=6, fail=13)).place(7)
        Placing(side='above', grave=False, limit=6)
        """
        grave = (
            _crossed("below", value, self.min.fail),
            _crossed("above", value, self.max.fail),
        )
        mild = (
            _crossed("below", value, self.min.warn),
            _crossed("above", value, self.max.warn),
        )
        for is_grave, crossings in ((True, grave), (False, mild)):
            for side, limit in filter(None, crossings):
                return Placing(side, is_grave, limit)
        return Placing()

    def faults(self) -> tuple[tuple[str, str], ...]:
        """Say on which side and how these limits contradict themselves; empty is good."""
        low, high = self.min, self.max
        pairs = (
            (low.fail, low.warn, "min", "'fail' must not lie above 'warn'"),
            (high.warn, high.fail, "max", "'warn' must not lie above 'fail'"),
            (low.passing, high.passing, "min", "must not lie above 'max'"),
        )
        return tuple(
            (side, text)
            for small, large, side, text in pairs
            if small is not None and large is not None and small > large
        )


def limits_of(table: Mapping[str, Any], otherwise: Limits) -> Limits:
    """Return the limits that a table of a concept states; a side it does not name stays."""
    sides = {side: _bound(table[side]) for side in ("min", "max") if side in table}
    return Limits(**{"min": otherwise.min, "max": otherwise.max, **sides})


def _bound(stated: float | Mapping[str, float]) -> Bound:
    if isinstance(stated, Mapping):
        return Bound(**stated)
    return Bound(warn=stated, fail=stated)


def _crossed(
    side: Literal["below", "above"], value: float, limit: float | None
) -> tuple[Side, float] | None:
    if limit is None:
        return None
    outside = value < limit if side == "below" else value > limit
    return (side, limit) if outside else None
