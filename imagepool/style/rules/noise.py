"""Noise: even tones are even, not grainy.

The measure is the grain that remains in the smoothest tenth of the picture, in steps of 255,
read from blocks of 16 pixels that are neither black nor burnt out. It is read twice: in the
working copy of 1024 px, and at 100 %, where grain counts for 70 % since fewer people come so near.
The larger of the two decides.

Why
    Strong grain looks like a fault of the camera, and grows with every enlargement and each
    further compression.
Passes
    Daylight photos of any camera; night photos from a tripod; a little grain at high ISO.
Fails
    A phone's photo of a dim room, brightened afterwards; a strongly underexposed photo.
Remedy
    Photograph with more light or from a tripod; reduce the noise while developing the raw file.
Source
    Immerkaer, Fast noise variance estimation, CVIU 64 (1996), taken block by block.
Measured
    58 real photos: median 0.5, 95 % below 2.6, three beyond 2.5. With noise of sigma 10 and 25
    added, to the working copy or to the file: AUC 1.000, all found; the working copy alone would
    miss 70 % of sigma 10 in the file. Leaves and stone that fill a very small picture can look like
    noise. A low value is no proof of clean detail: phones and JPEG smooth noise away.
"""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import Bytes, Shorts, WorkCopy

_BLOCK = 16  # px
_FINELY = 4  # the mask's fourfold: integers with four bits behind the point
_MASK = np.array([1, -2, 1], np.float32) * _FINELY  # both ways: blind to edges and slopes
_TO_SIGMA = float(np.sqrt(np.pi / 2) / 6) / _FINELY**2
_AT_100_PERCENT = 0.7


@rule(
    "noise",
    unit="/255",
    span=(0, 255),
    digits=1,
    limits=Limits(max=Bound(warn=2.5, fail=5.0)),
    measure_version=2,
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    if min(copy.size) < _BLOCK:
        return Unmeasurable("too-small")
    seen = _grain(_residual(copy.gray), copy.gray, _BLOCK)
    if seen is None:
        return Unmeasurable("only-black-and-white")
    return Measured(max(seen, _AT_100_PERCENT * (_native_grain(copy.photo.tiles) or 0.0)))


def _native_grain(tiles: Bytes | None) -> float | None:
    if tiles is None or not len(tiles):
        return None
    side = tiles.shape[-1]
    stack = tiles.reshape(-1, side)
    residual = _residual(stack).reshape(tiles.shape)
    # Without its border, where the mask reaches into the next tile.
    inner = np.s_[:, 1:-1, 1:-1]
    planes = residual[inner].reshape(-1, side - 2), tiles[inner].reshape(-1, side - 2)
    return _grain(*planes, block=(side - 2) // 2)


def _residual(gray: Bytes) -> Shorts:
    return np.abs(np.asarray(cv2.sepFilter2D(gray, cv2.CV_16S, _MASK, _MASK), np.int16))


def _grain(residual: Shorts, gray: Bytes, block: int) -> float | None:
    """Return the grain of the smoothest tenth; None where all is black or burnt out."""
    rows, columns = (side // block for side in gray.shape)
    whole = np.s_[: rows * block, : columns * block]
    blocks = (columns, rows)
    sigma = cv2.resize(residual[whole], blocks, interpolation=cv2.INTER_AREA)
    between = cv2.inRange(gray[whole], 4, 251)
    usable = cv2.resize(between, blocks, interpolation=cv2.INTER_AREA) == 255
    return _TO_SIGMA * float(np.percentile(sigma[usable], 10)) if usable.any() else None
