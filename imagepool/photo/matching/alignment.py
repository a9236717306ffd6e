"""Alignment: how two pictures lie on each other, told by features that both have.

Each pair of like features says where the whole picture would lie, how large and how turned. The
claim that most other pairs agree with is fitted to them, and wins. (J. Philbin et al., Object
Retrieval with Large Vocabularies and Fast Spatial Matching, 2007.)
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.photo.matching.features import Features, Places

__all__ = ["Alignment", "align"]

Matrix = tuple[tuple[float, float, float], tuple[float, float, float]]
_Floats = NDArray[np.float64]
_Bools = NDArray[np.bool_]

_ALIKE = 60  # of 256 bits that may differ; between unlike corners it is 128 on average
_CLAIMS = 10  # are fitted, the best supported first
_ROUGH = 40.0  # distances in the frame's units: sizes and angles of corners are not exact
_FINER = (25.0, 12.0, 8.0, 8.0)
_SCALE = 0.5  # natural logarithm of the factor by which two claims may differ in size
_TURN = 20.0  # degrees
_SQUEEZE = 1.7  # how much more one direction may be shrunk than the other


@dataclass(frozen=True, slots=True)
class Alignment:
    """``matrix`` takes a place in the one frame to the other; ``count`` features agree on it."""

    matrix: Matrix
    count: int


def align(one: Features, other: Features) -> Alignment | None:
    """Return how ``one`` lies on ``other``, or None where no four features agree on anything."""
    pairs = _pairs(one, other)
    if len(pairs) < 4:
        return None
    here, there = one.places[pairs[:, 0]], other.places[pairs[:, 1]]
    support = _support(here, there)
    best: Alignment | None = None
    for claim in np.argsort(-support.sum(1), kind="stable")[:_CLAIMS]:
        fitted = _fitted(here, there, support[claim])
        if fitted is None:
            continue
        matrix, agreed = fitted
        count = int(agreed.sum())
        if _plausible(matrix) and (best is None or count > best.count):
            best = Alignment(_rows(matrix), count)
    return best


def _pairs(one: Features, other: Features) -> NDArray[np.intp]:
    """Return (index in one, index in other): for each of the other, what is most like it."""
    if not (len(one) and len(other)):
        return np.zeros((0, 2), np.intp)
    distances, nearest = cv2.batchDistance(
        other.descriptors, one.descriptors, cv2.CV_32S, normType=cv2.NORM_HAMMING, K=1
    )
    alike = np.flatnonzero(np.asarray(distances)[:, 0] < _ALIKE)
    return np.stack([np.asarray(nearest)[alike, 0], alike], 1).astype(np.intp)


def _support(here: Places, there: Places) -> _Bools:
    """Return which pairs (columns) agree with what each pair (row) claims of the whole."""
    scale = there[:, 2] / here[:, 2]
    turn = there[:, 3] - here[:, 3]
    cosine, sine = scale * np.cos(np.deg2rad(turn)), scale * np.sin(np.deg2rad(turn))
    right = here[None, :, 0] - here[:, None, 0]
    down = here[None, :, 1] - here[:, None, 1]
    x = cosine[:, None] * right - sine[:, None] * down + there[:, None, 0] - there[None, :, 0]
    y = sine[:, None] * right + cosine[:, None] * down + there[:, None, 1] - there[None, :, 1]
    size = np.log(scale)
    alike = np.abs(size[None] - size[:, None]) < _SCALE
    alike &= np.abs((turn[None] - turn[:, None] + 180) % 360 - 180) < _TURN
    return np.asarray(alike & (x * x + y * y < _ROUGH**2), np.bool_)


def _fitted(here: Places, there: Places, agreed: _Bools) -> tuple[_Floats, _Bools] | None:
    """Return the affine map (3 x 2) fitted to the pairs, and which agree with it in the end."""
    candidates = agreed
    places = np.column_stack([here[:, :2], np.ones(len(here))]).astype(np.float64)
    matrix: _Floats = np.zeros((3, 2))
    for reach in _FINER:
        if agreed.sum() < 4:
            return None
        solved = np.linalg.lstsq(places[agreed], there[agreed, :2].astype(np.float64))[0]
        matrix = np.asarray(solved, np.float64)
        off = np.hypot(*(places @ matrix - there[:, :2]).T)
        agreed = candidates & (off < reach)
    return (matrix, agreed) if agreed.sum() >= 4 else None


def _plausible(matrix: _Floats) -> bool:
    """Say whether a picture could have been resized like that: neither squashed nor mirrored."""
    large, small = np.linalg.svd(matrix[:2], compute_uv=False)
    return bool(large < _SQUEEZE * small and np.linalg.det(matrix[:2]) > 0)


def _rows(matrix: _Floats) -> Matrix:
    (a, d), (b, e), (c, f) = matrix.tolist()
    return (a, b, c), (d, e, f)
