"""The strong edges of a picture, and how blurred each of them is.

At each strong edge the picture is blurred once more by a known amount, and the loss of steepness
tells how blurred the edge was before (Zhuo and Sim, Pattern Recognition 44, 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["REBLUR", "Edges", "find_edges"]

REBLUR = 1.0
"""Sigma of the second blur, px."""

_FAINT = 4.0  # gray levels over two pixels; below lies noise, not an edge

Floats = NDArray[np.float32]
Shorts = NDArray[np.int16]
Places = NDArray[np.intp]  # flat indices of pixels


@dataclass(frozen=True, eq=False)
class Edges:
    """Pixels on strong edges, and the blur of each, px."""

    places: Places
    blur: Floats

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def sharpest(self) -> float:
        """The 20th percentile of the blur: the sharpest place of the picture, but no outlier."""
        return _percentile(self.blur, 20)


def find_edges(slopes: tuple[Shorts, Shorts], softened: Floats) -> Edges:
    """Find the edges of a picture of at least 3 x 3 pixels.

    ``slopes`` are those of its luma over two pixels, ``softened`` is luma blurred by ``REBLUR``.
    """
    right, down = slopes
    places = _strongest(right, down)
    before = np.hypot(right.take(places), down.take(places), dtype=np.float32)
    ratio = before / np.maximum(_steepness(softened, places), 1e-6)
    blur = REBLUR / np.sqrt(np.maximum(ratio, 1.0001) ** 2 - 1)
    return Edges(places, np.asarray(blur, np.float32))


def _strongest(right: Shorts, down: Shorts) -> Places:
    """Return where the steepest 3 % of the slopes are steepest across their edge (Canny)."""
    across, along = (slope[::3, ::3].astype(np.int32) for slope in (right, down))
    threshold = max(_FAINT, _percentile((across * across + along * along).ravel(), 97) ** 0.5)
    edges = np.asarray(cv2.Canny(right, down, threshold, threshold, L2gradient=True))
    edges[[0, -1]] = 0  # the border has no neighbors to compare
    edges[:, [0, -1]] = 0
    return np.flatnonzero(edges.astype(np.bool_))


def _steepness(plane: Floats, places: Places) -> Floats:
    """Return the length of the slope over two pixels, at these places only."""
    flat, width = plane.ravel(), plane.shape[1]
    right = flat.take(places + 1) - flat.take(places - 1)
    down = flat.take(places + width) - flat.take(places - width)
    return np.asarray(np.hypot(right, down))


def _percentile(values: NDArray[Any], percent: float) -> float:
    place = int((len(values) - 1) * percent / 100)
    return float(np.partition(values, place)[place])
