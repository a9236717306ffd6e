"""Shades: colors as words of an index, so that pictures are found by the color that is picked.

A color lies in one cell of a grid over OKLab (B. Ottosson, 2020), in which equal distances look
alike. A picture has the cells of the colors that carry it, each with how much it covers; whoever
picks a color looks in all cells around it, the nearer the better.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator

from imagepool.errors import InvalidQuery

__all__ = ["cells_near", "cells_of", "known_shade"]

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_STEP = 0.04  # OKLab; two colors half as far apart are hard to tell
_REACH = 0.12  # beyond it people speak of another color
_SMALLEST = 0.05  # share of a picture below which a color is no reason to choose it
_LEVELS = (0.12, 0.3)  # shares from which on a color counts more

Lab = tuple[float, float, float]
Cell = tuple[int, int, int]


def known_shade(text: str) -> str:
    """Return the color as ``#rrggbb``, "" for none; raises ``InvalidQuery``."""
    if not text:
        return ""
    match = _HEX.fullmatch(text.strip())
    if not match:
        raise InvalidQuery(f"{text[:20]!r} is no color", hint="Write it as #1f5b4a.")
    return f"#{match[1].lower()}"


def cells_of(colors: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Yield the words of a picture with these colors (``#rrggbb``) and shares (0 to 1)."""
    for color, share in colors:
        if share >= _SMALLEST:
            yield _word(_cell(_oklab(color)), sum(share >= level for level in _LEVELS))


def cells_near(color: str) -> Iterator[tuple[str, float]]:
    """Yield the words of pictures that have the color or one like it, each with its weight."""
    own = _oklab(color)
    center = _cell(own)
    around = range(-math.ceil(_REACH / _STEP), math.ceil(_REACH / _STEP) + 1)
    for steps in itertools.product(around, repeat=3):
        cell = center[0] + steps[0], center[1] + steps[1], center[2] + steps[2]
        apart = math.dist(own, [_STEP * (place + 0.5) for place in cell])
        if apart < _REACH:
            for level in range(len(_LEVELS) + 1):
                yield _word(cell, level), (1 - apart / _REACH) * (1 + level)


def _word(cell: Cell, level: int) -> str:
    return f"{cell[0]}.{cell[1]}.{cell[2]}.{level}"


def _cell(lab: Lab) -> Cell:
    light, a, b = (math.floor(value / _STEP) for value in lab)
    return light, a, b


def _oklab(color: str) -> Lab:
    r, g, b = (_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))
    cone_l = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    cone_m = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    cone_s = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * cone_l + 0.7936177850 * cone_m - 0.0040720468 * cone_s,
        1.9779984951 * cone_l - 2.4285922050 * cone_m + 0.4505937099 * cone_s,
        0.0259040371 * cone_l + 0.7827717662 * cone_m - 0.8086757660 * cone_s,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
