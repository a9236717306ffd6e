"""What several rules look at, computed once for each photo from its working copy.

All measures read the working copy (1024 px on the long edge), never the native pixels: at 100 %
noise and JPEG edges make a blurred photo look sharp (measured on real defocused photos).
"""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.photo.decoding import Photo
from imagepool.style.measuring.borders import Border, find_border
from imagepool.style.measuring.edges import REBLUR, Edges, find_edges
from imagepool.style.measuring.light_color import LightColor, light_color

__all__ = ["Bytes", "Floats", "Shorts", "WorkCopy", "reduced"]

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Shorts = NDArray[np.int16]

_SMALL = 512  # px on the long edge: enough for tone and color, a quarter of the pixels
_BLACK = 8  # L*: below it, a step of 1 in 255 is a visible color
_COARSE = 256  # px on the long edge: areas, without grain and without what JPEG adds


class WorkCopy:
    """The working copy of a photo, taken apart; every plane is computed when first asked for."""

    def __init__(self, photo: Photo) -> None:
        self.photo = photo

    @property
    def rgb(self) -> Bytes:
        """The working copy, height x width x 3, sRGB."""
        return self.photo.work

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the working copy, px."""
        return self.rgb.shape[1], self.rgb.shape[0]

    @cached_property
    def channels(self) -> tuple[Bytes, Bytes, Bytes]:
        """Red, green and blue, each on its own."""
        red, green, blue = cv2.split(self.rgb)
        return _bytes(red), _bytes(green), _bytes(blue)

    @cached_property
    def border(self) -> Border:
        """The border drawn around the picture."""
        return find_border(self.rgb)

    @cached_property
    def middle_channel(self) -> Bytes:
        """The second largest of red, green and blue, pixel by pixel."""
        red, green, blue = self.channels
        # cv2: NumPy's sort over the last axis takes a hundred times as long.
        low, high = cv2.min(red, green), cv2.max(red, green)
        return _bytes(cv2.max(low, cv2.min(high, blue)))

    @property
    def gray(self) -> Bytes:
        """Luma (BT.601), 0 to 255."""
        return self.photo.gray

    @cached_property
    def gray_float(self) -> Floats:
        """Luma as floating point, 0 to 255."""
        return self.gray.astype(np.float32)

    @cached_property
    def small(self) -> Bytes:
        """The picture at up to 512 px on the long edge, for tone and color."""
        return reduced(self.rgb, _SMALL)

    @cached_property
    def coarse(self) -> Bytes:
        """The picture at up to 256 px on the long edge, for what areas have in common."""
        return reduced(self.small, _COARSE)

    @cached_property
    def lab(self) -> Floats:
        """The small picture in CIE L*a*b* (D65): L* 0 to 100, a* and b* around 0."""
        return _lab(self.small)

    @cached_property
    def coarse_lab(self) -> Floats:
        """The coarse picture in CIE L*a*b*."""
        return _lab(self.coarse)

    @cached_property
    def nearest_gray(self) -> float:
        """The chroma that only a tenth of the picture stays below; black tells nothing."""
        lab = self.coarse_lab[::2, ::2].reshape(-1, 3)
        lit = lab[lab[:, 0] > _BLACK]
        chroma = np.hypot(lit[:, 1], lit[:, 2])
        return float(np.percentile(chroma, 10)) if len(lit) else 0.0

    @cached_property
    def light_color(self) -> LightColor:
        """The color of the light, as the small picture tells it."""
        return light_color(self.small)

    @cached_property
    def lightness(self) -> Floats:
        """L* of the small picture, 0 to 100."""
        return np.ascontiguousarray(self.lab[:, :, 0])

    def lightness_at(self, percent: float) -> float:
        """Return the L* below which ``percent`` of the picture lie."""
        last = self._lightness_in_order.size - 1
        below, part = divmod(last * percent / 100, 1)
        low, high = self._lightness_in_order[[int(below), min(int(below) + 1, last)]].tolist()
        return float(low + part * (high - low))

    @cached_property
    def _lightness_in_order(self) -> Floats:
        # Sorted once: NumPy's percentile takes longer for a single one of them.
        return np.sort(self.lightness, axis=None)

    @cached_property
    def slopes(self) -> tuple[Shorts, Shorts]:
        """How luma changes over two pixels: to the right, and downwards (central differences)."""
        right = cv2.Sobel(self.gray, cv2.CV_16S, 1, 0, ksize=1)
        down = cv2.Sobel(self.gray, cv2.CV_16S, 0, 1, ksize=1)
        return np.asarray(right, dtype=np.int16), np.asarray(down, dtype=np.int16)

    @cached_property
    def softened(self) -> Floats:
        """Luma as floating point, blurred by ``REBLUR``."""
        # In steps of 1/256 every sum fits into a float: the same bits on every machine.
        kernel = np.round(cv2.getGaussianKernel(7, REBLUR) * 256) / 256
        kernel[3] += 1 - kernel.sum()
        return np.asarray(cv2.sepFilter2D(self.gray, cv2.CV_32F, kernel, kernel), np.float32)

    @cached_property
    def edges(self) -> Edges:
        """The strong edges and how blurred they are; none where the picture is a mere line."""
        if min(self.size) < 3:
            return Edges(np.empty(0, np.intp), np.empty(0, np.float32))
        return find_edges(self.slopes, self.softened)


def reduced(rgb: Bytes, longest: int) -> Bytes:
    """Return the picture with at most ``longest`` px on the long edge, each an average."""
    height, width = rgb.shape[:2]
    scale = longest / max(width, height)
    if scale >= 1:
        return rgb
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return _bytes(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))


def _lab(rgb: Bytes) -> Floats:
    unit = rgb.astype(np.float32) * np.float32(1 / 255)
    return np.asarray(cv2.cvtColor(unit, cv2.COLOR_RGB2Lab), dtype=np.float32)


def _bytes(plane: object) -> Bytes:
    return np.asarray(plane, dtype=np.uint8)
