"""The quantization tables of the Independent JPEG Group: what a quality of 1 to 100 stands for."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["quality_of", "steps_of"]

# fmt: off
_LUMINANCE = np.array((  # T.81 table K.1, row by row: the table of quality 50
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
))
# fmt: on


@cache
def steps_of(quality: int) -> NDArray[np.int_]:
    """Return the steps to which libjpeg rounds luma at a quality: 64, row by row."""
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.asarray(np.clip((_LUMINANCE * percent + 50) // 100, 1, 255), np.int_)


@cache
def quality_of(total: int) -> int:
    """Return the quality whose steps add up to about ``total``."""
    return min(range(1, 101), key=lambda quality: abs(int(steps_of(quality).sum()) - total))
