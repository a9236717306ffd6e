"""Monochrome: the picture is in color, neither black-and-white nor toned.

The measure is the color that is left when each tone's own color is taken away: 0 for gray, and
for sepia too, whose color follows from its lightness alone. What is nearly black or burnt out
has no say.

Why
    Black-and-white pictures stand out in a series about today, and say "long ago".
Passes
    A gray winter day; fog; a picture with little color, as long as it is color.
Fails
    Black-and-white conversion; sepia; a blue-toned print.
Remedy
    Deliver the picture in color. Historic pictures carry the keyword "Archiv".
Source
    Stadt Zürich: black-and-white for historic material only; agencies refuse such duplicates.
Measured
    57 real photos, CIELAB difference: the only black-and-white one 0.0, a silhouette in gray 1.4,
    all others above 3. Gray versions: AUC 0.995, all found; sepia: AUC 0.98, 89 % found. 40 other
    photos: gray 1.00, sepia 0.998; a stormy sky and a painted board lie between 1.2 and 1.5, where
    the rule only warns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy

Plane = NDArray[np.float64]

_TONES = 32  # steps of lightness
_BURNT = 240  # of 255: from here on the end of the scale bends the colors
_BLACK = 8  # L*: below it a step of 1 in 255 is a visible color
_FEWEST = 50  # pixels that must be left to speak for the picture


@rule("monochrome", unit="ΔE", limits=Limits(min=Bound(warn=1.5, fail=0.5)), measure_version=2)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    lab = copy.coarse_lab.reshape(-1, 3).astype(np.float64)
    kept = (copy.coarse.reshape(-1, 3) < _BURNT).all(axis=1) & (lab[:, 0] > _BLACK)
    lab = lab[kept] if np.count_nonzero(kept) >= _FEWEST else lab
    steps = np.clip(lab[:, 0] * (_TONES / 100), 0, _TONES - 1e-6)
    tone = steps.astype(np.intp)
    within = steps - tone
    variance = sum(_unexplained(lab[:, axis], tone, within) for axis in (1, 2))
    return Measured(float(np.sqrt(variance)))


def _unexplained(chroma: Plane, tone: NDArray[np.intp], within: Plane) -> float:
    """Return the variance that is left when each tone's straight line is taken away."""
    count = np.maximum(np.bincount(tone, minlength=_TONES), 1)

    def mean(values: Plane) -> Plane:
        found: Plane = np.bincount(tone, values, _TONES) / count
        return found

    chroma = chroma - mean(chroma)[tone]
    within = within - mean(within)[tone]
    slope = mean(within * chroma) / (mean(within**2) + 1e-3)
    return float(np.mean((chroma - slope[tone] * within) ** 2))
