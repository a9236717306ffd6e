"""Making a picture upright by its EXIF orientation, and looking at it as the file stores it."""

from __future__ import annotations

import cv2

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
_WAYS_BACK = {  # orientation: whether rows and columns change places, then the order of each
    2: (False, 1, -1),
    3: (False, -1, -1),
    4: (False, -1, 1),
    5: (True, 1, 1),
    6: (True, -1, 1),
    7: (True, -1, -1),
    8: (True, 1, -1),
}
_AS_IT_IS = (False, 1, 1)


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
    swapped, rows, columns = _WAYS_BACK.get(orientation, _AS_IT_IS)
    return (pixels.swapaxes(0, 1) if swapped else pixels)[::rows, ::columns]


def as_upright(pixels: Pixels, orientation: int) -> Pixels:
    """Return a view that undoes ``as_stored``."""
    swapped, rows, columns = _WAYS_BACK.get(orientation, _AS_IT_IS)
    ordered = pixels[::rows, ::columns]
    return ordered.swapaxes(0, 1) if swapped else ordered
