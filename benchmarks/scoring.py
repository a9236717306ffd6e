"""How well measured values tell spoiled photos from good ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Value = float | None  # None: the rule said nothing on this photo


@dataclass(frozen=True, slots=True)
class Separation:
    """How one rule tells one kind of spoiled photo from the originals."""

    auc: float | None  # None: nothing to compare
    recall: float
    spoke: float  # share of the spoiled photos on which the rule said something


def auc(bad: Sequence[Value], good: Sequence[Value], *, worse_below: bool) -> float | None:
    """Return the chance that a spoiled photo scores worse than an unrelated original.

    Both lists name the same photos in the same order: a photo is never compared with itself.
    Ties count half; photos on which the rule said nothing take no part.

    >>> auc([3.0, 5.0], [1.0, 4.0], worse_below=False)
    0.5
    """
    sign = -1.0 if worse_below else 1.0
    one, other = (np.array([np.nan if v is None else sign * v for v in vs]) for vs in (bad, good))
    won = np.where(one[:, None] > other[None, :], 1.0, 0.5 * (one[:, None] == other[None, :]))
    fair = ~(np.isnan(one)[:, None] | np.isnan(other)[None, :])
    np.fill_diagonal(fair, val=False)
    return round(float(won[fair].mean()), 4) if fair.any() else None


def separation(
    bad: Sequence[tuple[Value, bool]], good: Sequence[Value], *, worse_below: bool
) -> Separation:
    """Compare what a rule measured, and whether it complained, with what originals measure."""
    values = [value for value, _ in bad]
    return Separation(
        auc=auc(values, good, worse_below=worse_below),
        recall=share(noticed for _, noticed in bad),
        spoke=share(value is not None for value in values),
    )


def share(answers: Iterable[bool]) -> float:
    """Return how many of the answers are yes, 0 to 1."""
    counted = list(answers)
    return round(sum(counted) / len(counted), 4) if counted else 0.0
