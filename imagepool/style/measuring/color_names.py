"""Plain names for colors, German and English, so that a sentence can say what a swatch shows."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from imagepool.style.measuring.oklab import oklab_of_hex
from imagepool.style.report import LangText

__all__ = ["color_family", "color_name", "color_names"]

_COLORLESS = 0.028  # OKLab chroma below which people say gray
_GRAYS = ((0.25, "black"), (0.47, "dark-gray"), (0.75, "gray"), (0.93, "light-gray"))
_HUES = (  # up to this angle in OKLab, degrees
    (15, "pink"),
    (38, "red"),
    (75, "orange"),
    (115, "yellow"),
    (172, "green"),
    (225, "turquoise"),
    (285, "blue"),
    (320, "violet"),
    (360, "pink"),
)
_DARK, _LIGHT = 0.47, 0.74  # OKLab lightness
_EARTHS = {"orange": "brown", "yellow": "olive"}  # what people call them when dark
_PALE = 0.1  # chroma below which light orange and yellow are beige


def color_name(color: str) -> LangText:
    """Return what people call a color such as ``#1f5b4a``.

    >>> color_name("#1f5b4a")
    {'de': 'dunkelgrün', 'en': 'dark green'}
    """
    return _words()[_key(color)]


def color_family(color: str) -> str:
    """Return the color's name for programs, without how light it is.

    >>> color_family("#1f5b4a"), color_family("#d9d9d9")
    ('green', 'gray')
    """
    return _key(color).removeprefix("dark-").removeprefix("light-")


def color_names(colors: Iterable[str]) -> LangText:
    """Return the names of several colors as one text, each name once."""
    keys = dict.fromkeys(_key(color) for color in colors)
    named = [_words()[key] for key in keys]
    return {lang: ", ".join(name[lang] for name in named) for lang in ("de", "en")}


def _key(color: str) -> str:
    light, a, b = oklab_of_hex((color,))[0].tolist()
    chroma = math.hypot(a, b)
    if chroma < _COLORLESS or light < _GRAYS[0][0]:
        return next((name for limit, name in _GRAYS if light < limit), "white")
    angle = math.degrees(math.atan2(b, a)) % 360
    hue = next(name for limit, name in _HUES if angle <= limit)
    if hue in _EARTHS:
        return _earth(hue, light, chroma)
    if light < _DARK:
        return f"dark-{hue}"
    return f"light-{hue}" if light > _LIGHT else hue


def _earth(hue: str, light: float, chroma: float) -> str:
    if light > _LIGHT - 0.1 and chroma < _PALE:
        return "beige"
    if light < _LIGHT - 0.15 or chroma < _PALE:
        return f"dark-{_EARTHS[hue]}" if light < _DARK - 0.1 else _EARTHS[hue]
    return hue


@cache
def _words() -> dict[str, LangText]:
    names: dict[str, LangText] = tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text("utf-8")
    )
    return names
