"""Agreement: whether two pictures that lie on each other are the same shot, place by place.

Features agree as well between two shots of one scene. Pixels do not: between shots, people and
leaves move, and near things shift against far ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.photo.matching.alignment import Matrix
from imagepool.photo.matching.features import FRAME, shrunk
from imagepool.photo.pixels.pixels import Pixels, as_pixels

__all__ = ["Agreement", "Part", "compare"]

_Floats = NDArray[np.float32]
_Grid = NDArray[np.float64]

_LARGEST = 512  # px, of what is compared
_SEEN = 127  # of 255: more than half of the pixel
_SMALLEST = 24  # px, below which nothing can be said
_BLOCK = 16  # px
_TEXTURE = 3.0  # gray levels (standard deviation) from which a block shows anything
_AGAINST = 4.0  # blocks that agree, for one that does not
_ALIKE = 0.6  # correlation; unlike blocks lie around 0
_NOISE = 4.0  # variance that compression adds
_STEPS = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 60, 1e-5)


@dataclass(frozen=True, slots=True)
class Part:
    """How far two pictures agree in a rectangle; shares are from 0 to 1."""

    alike: float  # of the blocks that show something, those that show the same
    blocks: int  # that show something
    covered: float  # of the other picture's area


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two pictures agree."""

    whole: Part  # where they overlap
    best: Part  # the rectangle in which most agrees: a part that something else surrounds
    turned: float  # degrees by which the one is turned, sheared or squeezed against the other


def compare(one: Pixels, matrix: Matrix, other: Pixels) -> Agreement | None:
    """Compare a gray picture with another on which it lies by ``matrix``.

    None where they do not overlap, or in too few pixels. They are laid on each other more exactly
    first (G. Evangelidis and E. Psarakis, Parametric Image Alignment Using Enhanced Correlation
    Coefficient Maximization, 2008).
    """
    lie = np.array(matrix, np.float64)
    left, top, right, bottom = _overlap(one, lie, other)
    wide, high = right - left, bottom - top
    if min(wide, high) < 1:
        return None
    finest = max(one.shape) / FRAME / np.sqrt(abs(np.linalg.det(lie[:, :2])))
    scale = min(max(other.shape) / FRAME, finest, _LARGEST / max(wide, high))
    if min(wide, high) * scale < _SMALLEST:
        return None
    size = round(wide * scale), round(high * scale)
    place = np.array([[scale, 0, -left * scale], [0, scale, -top * scale]])
    there = _laid(other, np.eye(2, 3), place, size)[0]
    here, seen = _laid(one, lie, place, size)
    here, seen, moved = _refined(here, seen, there)
    looked = _agreeing(here, there, seen)
    area = wide * high / _area(other)
    covered = min(area * float((seen > _SEEN).mean()), 1.0)
    whole = Part(_share(looked), int(looked.shows.sum()), covered)
    return Agreement(whole, _best(looked, area), _turned(lie, moved))


def _turned(lie: _Grid, moved: _Grid) -> float:
    """Return by how much the picture is turned, sheared or squeezed, degrees.

    A hundredth more in one direction is the tangent of 0.6 degrees.
    """
    matrix = np.linalg.inv(moved[:, :2]) @ lie[:, :2]
    along, across = matrix[:, 0], matrix[:, 1]
    turns = np.arctan2(along[1], along[0]), np.arctan2(-across[0], across[1])
    large, small = np.linalg.svd(matrix, compute_uv=False)
    return float(np.rad2deg(max(*np.abs(turns), large / small - 1)))


def _overlap(one: Pixels, lie: _Grid, other: Pixels) -> tuple[float, ...]:
    """Return the box of the overlap in the other's frame: left, top, right, bottom."""
    corners = _corners(one) @ lie[:, :2].T + lie[:, 2]
    frame = _corners(other)
    shared, outline = cv2.intersectConvexConvex(
        corners.astype(np.float32), frame.astype(np.float32)
    )
    if shared <= 0:
        return (0, 0, 0, 0)
    edge = np.asarray(outline).reshape(-1, 2)
    return (*edge.min(0).tolist(), *edge.max(0).tolist())


def _corners(gray: Pixels) -> _Grid:
    wide, high = _frame(gray)
    return np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float64)


def _frame(gray: Pixels) -> tuple[float, float]:
    scale = FRAME / max(gray.shape)
    return gray.shape[1] * scale, gray.shape[0] * scale


def _area(gray: Pixels) -> float:
    wide, high = _frame(gray)
    return wide * high


def _laid(gray: Pixels, lie: _Grid, place: _Grid, size: tuple[int, int]) -> tuple[_Floats, Pixels]:
    """Return the picture as it lies in the overlap, and where there is any of it."""
    whole = place @ np.vstack([lie, [0, 0, 1]])
    enlarged = np.sqrt(abs(np.linalg.det(whole[:, :2]))) * FRAME / max(gray.shape)
    small = shrunk(gray, max(round(max(gray.shape) * enlarged), 1))
    whole[:, :2] *= FRAME / max(small.shape)
    # The middle of the first pixel lies half a pixel from the edge.
    whole[:, 2] += whole[:, :2].sum(1) / 2 - 0.5
    here = cv2.warpAffine(small.astype(np.float32), whole, size, borderMode=cv2.BORDER_REPLICATE)
    seen = cv2.warpAffine(np.full(small.shape, 255, np.uint8), whole, size)
    return np.asarray(here, np.float32), as_pixels(seen)


