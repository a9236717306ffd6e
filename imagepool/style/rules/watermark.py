"""Watermark: no transparent writing lies over the picture.

The measure looks for many edges of one and the same faint step, alike in red, green and blue, as
only a half transparent white overlay makes them, wherever it lies and whatever is below. The
value tells by how many times their scatter such edges outnumber those of neighboring steps.

Why
    A watermark cannot be taken out again. It says that the picture is a preview, or somebody
    else's, and it disturbs every use.
Passes
    A photo of the scene alone, even with repeated patterns: windows, tiles, fences.
Fails
    "PREVIEW" across the middle at 30 % opacity; small letters tiled over the whole picture.
Remedy
    Deliver the photo as it was taken, without watermark.
Source
    Rules of photo contests and picture agencies ("no watermark").
Measured
    56 real photos: white writing at 20 to 30 % opacity across the middle: AUC 0.85 to 0.89, recall
    45 %; tiled: AUC 0.89, recall 57 %; 2 originals noticed, both of the same chart with even steps
    of gray. On 39 other photos: AUC 0.91 to 0.96, recall 48 %, none noticed. Black and colored
    watermarks go unnoticed, and those before a white sky or in dense leaves. So it only warns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.measuring.veils import Steps, steps_in
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_SMALLEST = 160  # px of the short side; below, letters are a blur
_BIN = 0.005  # of the logarithm
_BINS = 140
_FAINTEST, _CLEAREST = 30, 90  # bins: opacities of 14 to 36 %
_PEAK, _GAP, _SIDE = 3, 3, 8  # bins: half the peak, what lies between, and what it is compared with
_FEW = 30.0  # edges; so many more or less are chance


@rule("watermark", unit="times", limits=Limits(max=Bound(warn=7)), cap=Level.SHOULD)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    if min(copy.size) < _SMALLEST:
        return Unmeasurable("too-small")
    steps = steps_in(copy.rgb)
    counts = np.histogram(steps.sizes, bins=_BINS, range=(0, _BINS * _BIN))[0]
    excess = _excess(counts.astype(np.float64))
    best = int(excess.argmax())
    size = (_FAINTEST + best + 0.5) * _BIN
    opacity = 100 * (1 - float(np.exp(-size)))
    return Measured(max(0.0, float(excess[best])), _region(steps, size, copy), {"opacity": opacity})


def _excess(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, for each step, how far it rises above its neighbors on either side."""
    total = np.concatenate([[0.0], np.cumsum(counts)])
    middle = np.arange(_FAINTEST, _CLEAREST)
    width, inner = 2 * _PEAK + 1, _PEAK + _GAP
    peak = total[middle + _PEAK + 1] - total[middle - _PEAK]
    below = total[middle - inner] - total[middle - inner - _SIDE]
    above = total[middle + inner + 1 + _SIDE] - total[middle + inner + 1]
    usual = np.maximum(below, above) * width / _SIDE
    return np.asarray((peak - usual) / np.sqrt(usual + _FEW))


def _region(steps: Steps, size: float, copy: WorkCopy) -> Region | None:
    """Return the box that holds most of the edges of this step."""
    alike = np.abs(steps.sizes - size) <= (_PEAK + 0.5) * _BIN
    if not alike.any():
        return None
    width, height = copy.size
    left, right = (float(one) for one in np.percentile(steps.x[alike], (5, 95)))
    top, bottom = (float(one) for one in np.percentile(steps.y[alike], (5, 95)))
    return left / width, top / height, (right - left) / width, (bottom - top) / height
