"""A picture as luma and chroma at falling sizes, from which all smaller copies are made.

Luma carries what the eye calls sharp and is resampled with care; chroma comes from a level nearer
to the result. JPEG wants exactly these planes, so nothing is converted back and forth.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import cv2

from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.resampling import FIRST_MARGIN, halve, shrink, shrink_plainly

_LEAST = 16  # levels end above this short edge


class Ycc(NamedTuple):
    """Luma and the two color differences of JFIF, the latter in half size (4:2:0)."""

    y: Pixels
    cb: Pixels
    cr: Pixels


class Planes:
    """The planes of one RGB picture (HxWx3); each is made when it is first asked for."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels
        self._last: tuple[tuple[int, int], Ycc] | None = None

    def ycc(self, size: tuple[int, int]) -> Ycc:
        """Return the picture in ``size`` (width, height) with chroma in half of it, rounded up."""
        if self._last is None or self._last[0] != size:
            half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
            self._last = size, Ycc(self._luma(size), *self._chroma(half))
        return self._last[1]  # recipes of one scale come one after the other

    def rgb(self, size: tuple[int, int]) -> Pixels:
        """Return the picture in ``size`` (width, height) as HxWx3 RGB, full chroma."""
        if size == self._size:
            return self._pixels
        cb, cr = self._chroma(size)
        merged = cv2.merge([self._luma(size), cr, cb])
        return as_pixels(cv2.cvtColor(merged, cv2.COLOR_YCrCb2RGB))

    @property
    def _size(self) -> tuple[int, int]:
        return self._pixels.shape[1], self._pixels.shape[0]

    def _luma(self, size: tuple[int, int]) -> Pixels:
        width, height = self._size
        if min(width // 2 / size[0], height // 2 / size[1]) < FIRST_MARGIN:
            return shrink(self._luma_levels, size)
        # Luma of the halved picture is the halved luma, and costs a quarter.
        extent = width / 2, height / 2
        return shrink(self._half_luma_levels, size, halvings=1, extent=extent)

    def _chroma(self, size: tuple[int, int]) -> tuple[Pixels, Pixels]:
        width, height = self._size
        # Whole chroma is only worth its time where half of it would be too little.
        levels = self._chroma_levels
        if width < 2 * size[0] or height < 2 * size[1]:
            levels = self._whole_chroma
        cb, cr = (shrink_plainly(plane, size) for plane in levels)
        return cb, cr

    @cached_property
    def _luma_levels(self) -> list[Pixels]:
        return _levels(as_pixels(cv2.cvtColor(self._pixels, cv2.COLOR_RGB2GRAY)))

    @cached_property
    def _half_luma_levels(self) -> list[Pixels]:
        return _levels(as_pixels(cv2.cvtColor(self._half, cv2.COLOR_RGB2GRAY)))

    @cached_property
    def _half(self) -> Pixels:
        return halve(self._pixels)

    @cached_property
    def _whole_chroma(self) -> tuple[list[Pixels], list[Pixels]]:
        return _color_levels(self._pixels)

    @cached_property
    def _chroma_levels(self) -> tuple[list[Pixels], list[Pixels]]:
        return _color_levels(self._half)


def _color_levels(pixels: Pixels) -> tuple[list[Pixels], list[Pixels]]:
    ycc = cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb)
    cr, cb = (as_pixels(cv2.extractChannel(ycc, channel)) for channel in (1, 2))
    return _levels(cb), _levels(cr)


def _levels(plane: Pixels) -> list[Pixels]:
    levels = [plane]
    while min(levels[-1].shape) > _LEAST:
        levels.append(halve(levels[-1]))
    return levels
