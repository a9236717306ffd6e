"""Making a picture upright by its EXIF orientation, and looking at it as the file stores it."""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.photo.pixels.pixels import Pixels, as_pixels

_TURNS = {  # orientation: what makes the picture upright (mirroring first, as cv2 counts)
    2: (1, None),
    3: (None, cv2.ROTATE_180),
    4: (0, None),
    5: (1, cv2.ROTATE_90_COUNTERCLOCKWISE),
    6: (None, cv2.ROTATE_90_CLOCKWISE),
    7: (1, cv2.ROTATE_90_CLOCKWISE),
    8: (None, cv2.ROTATE_90_COUNTERCLOCKWISE),
}
_QUARTERS = {3: 2, 5: 1, 6: 1, 7: -1, 8: -1}  # turns against the clock that lead back
_MIRRORED = {2: 1, 4: 0, 5: 0, 7: 0}  # the axis that is mirrored thereafter


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Return the picture as people hold it."""
    mirror, rotation = _TURNS.get(orientation, (None, None))
    if mirror is not None:
        pixels = as_pixels(cv2.flip(pixels, mirror))
    if rotation is not None:
        pixels = as_pixels(cv2.rotate(pixels, rotation))
    return pixels


def as_stored(pixels: Pixels, orientation: int) -> Pixels:
    """Return a view of the upright picture in the order in which the file stores its pixels."""
    stored = np.rot90(pixels, _QUARTERS.get(orientation, 0))
    mirror = _MIRRORED.get(orientation)
    return stored if mirror is None else np.flip(stored, mirror)
