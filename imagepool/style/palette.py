"""The colors that carry a picture, or a set of pictures, and how far they lie from a palette.

A palette says something about a page, a brochure, a pool. It is no verdict on one photo:
measured, the distance to a palette does not tell good photos from spoiled ones.

    swatches = dominant_colors(photo.work)              # of one photo
    together = dominant_colors_of_set(many_swatches)    # of a set of photos
    palette_distance(together, ("#1f5b4a", "#8f3b2a"))  # 0 none ... 100 black against white

Nothing here is drawn by lot: the same pixels give the same colors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.measuring.oklab import Lab, hex_of, oklab_of, oklab_of_hex

__all__ = [
    "Swatch",
    "dominant_colors",
    "dominant_colors_of_set",
    "nearest_colors",
    "palette_distance",
]

_GRID = 64  # px on the long edge: dominant colors are those of areas, not of details
_BINS = 16  # steps of red, green and blue: counting is exact where summing is not
_ROUNDS = 10  # of k-means; the colors stand still after about eight
_ALIKE = 0.045  # OKLab: two dominant colors that are nearer are one
_BLACK_TO_WHITE = 100  # our unit: OKLab distances times this

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Swatch:
    """A color and the share of the area that it stands for."""

    color: str  # "#rrggbb"
    share: float  # 0 to 1; those of a picture add up to 1


def dominant_colors(rgb: NDArray[np.uint8], *, count: int = 6) -> tuple[Swatch, ...]:
    """Return at most ``count`` colors that carry the picture (h x w x 3, sRGB), largest first."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _GRID / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    coarse = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).reshape(-1, 3).astype(np.intp)
    bins = (coarse * _BINS // 256) @ (_BINS * _BINS, _BINS, 1)
    found, places = np.unique(bins, return_inverse=True)
    weights = np.bincount(places).astype(np.float64)
    sums = [np.bincount(places, coarse[:, band], len(found)) for band in range(3)]
    return _swatches(oklab_of(np.stack(sums, axis=1) / weights[:, None]), weights, count)


def dominant_colors_of_set(
    pictures: Iterable[Sequence[Swatch]], *, count: int = 8
) -> tuple[Swatch, ...]:
    """Return the colors that carry a set of pictures, each picture weighing the same."""
    swatches = [swatch for picture in pictures for swatch in picture]
    if not swatches:
        return ()
    weights = np.array([swatch.share for swatch in swatches])
    return _swatches(oklab_of_hex(tuple(s.color for s in swatches)), weights, count)


def palette_distance(swatches: Sequence[Swatch], palette: Sequence[str]) -> float:
    """Return how far the colors lie from the palette's nearest, on average of the area.

    The unit is a hundredth of the way from black to white in OKLab: 2 is just visible, 10 is
    another color. Raises ``ValueError`` without swatches or without a palette.
    """
    distances = _distances(swatches, palette).min(axis=1)
    shares = [swatch.share for swatch in swatches]
    return float(np.average(distances, weights=shares)) * _BLACK_TO_WHITE


def nearest_colors(swatches: Sequence[Swatch], palette: Sequence[str]) -> tuple[str, ...]:
    """Return for each swatch the color of the palette that comes nearest."""
    return tuple(palette[place] for place in _distances(swatches, palette).argmin(axis=1))


def _distances(swatches: Sequence[Swatch], palette: Sequence[str]) -> Lab:
    if not swatches or not palette:
        raise ValueError("there must be at least one swatch and one color of the palette")
    colors = oklab_of_hex(tuple(swatch.color for swatch in swatches))
    return _apart(colors, oklab_of_hex(tuple(palette)))


def _swatches(colors: Lab, weights: Weights, count: int) -> tuple[Swatch, ...]:
    centers = _starts(colors, weights, count)
    for _ in range(_ROUNDS):
        centers, areas = _moved(colors, weights, centers)
    order = np.argsort(-areas, kind="stable")
    shares = areas[order] / areas.sum()
    names = hex_of(centers[order])
    return tuple(Swatch(name, round(float(s), 4)) for name, s in zip(names, shares, strict=True))


def _starts(colors: Lab, weights: Weights, count: int) -> Lab:
    """Choose the heaviest color, then each time the one that the chosen represent worst."""
    chosen = [int(weights.argmax())]
    apart = _apart(colors, colors[chosen])[:, 0]
    while len(chosen) < count and apart.max() >= _ALIKE:
        chosen.append(int(np.where(apart < _ALIKE, 0, apart**2 * weights).argmax()))
        apart = np.minimum(apart, _apart(colors, colors[chosen[-1:]])[:, 0])
    return colors[chosen]


def _moved(colors: Lab, weights: Weights, centers: Lab) -> tuple[Lab, Weights]:
    """Move each center into the middle of the colors nearest to it; empty ones vanish."""
    nearest = _apart(colors, centers).argmin(axis=1)
    members = (nearest[:, None] == np.arange(len(centers))) * weights[:, None]
    areas: Weights = members.sum(axis=0)
    kept = areas > 0
    return (members.T @ colors)[kept] / areas[kept, None], areas[kept]


def _apart(colors: Lab, others: Lab) -> Lab:
    squares = sum((colors[:, axis, None] - others[None, :, axis]) ** 2 for axis in range(3))
    distance: Lab = np.sqrt(squares)
    return distance
