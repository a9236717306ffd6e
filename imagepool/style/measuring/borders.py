"""The border drawn around a picture, or the bar on one of its sides.

From each edge inwards, lines of one single color are counted. Two opposite edges make a border
where both begin with lines of the same color that end abruptly. An edge alone has a bar where its
lines are of one pure color, but for writing on them, and end all along one straight line: a sky
or a dark floor does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["Border", "find_border"]

Bytes = NDArray[np.uint8]
Shares = NDArray[np.float64]

_ALIKE = 14  # of 255: what still counts as the border's color
_PURE = 4  # of 255: what a drawn border keeps to, and a dark sky does not
_WHOLE = 0.985  # of a line's pixels that must be alike
_BUNDLE = 32  # lines
_DEEPEST = 0.45  # of the picture; beyond, it is not a border but the picture

_WRITTEN_ON = 0.6  # of a line's pixels that writing leaves
_BEHIND = 0.3  # of a line's pixels behind a bar that may have its color by chance
_THINNEST_BAR = 4  # px; a thinner one is the rim of a scan
_DEEPEST_BAR = 0.25  # of the picture; beyond, it may be a floor or a sky


@dataclass(frozen=True, slots=True)
class Border:
    """How wide the border is on each side, px; 0 where there is none."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    @property
    def sides(self) -> dict[str, int]:
        """The sides that have a border, and how wide it is there."""
        named = {name: getattr(self, name) for name in ("top", "bottom", "left", "right")}
        return {name: width for name, width in named.items() if width}

    def inside(self, plane: Bytes) -> Bytes:
        """Return the part of a plane, as large as the picture, that the border encloses."""
        height, width = plane.shape[:2]
        return plane[self.top : height - self.bottom, self.left : width - self.right]


def find_border(rgb: Bytes) -> Border:
    """Find the border of a picture; none where the picture is of one color."""
    turned = rgb.transpose(1, 0, 2)
    return Border(*_pair(rgb), *_pair(turned))


@dataclass(frozen=True, slots=True)
class _Strip:
    """Lines of one color, from one edge of the picture inwards."""

    depth: int
    color: NDArray[np.float64]  # of the outermost line; halves where its pixels are even in number
    left: float  # share of the pixels just behind that have another color
    pure: bool
    bar: int  # lines that make a bar by themselves

    def pairs_with(self, other: _Strip) -> bool:
        """Whether the two opposite strips are the two sides of one border."""
        if not (self.depth and other.depth) or abs(self.color - other.color).max() > _ALIKE:
            return False
        abrupt = min(self.left, other.left)
        drawn = self.pure and other.pure and abs(self.depth - other.depth) <= 2
        # A border around a dark scene has much of its color behind it, but is drawn to the pixel.
        return abrupt >= 0.5 or (drawn and abrupt >= 0.1)


def _pair(lines: Bytes) -> tuple[int, int]:
    """Return the width of the border at the first and at the last of the lines."""
    first, last = _strip(lines), _strip(lines[::-1])
    if first.pairs_with(last):
        return max(first.depth, first.bar), max(last.depth, last.bar)
    return first.bar, last.bar


def _strip(lines: Bytes) -> _Strip:
    color = np.median(lines[0], axis=0)
    deepest = int(len(lines) * _DEEPEST)
    depth = _depth(lines[:deepest], color)
    # The line between may be a blend of both, where the picture was made smaller.
    behind = lines[min(depth + 1, len(lines) - 1)]
    pure = depth > 0 and _shares(lines[: max(1, depth - 1)], color, _PURE).mean() >= 0.999
    inside = 0 < depth < deepest
    left = 1 - _shares(behind[None], color, _ALIKE).item()
    bar = _bar(lines, color) if pure else 0
    return _Strip(depth if inside else 0, color, left, bool(pure), bar)


def _bar(lines: Bytes, color: NDArray[np.float64]) -> int:
    """Return how many lines make a bar, written on or not, that ends all along one line."""
    deepest = int(len(lines) * _DEEPEST_BAR)
    shares = _shares(lines[: deepest + 2], color, _ALIKE)
    depth = int((shares < _WRITTEN_ON).argmax())  # 0 where all lines have the color
    ends = depth and shares[min(depth + 1, len(shares) - 1)] <= _BEHIND
    return depth if ends and _THINNEST_BAR <= depth <= deepest else 0


def _depth(lines: Bytes, color: NDArray[np.float64]) -> int:
    """Return how many lines from the first on have the color; looked at in bundles."""
    for first in range(0, len(lines), _BUNDLE):
        others = _shares(lines[first : first + _BUNDLE], color, _ALIKE) < _WHOLE
        if others.any():
            return first + int(others.argmax())
    return len(lines)


def _shares(lines: Bytes, color: NDArray[np.float64], tolerance: int) -> Shares:
    """Return for each line how many of its pixels have the color, 0 to 1."""
    low, high = np.ceil(color - tolerance), np.floor(color + tolerance)
    alike = cv2.inRange(np.ascontiguousarray(lines), low, high)
    return np.asarray(np.count_nonzero(alike, axis=1) / alike.shape[1])
