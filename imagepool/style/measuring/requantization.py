"""Traces that a JPEG compression leaves in pixels that were saved again since.

JPEG rounds each frequency of an 8 x 8 block to multiples of a step, and the coarser the quality,
the larger the steps. Saved again with small steps, the numbers still lie around the multiples of
the large ones, like the teeth of a comb. How closely they do is the mean of a cosine: 1 on the
teeth, 0 where nothing was rounded. Nothing has to be saved for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.measuring.jpeg_tables import steps_of
from imagepool.style.work_copy import Bytes

__all__ = ["Trace", "strongest_trace"]

# The low frequencies, down and across: there photos still have numbers after coarse rounding.
_WAVES = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (2, 2), (0, 3), (3, 0))
_PLACES = np.array([8 * down + across for down, across in _WAVES])  # in a table, row by row
_QUALITIES = range(20, 81)  # below, hardly a number is left; above, steps are too small to see
_LEAST_STEP = 3
_LEAD = 1.6  # times the present step; smaller ones are not told from the present rounding
_LARGEST = 255
_ENOUGH = 40  # numbers between the first two teeth or beyond


@dataclass(frozen=True, slots=True)
class Trace:
    """The quality at which a picture seems to have been saved before."""

    quality: int
    closeness: float  # to the teeth of that quality's comb: 1 perfect, 0 none


def strongest_trace(tiles: Bytes, present: Sequence[int]) -> Trace | None:
    """Return the clearest trace; None where the picture has too little detail to show any.

    ``tiles`` lie on the grid of blocks; ``present`` are the steps (64, row by row) to which the
    file rounds luma now, which hide any that are not clearly larger.
    """
    cosines, counted = _combs()
    numbers = _numbers(tiles)
    near, count = (np.einsum("wn,ns->ws", numbers, comb) for comb in (cosines, counted))
    now = np.maximum(_LEAST_STEP, _LEAD * np.asarray(present)[_PLACES])
    best: Trace | None = None
    for quality in _QUALITIES:
        steps = steps_of(quality)[_PLACES]
        waves = np.flatnonzero(steps >= now)
        total = count[waves, steps[waves]].sum()
        if total < _ENOUGH:
            continue
        closeness = float(near[waves, steps[waves]].sum() / total)
        if best is None or closeness > best.closeness:
            best = Trace(quality, closeness)
    return best


def _numbers(tiles: Bytes) -> NDArray[np.float64]:
    """Count for each wave how often its number is 0, 1, 2 ... 255 of either sign."""
    side = tiles.shape[-1] // 8
    blocks = tiles.reshape(-1, side, 8, side, 8).transpose(0, 1, 3, 2, 4).reshape(-1, 64)
    # Where white or black is reached, pixels were cut off after rounding.
    whole = blocks[(blocks.min(axis=1) > 0) & (blocks.max(axis=1) < 255)]
    if not len(whole):
        return np.zeros((len(_WAVES), _LARGEST + 1))
    # cv2.gemm, since NumPy's product may start threads that fight with those of other photos.
    heights = cv2.gemm(whole.astype(np.float32), _waves(), 1, np.empty(0, np.float32), 0)
    numbers = np.abs(np.rint(heights)).astype(np.intp)
    numbers[numbers > _LARGEST] = 0
    rows = np.arange(len(_WAVES)) * (_LARGEST + 1)
    counts = np.bincount((numbers + rows).ravel(), minlength=len(_WAVES) * (_LARGEST + 1))
    return counts.reshape(len(_WAVES), -1).astype(np.float64)


@cache
def _waves() -> NDArray[np.float32]:
    """Return the cosine transform of JPEG for these waves: pixels of a block x waves."""
    wave, pixel = np.mgrid[:8, :8]
    cosine = np.cos((2 * pixel + 1) * wave * np.pi / 16) / np.where(wave, 2, 8**0.5)
    pairs = [np.outer(cosine[down], cosine[across]).ravel() for down, across in _WAVES]
    return np.stack(pairs, axis=1).astype(np.float32)


@cache
def _combs() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return number x step: the cosine, and 1 where it counts: beyond half of the step.

    Small numbers are always on a tooth, that of zero, and say nothing.
    """
    number, step = np.mgrid[: _LARGEST + 1, : int(steps_of(min(_QUALITIES)).max()) + 1]
    counted = (number > step / 2).astype(np.float64)
    return np.cos(2 * np.pi * number / np.maximum(step, 1)) * counted, counted
