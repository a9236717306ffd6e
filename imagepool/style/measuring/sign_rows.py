"""Rows of signs: things of equal height and color on one base line, with nothing around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.work_copy import Bytes

__all__ = ["Row", "longest_row"]

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

_LOWEST, _TALLEST = 0.021, 0.06  # of the short side: 3 to 4.5 % is usual
_WIDEST = 1.3  # times the height
_THINNEST = 0.12  # of the box that a sign fills; less is a scratch
_UNEVEN = 0.18  # of the height, up or down
_COLOR = 25  # of 255: how far signs of one row may differ in any channel
_GAP = 2.6  # heights between neighbors: day and month stand apart
_AROUND = 0.8  # heights above and below that must be empty
_CLUTTER = 0.3  # of what the signs cover may lie around them
_LEAST = 40  # px marked in a whole strip; fewer are no two signs
_TEXTURE = 200  # so many things in a strip are leaves or stones, not signs


@dataclass(frozen=True, slots=True)
class Row:
    """Signs that stand in a row; the box is in px."""

    signs: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Signs:
    """What may be signs, from left to right."""

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    area: Numbers
    colors: NDArray[np.float64]

    def alike(self) -> Mask:
        """Say, for each pair, whether both may stand in one row."""
        uneven = np.maximum(2, _UNEVEN * (self.bottom - self.top))[:, None]
        same_top = np.abs(self.top[:, None] - self.top) <= uneven
        same_bottom = np.abs(self.bottom[:, None] - self.bottom) <= uneven
        colors = np.abs(self.colors[:, None] - self.colors).max(axis=2, initial=0)
        matches: Mask = same_top & same_bottom & (colors <= _COLOR)
        return matches


def longest_row(light: Bytes, rgb: Bytes, threshold: int, short_side: int) -> Row | None:
    """Return the longest row of signs that are lighter than their surroundings by ``threshold``."""
    marked = (light > threshold).astype(np.uint8)
    if cv2.countNonZero(marked) < _LEAST:
        return None
    # The segments of a display do not always touch.
    marked = np.asarray(cv2.morphologyEx(marked, cv2.MORPH_CLOSE, np.ones((3, 1))), np.uint8)
    signs = _signs_in(marked, rgb, short_side)
    alike = signs.alike()
    together = alike.sum(axis=1)
    best: Row | None = None
    for first in np.argsort(-together, kind="stable"):
        if best and together[first] <= best.signs:
            break
        row = _row(signs, _neighbors(signs, np.flatnonzero(alike[first]), int(first)))
        if (best is None or row.signs > best.signs) and _stands_alone(row, marked):
            best = row
    return best


def _signs_in(marked: Bytes, rgb: Bytes, short_side: int) -> _Signs:
    # 16 bits hold the labels of a strip, and take a third of the time.
    components = cv2.connectedComponentsWithStats(marked, connectivity=8, ltype=cv2.CV_16U)
    labels, boxes = components[1], components[2]
    left, top, width, height, area = np.asarray(boxes[1:], np.int64).T
    fit = (height >= _LOWEST * short_side) & (height <= _TALLEST * short_side)
    fit &= (width <= _WIDEST * height) & (area >= _THINNEST * width * height)
    found = np.flatnonzero(fit)
    found = found[np.argsort(left[found], kind="stable")]
    if len(found) > _TEXTURE:
        found = found[:0]
    colors = np.zeros((len(found), 3))
    for place, one in enumerate(found):
        box = np.s_[top[one] : top[one] + height[one], left[one] : left[one] + width[one]]
        colors[place] = cv2.mean(rgb[box], (labels[box] == one + 1).astype(np.uint8))[:3]
    left, top, width, height, area = (one[found] for one in (left, top, width, height, area))
    return _Signs(left, top, left + width, top + height, area, colors)


def _neighbors(signs: _Signs, alike: NDArray[np.intp], first: int) -> NDArray[np.intp]:
    """Return those of the signs that reach ``first`` without a wide gap."""
    widest = _GAP * (signs.bottom[first] - signs.top[first])
    gaps = signs.left[alike[1:]] - signs.right[alike[:-1]]
    group = np.concatenate([[0], np.cumsum(gaps > widest)])
    near: NDArray[np.intp] = alike[group == group[np.searchsorted(alike, first)]]
    return near


def _row(signs: _Signs, of: NDArray[np.intp]) -> Row:
    return Row(
        signs=len(of),
        left=int(signs.left[of].min()),
        top=int(signs.top[of].min()),
        right=int(signs.right[of].max()),
        bottom=int(signs.bottom[of].max()),
    )


def _stands_alone(row: Row, marked: Bytes) -> bool:
    around = int(_AROUND * (row.bottom - row.top))
    inside = int(marked[row.top : row.bottom, row.left : row.right].sum())
    whole: Any = marked[
        max(row.top - around, 0) : row.bottom + around,
        max(row.left - around, 0) : row.right + around,
    ]
    return int(whole.sum()) - inside <= _CLUTTER * inside
