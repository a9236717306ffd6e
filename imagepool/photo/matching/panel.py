"""The picture in a page: where a screenshot shows something other than paper and words."""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.photo.pixels.pixels import Pixels

__all__ = ["find_panel"]

_BLOCK = 16  # px
_NEAR = 6  # gray levels around the paper's
_PAPER = 0.15  # of the page, at least, is paper
_FLAT = 2.0  # gray levels (standard deviation): bars and buttons
_SMALLEST, _LARGEST = 0.02, 0.85  # of the page
_GAP = 3  # blocks: lines of words are thinner


def find_panel(gray: Pixels) -> tuple[slice, slice] | None:
    """Return the rows and columns of the largest picture in a page, or None where it is no page.

    A page has paper: one shade of gray in more than half of every block of words.
    """
    shades = np.bincount(gray.ravel(), minlength=256)
    paper = int(shades.argmax())
    is_paper = np.abs(gray.astype(np.int16) - paper) <= _NEAR
    high, wide = (side // _BLOCK for side in gray.shape)
    if min(high, wide) < 2 * _GAP or is_paper.mean() < _PAPER:
        return None
    plane = gray[: high * _BLOCK, : wide * _BLOCK].astype(np.float32)
    blocks = plane.reshape(high, _BLOCK, wide, _BLOCK)
    white = is_paper[: high * _BLOCK, : wide * _BLOCK].reshape(high, _BLOCK, wide, _BLOCK)
    busy = (white.mean((1, 3)) < 0.5) & (blocks.std((1, 3)) > _FLAT)
    kernel = np.ones((_GAP, _GAP), np.uint8)
    solid = cv2.morphologyEx(busy.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    if count < 2:
        return None
    left, top, width, height, _ = max(boxes[1:].tolist(), key=lambda box: box[4])
    if not _SMALLEST <= width * height / (high * wide) <= _LARGEST:
        return None
    return _slice(top, height, gray.shape[0]), _slice(left, width, gray.shape[1])


def _slice(first: int, count: int, longest: int) -> slice:
    """Return the pixels of so many blocks and of one more on either side."""
    return slice(max(first - 1, 0) * _BLOCK, min((first + count + 1) * _BLOCK, longest))
