"""The strips along the edges of a picture, where dates and names are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from imagepool.style.report import Region
from imagepool.style.work_copy import Bytes, WorkCopy

__all__ = ["SMALLEST", "EdgeStrip", "edge_strips", "side_strips", "thin_and_light"]

SMALLEST = 160  # px of the short side; below, writing is too small to be told from texture
_DEPTH = 0.16  # of the short side


@dataclass(frozen=True, slots=True)
class EdgeStrip:
    """A strip across the whole picture."""

    rgb: Bytes
    top: int  # px from the picture's upper edge
    size: tuple[int, int]  # of the picture, px
    sideways: bool = False  # of the picture turned by a quarter, counterclockwise

    @property
    def short_side(self) -> int:
        return min(self.size)

    def region(self, left: float, top: float, right: float, bottom: float) -> Region:
        """Return a box of this strip, px, as fractions of the picture."""
        width, height = self.size
        x, y = max(left, 0) / width, (self.top + max(top, 0)) / height
        wide, high = min(right / width, 1) - x, min((self.top + bottom) / height, 1) - y
        return (1 - y - high, x, high, wide) if self.sideways else (x, y, wide, high)


def edge_strips(copy: WorkCopy) -> Iterator[EdgeStrip]:
    """Yield the lower strip, where most writing is, and the upper one."""
    depth = round(_DEPTH * min(copy.size))
    for top in (copy.size[1] - depth, 0):
        yield EdgeStrip(np.ascontiguousarray(copy.rgb[top : top + depth]), top, copy.size)


def side_strips(copy: WorkCopy) -> Iterator[EdgeStrip]:
    """Yield the right strip and the left one, turned so that they lie.

    A camera that is held upright writes the date along one of them.
    """
    depth = round(_DEPTH * min(copy.size))
    width, height = copy.size
    for top in (0, width - depth):
        left = width - depth - top
        rgb = np.rot90(copy.rgb[:, left : left + depth])
        yield EdgeStrip(np.ascontiguousarray(rgb), top, (height, width), sideways=True)


def thin_and_light(plane: Bytes, thickness: int) -> Bytes:
    """Return by how much things thinner than this, px, are lighter than what is around them."""
    square = cv2.getStructuringElement(cv2.MORPH_RECT, (thickness, thickness))
    return np.asarray(cv2.morphologyEx(plane, cv2.MORPH_TOPHAT, square), np.uint8)
