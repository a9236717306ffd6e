"""A photo in small, with its histogram and colors: what a report draws of it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from imagepool.photo.decoding import Photo
from imagepool.style.palette import Swatch, dominant_colors
from imagepool.style.work_copy import Bytes

__all__ = ["Histogram", "Sketch", "draw_sketch"]

_LONGEST = 480  # px on the long edge: sharp on a card 320 px wide, and 15 to 40 KB
_QUALITY = 72
_BINS = 64
_FULL = 100

Bars = tuple[int, ...]  # heights from the darkest to the lightest value, 0 to 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """How often each lightness occurs, in luma and in the three colors, on one scale."""

    luma: Bars
    red: Bars
    green: Bars
    blue: Bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Small values, since they cross a pipe and lie about by the thousand."""

    jpeg: bytes
    width: int  # of the small picture, px
    height: int
    original: tuple[int, int]  # width and height of the upright original, px
    histogram: Histogram
    swatches: tuple[Swatch, ...]


def draw_sketch(photo: Photo) -> Sketch:
    """Draw the photo small; the same photo always gives the same bytes."""
    small = _small(photo.work)
    height, width = small.shape[:2]
    return Sketch(
        jpeg=_jpeg(small),
        width=width,
        height=height,
        original=(photo.width, photo.height),
        histogram=_histogram(small),
        swatches=dominant_colors(small),
    )


def _small(pixels: Bytes) -> Bytes:
    height, width = pixels.shape[:2]
    scale = _LONGEST / max(width, height)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _jpeg(pixels: Bytes) -> bytes:
    settings = (cv2.IMWRITE_JPEG_QUALITY, _QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1)
    _, coded = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), settings)
    return coded.tobytes()


def _histogram(pixels: Bytes) -> Histogram:
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    counts = [
        cv2.calcHist([plane], [0], None, [_BINS], [0, 256]).ravel()
        for plane in (gray, *cv2.split(pixels))
    ]
    # What is clipped piles up at the ends; measured by that, all the rest would be flat.
    inner = max(float(one[1:-1].max()) for one in counts) or 1.0
    luma, red, green, blue = (
        tuple(int(bar) for bar in np.minimum(np.rint(one * (_FULL / inner)), _FULL))
        for one in counts
    )
    return Histogram(luma=luma, red=red, green=green, blue=blue)