def _refined(here: _Floats, seen: Pixels, there: _Floats) -> tuple[_Floats, Pixels, _Grid]:
    """Return the picture laid more exactly, where that is better, and how it was moved."""
    still = np.eye(2, 3)
    good = _agreeing(here, there, seen)
    best, closest = (here, seen, still), _mean(good)
    for where in (_pixels(good, seen), seen):
        moved = _moved(here, seen, there, where)
        if moved is not None and (close := _mean(_agreeing(moved[0], there, moved[1]))) > closest:
            best, closest = moved, close
    return best


def _moved(
    here: _Floats, seen: Pixels, there: _Floats, where: Pixels
) -> tuple[_Floats, Pixels, _Grid] | None:
    size = there.shape[1], there.shape[0]
    still = np.eye(2, 3, dtype=np.float32)
    try:
        _, lie = cv2.findTransformECC(there, here, still, cv2.MOTION_AFFINE, _STEPS, where, 5)
    except cv2.error:  # it does not converge: there is little to hold on to
        return None
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    laid = cv2.warpAffine(here, lie, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return (
        np.asarray(laid, np.float32),
        as_pixels(cv2.warpAffine(seen, lie, size, flags=how)),
        np.asarray(lie, np.float64),
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    shows: NDArray[np.bool_]  # the blocks that show something in either picture
    close: _Grid  # their correlation, -1 to 1


def _agreeing(here: _Floats, there: _Floats, seen: Pixels) -> _Looked:
    here, there = _softened(here), _softened(there)
    a, b = _blocks(here), _blocks(there)
    own, others = _blocks(here * here) - a * a, _blocks(there * there) - b * b
    both = _blocks(here * there) - a * b
    whole = _blocks((seen > 250).astype(np.float32)) > 0.99
    lit = (_blocks(_clipped(here)) < 0.3) & (_blocks(_clipped(there)) < 0.3)
    shows = whole & lit & (np.maximum(own, others) > _TEXTURE**2)
    close = both / np.sqrt((own.clip(0) + _NOISE) * (others.clip(0) + _NOISE))
    return _Looked(shows, close)


def _softened(plane: _Floats) -> _Floats:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), 1.0), np.float32)


def _clipped(plane: _Floats) -> _Floats:
    return np.asarray((plane < 4) | (plane > 251), np.float32)


def _share(looked: _Looked) -> float:
    count = int(looked.shows.sum())
    return float((looked.close[looked.shows] > _ALIKE).sum() / count) if count else 0.0


def _best(looked: _Looked, area: float) -> Part:
    """Return the rectangle with the largest sum, where what disagrees counts against it."""
    agree = (looked.close > _ALIKE) & looked.shows
    score = np.where(looked.shows, np.where(agree, 1.0, -_AGAINST), 0.0)
    high, wide = score.shape
    most, box = 0.0, (0, 0, 0, 0)
    for top in range(high):
        columns = np.zeros(wide)
        for bottom in range(top, high):
            columns += score[bottom]
            total, left, right = _run(columns)
            if total > most:
                most, box = total, (top, bottom + 1, left, right)
    top, bottom, left, right = box
    inside = np.s_[top:bottom, left:right]
    blocks = int(looked.shows[inside].sum())
    share = float(agree[inside].sum() / blocks) if blocks else 0.0
    return Part(share, blocks, min(area * (bottom - top) * (right - left) / (high * wide), 1.0))


def _run(values: _Grid) -> tuple[float, int, int]:
    """Return the largest sum of neighbors, and from where to where (J. Kadane)."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return float(sums[end] - lowest[end]), int(np.argmin(sums[: end + 1])), end


def _mean(looked: _Looked) -> float:
    return float(looked.close[looked.shows].mean()) if looked.shows.any() else 0.0


def _pixels(looked: _Looked, seen: Pixels) -> Pixels:
    """Return where the blocks agree, as a mask of pixels: the rest may be written over."""
    agree = (looked.close > _ALIKE).astype(np.uint8) * 255
    high, wide = (side * _BLOCK for side in agree.shape)
    mask = np.zeros_like(seen)
    mask[:high, :wide] = cv2.resize(agree, (wide, high), interpolation=cv2.INTER_NEAREST)
    return as_pixels(cv2.min(mask, seen))


def _blocks(plane: _Floats) -> _Grid:
    """Return the mean of every block; what is left at the edges does not count."""
    high, wide = (side // _BLOCK for side in plane.shape)
    whole = plane[: high * _BLOCK, : wide * _BLOCK].astype(np.float64)
    return np.asarray(whole.reshape(high, _BLOCK, wide, _BLOCK).mean((1, 3)), np.float64)
