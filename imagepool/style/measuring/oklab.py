"""OKLab, in which equal distances look about equally different (Björn Ottosson, 2020).

Source: https://bottosson.github.io/posts/oklab/ (matrices as published there).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Lab", "hex_of", "oklab_of", "oklab_of_hex"]

Lab = NDArray[np.float64]  # n x 3: lightness 0 to 1, then green-red and blue-yellow around 0

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LAB = np.linalg.inv(_TO_LAB)
_FROM_LMS = np.linalg.inv(_TO_LMS)


def oklab_of(rgb: NDArray[Any]) -> Lab:
    """Return the OKLab of sRGB colors, n x 3, 0 to 255."""
    unit = rgb.astype(np.float64) / 255
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    lab: Lab = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def oklab_of_hex(colors: tuple[str, ...]) -> Lab:
    """Return the OKLab of colors such as ``#1f5b4a``, one a row."""
    bands = [[int(color[at : at + 2], 16) for at in (1, 3, 5)] for color in colors]
    return oklab_of(np.array(bands, dtype=np.float64).reshape(-1, 3))


def hex_of(lab: Lab) -> tuple[str, ...]:
    """Return the sRGB colors that come nearest, as ``#rrggbb``.

    >>> hex_of(oklab_of_hex(("#1f5b4a",)))
    ('#1f5b4a',)
    """
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0, 1)
    unit = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return tuple("#{:02x}{:02x}{:02x}".format(*row) for row in np.rint(unit * 255).astype(int))
