"""Monochrome: the picture is in color, neither black-and-white nor toned.

The measure is the color that is left in areas when each tone's own color is taken away: 0 for
gray, and for sepia too, whose color follows from its lightness alone. That of a plain sky or of
autumn leaves follows from it as well: so where the tones are few, or the color is stronger than any
toning, up to 2 of it are left. What is nearly black or burnt out has no say.

Why
    Black-and-white pictures stand out in a series about today, and say "long ago".
Passes
    A gray winter day; fog; a blue sky alone; a picture with little color, as long as it is color.
Fails
    Black-and-white conversion; sepia; a blue-toned print.
Remedy
    Deliver the picture in color. Historic pictures carry the keyword "Archiv".
Source
    Stadt Zürich: black-and-white for historic material only; agencies refuse such duplicates.
Measured
    58 real photos, CIELAB difference: the only black-and-white one 0.0, a silhouette in gray 1.1,
    all others above 2.5. Gray versions: AUC 0.999, all found; sepia: AUC 0.98, all found, 98 % so
    clearly that they fail. Of 486 cuttings of an eighth, many of them sky alone, 7 were noticed,
    and 42 without what few tones are credited with. 40 other photos: gray 1.00, sepia 0.998; a
    painted board measures 1.1, where the rule only warns.
"""

from __future__ import annotations

import cv2
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
_AREA = 4  # of these pixels a side: grain and what JPEG adds cancel out
_FEW_TONES, _MANY_TONES = 20, 35  # L*: span of tones that cannot, or can, tell toning from one hue
_DOUBT = 2.0  # ΔE: what a picture of one hue is credited with
_TONED, _HUED = 35, 45  # chroma: as strong as toning gets, and what no toning has


@rule("monochrome", unit="ΔE", limits=Limits(min=Bound(warn=1.5, fail=0.8)), measure_version=3)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    # Single pixels, for an average of two tones may have a color that neither tone has.
    rgb, lab = copy.small[::2, ::2], copy.lab[::2, ::2].astype(np.float64)
    kept = (lab[:, :, 0] > _BLACK) & (rgb < _BURNT).all(axis=2)
    if np.count_nonzero(kept) < _FEWEST:
        kept = np.ones_like(kept)
    tones = _Tones(lab[:, :, 0], kept)
    left = float(np.sqrt(sum(tones.unexplained(lab[:, :, axis]) for axis in (1, 2))))
    chroma = float(np.hypot(lab[:, :, 1], lab[:, :, 2])[kept].mean())
    return Measured(left + min(_single_hued(tones.span, chroma) * _DOUBT, chroma))


def _single_hued(span: float, chroma: float) -> float:
    """Return how surely a color that follows from lightness is no toning, 0 to 1."""
    few = (_MANY_TONES - span) / (_MANY_TONES - _FEW_TONES)
    strong = (chroma - _TONED) / (_HUED - _TONED)
    return min(max(few, strong, 0.0), 1.0)


class _Tones:
    """The picture's pixels by their lightness."""

    def __init__(self, lightness: Plane, kept: NDArray[np.bool_]) -> None:
        self._kept = kept.astype(np.float64)
        steps = np.clip(lightness * (_TONES / 100), 0, _TONES - 1e-6)
        self._tone = steps.astype(np.intp)
        self._sizes = np.maximum(self._sums(self._kept), 1)
        within = steps - self._tone
        self._within = (within - self._of_tone(within)) * self._kept
        self._spread = self._sums(self._within**2) / self._sizes + 1e-3
        low, high = np.percentile(lightness[kept], (5, 95))
        self.span = float(high - low)  # L*

    def unexplained(self, chroma: Plane) -> float:
        """Return the variance, over areas, that each tone's straight line leaves."""
        chroma = (chroma - self._of_tone(chroma)) * self._kept
        slopes = self._sums(self._within * chroma) / self._sizes / self._spread
        left = chroma - slopes[self._tone] * self._within
        speaking = _areas(self._kept)
        means = _areas(left) / np.maximum(speaking, 1e-3)
        return float(np.sum(np.square(means) * speaking) / np.sum(speaking))

    def _of_tone(self, values: Plane) -> Plane:
        means: Plane = (self._sums(values * self._kept) / self._sizes)[self._tone]
        return means

    def _sums(self, values: Plane) -> Plane:
        return np.asarray(np.bincount(self._tone.ravel(), values.ravel(), _TONES), np.float64)


def _areas(plane: Plane) -> Plane:
    height, width = (max(1, side // _AREA) for side in plane.shape)
    return np.asarray(cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA))
