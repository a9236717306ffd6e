"""What a picture in memory is made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Rows x columns, or rows x columns x channels; 0 is black, 255 is white."""


def as_pixels(array: object) -> Pixels:
    """Vouch that ``array`` holds bytes: OpenCV's functions do not say what they return."""
    return np.asarray(array, dtype=np.uint8)
