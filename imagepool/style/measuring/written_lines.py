"""Lines of writing laid over a picture, found by their strokes.

A line of letters, printed or by hand, is crossed by many strokes from left to right, all along its
length; they are strong, for somebody wanted them to be read; above and below there are few. A
window the size of such a line is moved over the strip, and the logarithms of these shares are
weighed (logistic regression on written and plain photos). The result is the log-odds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.measuring.edge_strips import EdgeStrip, thin_and_light
from imagepool.style.report import Region
from imagepool.style.work_copy import Bytes

__all__ = ["WrittenLine", "clearest_line"]

# In floats, logarithms differ in their last bits from one processor to the next, and show.
Doubles = NDArray[np.float64]

_CELL = 4  # px of a side: windows are moved by so much
_HEIGHTS = (0.026, 0.036, 0.05)  # of the short side: letters with what hangs below
_LENGTH = 5  # heights
_FLANK = 0.6  # heights above and below that are looked at
_UPRIGHT = 0.3  # logarithm: letters are crossed so much more often going right than going down
_THICKEST = 0.016  # of the short side: of a stroke
_FAINT, _CLEAR = 20, 80  # of 255: contrast where a stroke begins to count, and counts in full

_RAMP: Bytes = np.clip((np.arange(256) - _FAINT) * 255 / (_CLEAR - _FAINT), 0, 255).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class _Odds:
    """How much each trait speaks for writing."""

    start: float
    traits: tuple[float, float, float, float, float]
    away: float
    far_away: float
    above: float


_ODDS = _Odds(-11.2, (0.48, -6.1, -0.85, 0.43, 2.2), 51, -496, 1.85)


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """The place that looks most like a line of writing."""

    odds: float  # natural logarithm; 0: as likely as not
    region: Region


@dataclass(frozen=True, slots=True)
class _Strokes:
    """Means over the cells of a strip."""

    cover: Doubles  # share covered by strokes, 0 to 1
    across: Doubles  # how often strokes begin or end, going to the right, each px
    down: Doubles  # likewise going down
    contrast: Doubles  # cover times contrast, 0 to 255


def clearest_line(strip: EdgeStrip) -> WrittenLine | None:
    """Return the clearest light or dark line; None where the strip is too small for any."""
    found: list[WrittenLine] = []
    for strokes in _light_and_dark(strip):
        for share in _HEIGHTS:
            height = max(3, round(share * strip.short_side / _CELL))
            rows, columns = strokes.cover.shape
            if height < rows and _LENGTH * height < columns:
                found.append(_clearest(strokes, strip, height))
    return max(found, key=lambda line: line.odds, default=None)


def _light_and_dark(strip: EdgeStrip) -> Iterator[_Strokes]:
    red, green, blue = cv2.split(strip.rgb)
    thickness = max(7, int(_THICKEST * strip.short_side) | 1)
    darkest = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    lightest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    for plane in (
        darkest,
        255 - lightest,
    ):  # white letters, black letters; colored ones are neither
        yield _strokes(thin_and_light(plane, thickness))


def _strokes(contrast: Bytes) -> _Strokes:
    cover = np.asarray(cv2.LUT(contrast, _RAMP), np.uint8)
    across, down = np.zeros_like(cover), np.zeros_like(cover)
    across[:, 1:] = cv2.absdiff(cover[:, 1:], cover[:, :-1])
    down[1:] = cv2.absdiff(cover[1:], cover[:-1])
    weighed = np.asarray(cv2.multiply(cover, contrast, scale=1 / 255), np.uint8)
    return _Strokes(
        cover=_cells(cover) / 255,
        across=_cells(across) / 255,
        down=_cells(down) / 255,
        contrast=_cells(weighed),
    )


def _cells(plane: Bytes) -> Doubles:
    rows, columns = (side // _CELL for side in plane.shape)
    whole = plane[: rows * _CELL, : columns * _CELL]
    means = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    return means.astype(np.float64)


def _clearest(strokes: _Strokes, strip: EdgeStrip, height: int) -> WrittenLine:
    odds = np.full_like(strokes.cover, _ODDS.start)
    for trait, weight in zip(_traits(strokes, height), _ODDS.traits, strict=True):
        odds += weight * trait
    away = _from_the_edge(strip, len(odds))
    odds += (_ODDS.away * away + _ODDS.far_away * away**2 - _ODDS.above * (strip.top == 0))[:, None]
    half, reach = height // 2, _LENGTH * height // 2
    whole = odds[half : len(odds) - half, reach : odds.shape[1] - reach]
    row, column = divmod(int(whole.argmax()), whole.shape[1])
    left, top = column * _CELL, row * _CELL
    box = (left, top, left + _LENGTH * height * _CELL, top + height * _CELL)
    return WrittenLine(float(whole[row, column]), strip.region(*box))


def _traits(strokes: _Strokes, height: int) -> Iterator[Doubles]:
    """Yield what speaks for or against a line around each cell, in the order of the weights."""
    length = _LENGTH * height
    cover = _mean(strokes.cover, length, height)
    crossed = height * _CELL
    across = np.log(_mean(strokes.across, length, height) * crossed + 0.05)
    down = np.log(_mean(strokes.down, length, height) * crossed + 0.05)
    yield across
    yield (across - down - _UPRIGHT) ** 2
    yield np.log(_flanks(strokes.cover, length, height) + 0.01)
    yield np.log(_emptiest_quarter(strokes.cover, length, height) + 0.005)
    contrast = _mean(strokes.contrast, length, height) / (cover + 1e-3)
    yield np.log(contrast + 5)


def _mean(plane: Doubles, width: int, height: int, border: int = cv2.BORDER_REPLICATE) -> Doubles:
    return np.asarray(cv2.boxFilter(plane, -1, (width, height), borderType=border))


def _flanks(cover: Doubles, length: int, height: int) -> Doubles:
    """Return the cover above or below each place, whichever is more; outside lies nothing."""
    depth = max(2, round(_FLANK * height))
    strips = _mean(cover, length, depth, cv2.BORDER_CONSTANT)
    step = (height + depth) // 2 + 1
    above, below = np.zeros_like(strips), np.zeros_like(strips)
    above[step:], below[:-step] = strips[:-step], strips[step:]
    return np.maximum(above, below)


def _emptiest_quarter(cover: Doubles, length: int, height: int) -> Doubles:
    """Return the cover of the emptiest quarter of the line around each place."""
    quarter = max(1, length // 4)
    covers = _mean(cover, quarter, height)
    shifts = (int((place - 1.5) * quarter) for place in range(4))
    parts = [np.roll(covers, -shift, axis=1) for shift in shifts]
    return np.asarray(np.minimum.reduce(parts))


def _from_the_edge(strip: EdgeStrip, rows: int) -> Doubles:
    """Return how far the middle of each row of cells lies from the edge, in short sides."""
    inwards = (np.arange(rows, dtype=np.float64) + 0.5) * _CELL / strip.short_side
    depth = strip.rgb.shape[0] / strip.short_side
    return np.asarray(inwards if strip.top == 0 else depth - inwards)
