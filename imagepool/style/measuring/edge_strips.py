"""The strips along the upper and lower edge of a picture, where dates and names are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from imagepool.style.report import Region
from imagepool.style.work_copy import Bytes, WorkCopy

__all__ = ["SMALLEST", "EdgeStrip", "edge_strips", "thin_and_light"]

SMALLEST = 160  # px of the short side; below, writing is too small to be told from texture
_DEPTH = 0.16  # of the short side


@dataclass(frozen=True, slots=True)
class EdgeStrip:
    """A strip across the whole picture."""

    rgb: Bytes
    top: int  # px from the picture's upper edge
    size: tuple[int, int]  # of the picture, px

    @property
    def short_side(self) -> int:
        return min(self.size)

    def region(self, left: float, top: float, right: float, bottom: float) -> Region:
        """Return a box of this strip, px, as fractions of the picture."""
        width, height = self.size
        x, y = max(left, 0) / width, (self.top + max(top, 0)) / height
        return x, y, min(right / width, 1) - x, min((self.top + bottom) / height, 1) - y


def edge_strips(copy: WorkCopy) -> Iterator[EdgeStrip]:
    """Yield the lower strip, where most writing is, and the upper one."""
    depth = round(_DEPTH * min(copy.size))
    for top in (copy.size[1] - depth, 0):
        yield EdgeStrip(np.ascontiguousarray(copy.rgb[top : top + depth]), top, copy.size)


def thin_and_light(plane: Bytes, thickness: int) -> Bytes:
    """Return by how much things thinner than this, px, are lighter than what is around them."""
    square = cv2.getStructuringElement(cv2.MORPH_RECT, (thickness, thickness))
    return np.asarray(cv2.morphologyEx(plane, cv2.MORPH_TOPHAT, square), np.uint8)
