"""Edges of something white and half transparent that lies over a picture.

A white veil of opacity o turns each channel v into v + o (255 - v): what is missing to white
shrinks by the same factor everywhere, in red, green and blue alike, whatever lies below. So in the
logarithm of what is missing, all edges of a veil are steps of one size. Edges of the scene are
steps of all sizes, and seldom the same in all channels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.work_copy import Bytes

__all__ = ["Steps", "steps_in"]

Ints = NDArray[np.int32]
Shorts = NDArray[np.int16]

_UNITS = 500  # of the logarithm in whole numbers
_EACH = 4  # only every fourth row and column is read
_NEAR, _FAR = 2, 4  # px from the edge: where a step ends, and where it must have ended
_SMALLEST, _LARGEST = 0.09, 0.62  # steps that are looked at
_COLORED = 0.15  # of a step: how far the channels may differ ...
_UNEVEN = 0.2  # ... and how much the ground beside it may change
_DARKEST, _LIGHTEST = 4, 225  # beyond, nothing is left to compare

_MISSING: Shorts = np.round(np.log(260.0 - np.arange(256)) * _UNITS).astype(np.int16)
_MISSING[:_DARKEST], _MISSING[_LIGHTEST + 1 :] = -10000, -20000  # no step to or from these is small


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps that a white veil might have made; places in px."""

    sizes: NDArray[np.float64]  # of the logarithm
    x: Ints
    y: Ints


def steps_in(rgb: Bytes) -> Steps:
    """Find the steps along every fourth row and every fourth column."""
    first = _EACH // 2
    along = _steps(np.ascontiguousarray(rgb[first::_EACH]))
    down = _steps(np.ascontiguousarray(rgb[:, first::_EACH].transpose(1, 0, 2)))
    return Steps(
        sizes=np.concatenate([along.sizes, down.sizes]),
        x=np.concatenate([along.x, down.y * _EACH + first]),
        y=np.concatenate([along.y * _EACH + first, down.x]),
    )


def _steps(rows: Bytes) -> Steps:
    planes = [np.asarray(cv2.LUT(one, _MISSING), np.int16) for one in cv2.split(rows)]
    width = rows.shape[1]
    line, place = np.divmod(_steepest(planes[1]), max(1, width - 2 * _NEAR))
    at = line * width + place + _NEAR
    after, before = _beside(planes, at, _NEAR), _beside(planes, at, -_NEAR)
    rises = [one - other for one, other in zip(after, before, strict=True)]
    sizes = np.abs(sum(rises)) / 3
    gray = _highest(rises) + _highest([-one for one in rises])
    kept = np.flatnonzero(gray < _COLORED * sizes + 0.015 * _UNITS)
    at, sizes = at[kept], sizes[kept]
    ground = [
        np.abs(beyond - near[kept])
        for way, side in ((_FAR, after), (-_FAR, before))
        for beyond, near in zip(_beside(planes, at, way), side, strict=True)
    ]
    even = np.flatnonzero(_highest(ground) < _UNEVEN * sizes + 0.01 * _UNITS)
    y, x = np.divmod(at[even], width)
    return Steps(sizes[even] / _UNITS, x.astype(np.int32), y.astype(np.int32))


def _steepest(plane: Shorts) -> NDArray[np.intp]:
    """Return where a row changes more than beside, and neither too little nor too much."""
    change = np.asarray(cv2.absdiff(plane[:, 2 * _NEAR :], plane[:, : -2 * _NEAR]))
    beside = cv2.dilate(change, np.ones((1, 3), np.uint8))
    within = cv2.inRange(change, (_SMALLEST * _UNITS,), (_LARGEST * _UNITS,))
    peaks = np.asarray(cv2.bitwise_and(within, cv2.compare(change, beside, cv2.CMP_GE)))
    peaks[:, :_FAR] = peaks[:, -_FAR:] = 0
    return np.flatnonzero(peaks)


def _beside(planes: Sequence[Shorts], at: NDArray[np.intp], way: int) -> list[Ints]:
    return [one.ravel().take(at + way).astype(np.int32) for one in planes]


def _highest(values: Sequence[Ints]) -> Ints:
    return np.asarray(np.maximum.reduce(list(values)), np.int32)
