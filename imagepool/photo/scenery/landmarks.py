"""The Kyffhäuser monument and a windmill; each stands on (x, y), the middle of its foot."""

from __future__ import annotations

import numpy as np

from imagepool.photo.scenery.buildings import lancet, window
from imagepool.photo.scenery.canvas import Canvas, Color, mix

_STONE: Color = (176, 112, 86)
_DARK: Color = (116, 70, 54)
_WOOD: Color = (128, 92, 66)
_SPAR: Color = (70, 48, 36)


def monument(canvas: Canvas, x: float, y: float, tall: float) -> None:
    """Draw terraces of red sandstone with arches, a square tower, and a crown on it."""
    for wide, low, high in ((1.16, 0.0, 0.12), (0.82, 0.12, 0.22), (0.5, 0.22, 0.33)):
        _terrace(canvas, x, y - tall * low, tall * wide, tall * (high - low), low * 1.4)
    foot, half, rise = y - tall * 0.33, tall * 0.13, tall * 0.51
    slope = half * 0.86
    body = [(x - half, foot), (x - slope, foot - rise), (x + slope, foot - rise), (x + half, foot)]
    canvas.polygon(body, _STONE)
    shaded = [(x + half * 0.35, foot), (x + half * 0.35, foot - rise), *body[2:]]
    canvas.polygon(shaded, mix(_STONE, _DARK, 0.55))
    for share in np.arange(0.03, 1, 0.032):  # courses of stone
        reach = half - (half - slope) * share
        course = [(x - reach, foot - rise * share), (x + reach, foot - rise * share)]
        canvas.stroke(course, mix(_STONE, _DARK, 0.45), 1)
    for share in (0.44, 0.6, 0.76):
        lancet(canvas, x - tall * 0.03, y - tall * share, tall * 0.055, tall * 0.09, _DARK)
    _crown(canvas, x, foot - rise, half)


def _terrace(canvas: Canvas, x: float, y: float, wide: float, tall: float, shade: float) -> None:
    left = x - wide / 2
    canvas.box(left, y, wide, tall, mix(_STONE, _DARK, shade))
    count = int(wide / tall * 1.4)
    step = wide / count
    for number in range(count):
        arch = left + step * (number + 0.28)
        lancet(canvas, arch, y - tall * 0.1, step * 0.44, tall * 0.7, _DARK)
    rim = [(left, y - tall), (left + wide, y - tall)]
    canvas.stroke(rim, mix(_STONE, (255, 240, 220), 0.35), 7)


def _crown(canvas: Canvas, x: float, y: float, half: float) -> None:
    rim = half * 1.12
    canvas.box(x - rim, y, 2 * rim, half * 0.42, mix(_STONE, (255, 236, 214), 0.18))
    for number in range(6):
        left = x - rim + 2 * rim * (number + 0.15) / 6
        canvas.box(left, y - half * 0.42, rim * 0.22, half * 0.26, _STONE)
    lantern = [
        (x - half * 0.62, y - half * 0.42),
        (x - half * 0.36, y - half * 1.25),
        (x + half * 0.36, y - half * 1.25),
        (x + half * 0.62, y - half * 0.42),
    ]
    canvas.polygon(lantern, mix(_STONE, _DARK, 0.3))
    eaves = y - half * 1.2
    roof = [(x - half * 0.42, eaves), (x, y - half * 1.85), (x + half * 0.42, eaves)]
    canvas.polygon(roof, (96, 128, 112))


def windmill(canvas: Canvas, x: float, y: float, tall: float) -> None:
    """Draw a wooden windmill with four sails."""
    foot, shoulder = tall * 0.2, tall * 0.13
    top = y - tall * 0.7
    body = [(x - foot, y), (x - shoulder, top), (x + shoulder, top), (x + foot, y)]
    canvas.polygon(body, _WOOD)
    for share in np.linspace(-1, 1, 17):
        board = [(x + foot * share, y), (x + shoulder * share, top)]
        canvas.stroke(board, mix(_WOOD, _SPAR, 0.5), 2)
    eaves = y - tall * 0.68
    roof = [(x - tall * 0.17, eaves), (x, y - tall * 0.9), (x + tall * 0.17, eaves)]
    canvas.polygon(roof, (86, 60, 48))
    for turn in (0.35, 1.92, 3.49, 5.06):
        _sail(canvas, x, eaves, turn, tall * 0.62)
    window(canvas, x - tall * 0.04, y - tall * 0.36, tall * 0.08, tall * 0.1)


def _sail(canvas: Canvas, x: float, y: float, turn: float, reach: float) -> None:
    right, down = np.cos(turn) * reach, np.sin(turn) * reach
    aside = (-down * 0.16, right * 0.16)

    def at(share: float, off: float) -> tuple[float, float]:
        return x + right * share + aside[0] * off, y + down * share + aside[1] * off

    canvas.stroke([at(0, 0), at(1, 0)], _SPAR, 12)
    for share in np.linspace(0.2, 1, 14):
        canvas.stroke([at(share, 0), at(share, 1)], mix(_SPAR, _WOOD, 0.2), 4)
    canvas.stroke([at(0.2, 1), at(1, 1)], _SPAR, 6)
