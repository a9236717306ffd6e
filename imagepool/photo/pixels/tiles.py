"""Small pieces of a picture at 100 %, spread evenly over it, for what no smaller copy shows.

How fine the detail is, and how a file was compressed before, can be seen only in pixels that are
neither scaled nor turned, in the blocks of 8 x 8 that JPEG works in. A spread of small tiles says
more about the whole picture than one large crop, which may show nothing but sky.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.turning import as_stored, as_upright

TILE = 32
"""Side of a tile, pixels: four blocks of JPEG."""

_BLOCK = 8
_ACROSS = 16  # tiles side by side, at most, and as many one below the other


def luma_tiles(pixels: Pixels, orientation: int = 1) -> Pixels:
    """Return up to 256 tiles of luma (BT.601), N x 32 x 32, as the file stores them.

    ``pixels`` are RGB (HxWx3) or luma alone (HxW), turned upright by ``orientation`` (EXIF).
    Tiles begin where blocks begin, do not overlap, and never reach beyond the picture; a picture
    smaller than a tile has none.
    """
    stored = as_stored(pixels, orientation)
    rows, columns = (_places(side) for side in stored.shape[:2])
    tiles = [stored[row : row + TILE, left : left + TILE] for row in rows for left in columns]
    if not tiles:
        return np.zeros((0, TILE, TILE), np.uint8)
    # Copied in the order of memory, which is upright, and turned back when there is little left.
    stack = np.concatenate([as_upright(tile, orientation) for tile in tiles])
    if stack.ndim == 3:
        stack = as_pixels(cv2.cvtColor(stack, cv2.COLOR_RGB2GRAY))
    turned = stack.reshape(-1, TILE, TILE).transpose(1, 2, 0)
    return np.ascontiguousarray(as_stored(turned, orientation).transpose(2, 0, 1))


def _places(side: int) -> list[int]:
    """Return where tiles begin along a side: each at a block, in the middle of its share."""
    count = min(_ACROSS, side // TILE)
    blocks = side // _BLOCK
    borders = [one * blocks // count for one in range(count + 1)] if count else []
    spare = (right - left - TILE // _BLOCK for left, right in pairwise(borders))
    return [_BLOCK * (left + free // 2) for left, free in zip(borders, spare, strict=False)]
