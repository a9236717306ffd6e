"""A region's colors, checked so that everybody can read what is set in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imagepool.region.tables import Section

__all__ = ["COLORS", "contrast", "read_colors"]

COLORS = (
    "primary",  # headers, buttons, links
    "accent",  # small marks and what is selected
)

_READABLE = 4.5  # WCAG 2.2, 1.4.3: text in the color on white, and white text in it
_WHITE = "#ffffff"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colors, 1 to 21 (WCAG 2.2).

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def read_colors(section: Section) -> Mapping[str, str]:
    """Return a color for each of `COLORS`, readable on white."""
    section.only(*COLORS)
    colors = {name: section.text(name) for name in COLORS}
    for name, color in colors.items():
        if not _HEX.fullmatch(color):
            section.refuse(name, f"{color!r} is not a color such as #1f5b4a")
        ratio = contrast(color, _WHITE)
        if ratio < _READABLE:
            section.refuse(
                name, f"{color} stands out from white by {ratio:.1f} only; people need {_READABLE}"
            )
    return colors
