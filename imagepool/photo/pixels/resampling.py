"""Making planes of pixels smaller: nearly LANCZOS to the eye, at a fraction of its cost.

A plane is halved by averaging until it is about one to two times as large as wanted, then
smoothed by a short filter, then read out by OpenCV's cubic interpolation. The filter is fitted so
that all three steps together pass the same frequencies as LANCZOS (a = 3) from the full picture:
it takes away what would alias, and gives back what halving and interpolating take too much of.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from imagepool.photo.pixels.pixels import Pixels, as_pixels

_MARGIN = 1.25  # a level must be so much larger than wanted: the more, the better and slower
FIRST_MARGIN = 1.04  # of the first halving, since working on the whole picture is slow
_SLIGHT = 1.2  # up to this ratio, cubic interpolation alone is as good
_TAPS = 4  # the filter's middle and its taps to one side
_CUBIC_A = -0.75  # OpenCV's cubic convolution
_FREQUENCIES = np.linspace(0.0, 0.5, 65)  # cycles per pixel


def halve(plane: Pixels) -> Pixels:
    """Average each 2 x 2 pixels; an odd last row or column is left out, a single one kept."""
    height, width = plane.shape[:2]
    inner = plane[: max(height & ~1, 1), : max(width & ~1, 1)]
    size = (max(width // 2, 1), max(height // 2, 1))
    return as_pixels(cv2.resize(inner, size, interpolation=cv2.INTER_AREA))


def shrink(
    levels: Sequence[Pixels],
    size: tuple[int, int],
    *,
    halvings: int = 0,
    extent: tuple[float, float] | None = None,
) -> Pixels:
    """Return the picture in ``size`` (width, height) from its levels, each half the one before.

    Never used to enlarge, by more than rounding. The first level is the picture after so many
    ``halvings``, ``extent`` the width and height that the whole has in its pixels.
    """
    index = _level_for(levels, size, (1.0, FIRST_MARGIN, _MARGIN)[min(halvings, 2) :])
    number, plane = index + halvings, levels[index]
    height, width = plane.shape
    if (width, height) == size:
        return plane
    across, down = _ratio(width, size[0]), _ratio(height, size[1])
    if number or max(across, down) > _SLIGHT:
        plane = as_pixels(
            cv2.sepFilter2D(plane, -1, _filter(number, across), _filter(number, down))
        )
    return _read_out(plane, _extent(extent or _size(levels[0]), index), size, cv2.INTER_CUBIC)


def shrink_plainly(levels: Sequence[Pixels], size: tuple[int, int]) -> Pixels:
    """Do as ``shrink``, faster and softer: enough for chroma, where the eye sees no detail."""
    number = _level_for(levels, size, (1.0,))
    extent = _extent(_size(levels[0]), number)
    return _read_out(levels[number], extent, size, cv2.INTER_LINEAR)


def _extent(whole: tuple[float, float], halvings: int) -> tuple[float, float]:
    """Return the width and height that the whole picture has after halving, in pixels."""
    return whole[0] / 2**halvings, whole[1] / 2**halvings


def _size(plane: Pixels) -> tuple[int, int]:
    return plane.shape[1], plane.shape[0]


def _read_out(
    plane: Pixels, extent: tuple[float, float], size: tuple[int, int], way: int
) -> Pixels:
    """Read the plane at the middles of ``size``'s pixels.

    An odd row or column that halving left out would shift the picture by up to a pixel, so its
    place is kept.
    """
    height, width = plane.shape
    if extent == (width, height):
        return as_pixels(cv2.resize(plane, size, interpolation=way))
    across, down = extent[0] / size[0], extent[1] / size[1]
    places = np.array([[across, 0, across / 2 - 0.5], [0, down, down / 2 - 0.5]])
    flags = way | cv2.WARP_INVERSE_MAP
    return as_pixels(
        cv2.warpAffine(plane, places, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    )


def _level_for(levels: Sequence[Pixels], size: tuple[int, int], margins: tuple[float, ...]) -> int:
    """Return the smallest level that is large enough; the last margin is that of all further."""
    number = 0
    for index, plane in enumerate(levels):
        height, width = plane.shape
        margin = margins[min(index, len(margins) - 1)]
        if width >= margin * size[0] and height >= margin * size[1]:
            number = index
    return number


def _ratio(large: int, small: int) -> float:
    return max(round(large / small, 2), 1.0)


@lru_cache(maxsize=512)
def _filter(halvings: int, ratio: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Fit a symmetric filter to what LANCZOS passes, weighted as pictures have their energy."""
    f = _FREQUENCIES
    others = _averaging(f, halvings) * _cubic(f)
    cosines = np.stack([np.cos(2 * np.pi * f * tap) * (2 if tap else 1) for tap in range(_TAPS)], 1)
    # The taps must sum to one, so the middle is what the others leave over.
    free = (cosines[:, 1:] - 2) * others[:, None]
    weight = 1 / (f + 0.06)
    wanted = (_lanczos(f * ratio) - others) * weight
    taps = np.linalg.lstsq(free * weight[:, None], wanted, rcond=None)[0]
    # So coarse that every step of the filter fits into a float: the same on every machine, whether
    # or not it fuses multiplying and adding.
    taps = np.round(taps * 128) / 128
    return np.concatenate([taps[::-1], [1 - 2 * taps.sum()], taps]).astype(np.float32)


def _averaging(f: np.ndarray[Any, np.dtype[np.float64]], halvings: int) -> Any:
    """Return what ``halvings`` averagings passed, at frequencies of the last level."""
    steps = [np.cos(np.pi * f / 2**step) for step in range(1, halvings + 1)]
    return np.prod(steps, axis=0) if steps else np.ones_like(f)


def _lanczos(f: np.ndarray[Any, np.dtype[np.float64]]) -> Any:
    """Return what LANCZOS passes, at frequencies in cycles per pixel of the result."""
    x = np.linspace(-3, 3, 601)
    return _response(np.sinc(x) * np.sinc(x / 3), x, f)


def _cubic(f: np.ndarray[Any, np.dtype[np.float64]]) -> Any:
    """Return what cubic convolution passes, on average over all positions (Keys 1981)."""
    x = np.linspace(-2, 2, 401)
    t = np.abs(x)
    near = (_CUBIC_A + 2) * t**3 - (_CUBIC_A + 3) * t**2 + 1
    far = _CUBIC_A * (t**3 - 5 * t**2 + 8 * t - 4)
    return _response(np.where(t <= 1, near, far), x, f)


def _response(kernel: Any, x: Any, f: Any) -> Any:
    waves = np.cos(2 * np.pi * np.outer(f, x)) @ kernel
    return waves / kernel.sum()
