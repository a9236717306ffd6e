"""Frame: no border, bar or passe-partout is drawn around the picture.

The measure counts the lines of one single color from each edge inwards. A pair of opposite edges
counts as a frame where both begin with lines of the same color that end abruptly.

Why
    A page frames its pictures itself; a border inside the file cannot be cropped away by a
    template, and shows as a second frame, or as black bars on a white page.
Passes
    A photo whose edges show the scene, even a plain sky or a white wall.
Fails
    A white passe-partout; black bars above and below a still from a film; a screenshot's margin.
Remedy
    Deliver the photo without the border.
Source
    Rules of photo contests and picture agencies ("no borders, frames, collages").
Measured
    On 58 real photos: white frames of 3 % found 58 of 58, black ones and letterbox bars 57;
    no original was flagged. Textured, rounded and one-sided frames are not found.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import Bytes, WorkCopy

_ALIKE = 14  # of 255: what still counts as the border's color
_PURE = 4  # of 255: what a drawn border keeps to, and a dark sky does not
_WHOLE = 0.985  # of a line's pixels that must be alike
_BUNDLE = 32  # lines
_DEEPEST = 0.45  # of the picture; beyond, it is not a border but the picture


@dataclass(frozen=True, slots=True)
class _Strip:
    """Lines of one color, from one edge of the picture inwards."""

    depth: int
    color: NDArray[np.float64]  # of the outermost line; halves where its pixels are even in number
    left: float  # share of the pixels just behind that have another color
    pure: bool

    def pairs_with(self, other: _Strip) -> bool:
        """Whether the two opposite strips are the two sides of one border."""
        if not (self.depth and other.depth) or abs(self.color - other.color).max() > _ALIKE:
            return False
        abrupt = min(self.left, other.left)
        drawn = self.pure and other.pure and abs(self.depth - other.depth) <= 2
        # A border around a dark scene has much of its color behind it, but is drawn to the pixel.
        return abrupt >= 0.5 or (drawn and abrupt >= 0.1)


@rule("frame", unit="%", span=(0, 100), limits=Limits(max=Bound(warn=0.3, fail=0.6)))
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    upright, turned = copy.rgb, copy.rgb.transpose(1, 0, 2)
    top, bottom = _strip(upright), _strip(upright[::-1])
    left, right = _strip(turned), _strip(turned[::-1])
    sides: dict[str, int] = {}
    if top.pairs_with(bottom):
        sides |= {"top": top.depth, "bottom": bottom.depth}
    if left.pairs_with(right):
        sides |= {"left": left.depth, "right": right.depth}
    if not sides:
        return Measured(0.0)
    widest = max(sides, key=lambda side: sides[side])
    share = 100 * sides[widest] / min(upright.shape[:2])
    region = _region(widest, sides[widest], copy.size)
    return Measured(share, region, {"sides": tuple(sides)})


def _strip(lines: Bytes) -> _Strip:
    color = np.median(lines[0], axis=0)
    deepest = int(len(lines) * _DEEPEST)
    depth = _depth(lines[:deepest], color)
    # The line between may be a blend of both, where the picture was made smaller.
    behind = lines[min(depth + 1, len(lines) - 1)]
    pure = depth > 0 and _shares(lines[: max(1, depth - 1)], color, _PURE).mean() >= 0.999
    inside = 0 < depth < deepest
    left = 1 - _shares(behind[None], color, _ALIKE).item()
    return _Strip(depth if inside else 0, color, left, bool(pure))


def _depth(lines: Bytes, color: NDArray[np.float64]) -> int:
    """Return how many lines from the first on have the color; looked at in bundles."""
    for first in range(0, len(lines), _BUNDLE):
        others = _shares(lines[first : first + _BUNDLE], color, _ALIKE) < _WHOLE
        if others.any():
            return first + int(others.argmax())
    return len(lines)


def _shares(lines: Bytes, color: NDArray[np.float64], tolerance: int) -> NDArray[np.float64]:
    """Return for each line how many of its pixels have the color, 0 to 1."""
    low, high = np.ceil(color - tolerance), np.floor(color + tolerance)
    alike = cv2.inRange(np.ascontiguousarray(lines), low, high)
    return np.asarray(np.count_nonzero(alike, axis=1) / alike.shape[1])


def _region(side: str, depth: int, size: tuple[int, int]) -> Region:
    deep = depth / (size[1] if side in {"top", "bottom"} else size[0])
    return {
        "top": (0.0, 0.0, 1.0, deep),
        "bottom": (0.0, 1 - deep, 1.0, deep),
        "left": (0.0, 0.0, deep, 1.0),
        "right": (1 - deep, 0.0, deep, 1.0),
    }[side]
