"""Houses, churches and towers; each stands on (x, y), its lower left corner."""

from __future__ import annotations

import numpy as np

from imagepool.photo.scenery.canvas import Canvas, Color, mix

BEAM: Color = (74, 48, 34)
GLASS: Color = (58, 70, 84)
TILE: Color = (158, 74, 52)
BLACK: Color = (0, 0, 0)
WHITE: Color = (255, 255, 255)


def timbered_house(
    canvas: Canvas, x: float, y: float, wide: float, storeys: int, wall: Color, *, gable: bool
) -> None:
    """Draw a half-timbered house, its gable or its eaves to the street."""
    storey = wide * 0.46
    _stone_storey(canvas, x, y, wide, storey, mix(wall, (176, 160, 138), 0.6))
    for number in range(1, storeys):
        jut = wide * 0.012 * number  # each storey juts out a little over the one below
        _timbered_storey(canvas, x - jut, y - storey * number, wide + 2 * jut, storey, wall)
    roof = _gable if gable else _eaves
    roof(canvas, x, y - storey * storeys, wide, wall)


def _stone_storey(
    canvas: Canvas, x: float, y: float, wide: float, tall: float, wall: Color
) -> None:
    canvas.box(x, y, wide, tall, wall)
    for share in (0.185, 0.52):
        window(canvas, x + wide * share, y - tall * 0.36, wide * 0.13, tall * 0.48)
    door(canvas, x + wide * 0.74, y, wide * 0.15, tall * 0.78)


def _timbered_storey(
    canvas: Canvas, x: float, y: float, wide: float, tall: float, wall: Color
) -> None:
    canvas.box(x, y, wide, tall, wall)
    beam = wide * 0.02
    for share in np.linspace(0, 1, 7):
        canvas.stroke([(x + wide * share, y), (x + wide * share, y - tall)], BEAM, beam)
    for left, right in ((0, 0.165), (0.835, 1)):
        canvas.stroke([(x + wide * left, y), (x + wide * right, y - tall)], BEAM, beam)
        canvas.stroke([(x + wide * right, y), (x + wide * left, y - tall)], BEAM, beam)
    for share in (0.03, 0.3, 0.97):
        canvas.stroke([(x, y - tall * share), (x + wide, y - tall * share)], BEAM, beam * 1.2)
    for share in (0.185, 0.35, 0.52, 0.685):
        window(canvas, x + wide * share, y - tall * 0.36, wide * 0.13, tall * 0.48)


def window(
    canvas: Canvas, x: float, y: float, wide: float, tall: float, glass: Color = GLASS
) -> None:
    """Draw a window of four panes in a white frame."""
    frame = max(wide * 0.09, 2)
    canvas.box(x, y, wide, tall, (238, 234, 224))
    pane = (wide - 3 * frame) / 2, (tall - 3 * frame) / 2
    for column in range(2):
        for row in range(2):
            left, low = x + frame + column * (pane[0] + frame), y - frame - row * (pane[1] + frame)
            light = mix(glass, (190, 205, 220), 0.35 * row + canvas.chance.uniform(0, 0.2))
            canvas.box(left, low, *pane, light)
    canvas.stroke([(x - frame, y + frame), (x + wide + frame, y + frame)], (150, 138, 120), frame)


def door(canvas: Canvas, x: float, y: float, wide: float, tall: float) -> None:
    canvas.box(x, y, wide, tall, (64, 88, 78))
    for share in (0.33, 0.66):
        course = [(x + wide * share, y), (x + wide * share, y - tall)]
        canvas.stroke(course, (44, 62, 54), wide * 0.05)
    canvas.stroke([(x, y - tall), (x + wide, y - tall)], (190, 176, 150), wide * 0.12)


def _gable(canvas: Canvas, x: float, y: float, wide: float, wall: Color) -> None:
    tall, beam, edge = wide * 0.62, wide * 0.02, wide * 0.045
    peak = (x + wide / 2, y - tall)
    canvas.polygon([(x, y), peak, (x + wide, y)], wall)
    for share in (0.25, 0.5, 0.75):
        rise = tall * (1 - abs(share - 0.5) * 2)
        canvas.stroke([(x + wide * share, y), (x + wide * share, y - rise)], BEAM, beam)
    for share in (0.02, 0.42):
        half, low = wide * (0.5 - share * 0.5), y - tall * share
        canvas.stroke([(peak[0] - half, low), (peak[0] + half, low)], BEAM, beam * 1.2)
    for share in (0.3, 0.57):
        window(canvas, x + wide * share, y - wide * 0.06, wide * 0.13, wide * 0.19)
    canvas.stroke([(x - edge, y + edge), peak], mix(TILE, (90, 40, 30), 0.4), edge)
    canvas.stroke([(x + wide + edge, y + edge), peak], mix(TILE, (90, 40, 30), 0.2), edge)


def _eaves(canvas: Canvas, x: float, y: float, wide: float, wall: Color) -> None:
    tall, edge = wide * 0.42, wide * 0.04
    tiles(canvas, x - edge, y, wide + 2 * edge, tall, lean=wide * 0.07)
    for share in (0.25, 0.62):
        left, low, size = x + wide * share, y - tall * 0.25, wide * 0.13
        canvas.box(left, low, size, size, mix(wall, (150, 130, 110), 0.3))
        window(canvas, left + size * 0.15, low - size * 0.1, size * 0.7, size * 0.75)
        roof = [
            (left - edge / 2, low - size * 0.95),
            (left + size / 2, low - size * 1.6),
            (left + size + edge / 2, low - size * 0.95),
        ]
        canvas.polygon(roof, mix(TILE, (90, 40, 30), 0.3))


def tiles(
    canvas: Canvas,
    x: float,
    y: float,
    wide: float,
    tall: float,
    *,
    lean: float,
    color: Color = TILE,
) -> None:
    """Cover a slope with rows of tiles; its ridge is ``lean`` shorter on both sides."""
    rows = max(int(tall / 14), 6)
    for row in range(rows):
        low, high = y - tall * row / rows, y - tall * (row + 1) / rows
        inset, next_inset = lean * row / rows, lean * (row + 1) / rows
        shade = mix(color, (96, 44, 34), 0.25 * (row % 2) + canvas.chance.uniform(0, 0.2))
        slope = [
            (x + inset, low),
            (x + next_inset, high),
            (x + wide - next_inset, high),
            (x + wide - inset, low),
        ]
        canvas.polygon(slope, shade)
        canvas.stroke([slope[0], slope[-1]], mix(color, (60, 26, 20), 0.55), 2)


def town_house(
    canvas: Canvas, x: float, y: float, wide: float, wall: Color, *, storeys: int
) -> None:
    """Draw a plastered house of a small town."""
    storey = wide * 0.36
    top = y - storey * storeys
    canvas.box(x, y, wide, storey * storeys, wall)
    for number in range(storeys):
        low = y - storey * number
        ledge = [(x, low - storey), (x + wide, low - storey)]
        canvas.stroke(ledge, mix(wall, WHITE, 0.5), wide * 0.015)
        for share in (0.1, 0.325, 0.55, 0.775):
            if number == 0 and share == 0.55:
                door(canvas, x + wide * share, low, wide * 0.14, storey * 0.75)
                continue
            left, sill = x + wide * share, low - storey * 0.22
            window(canvas, left, sill, wide * 0.125, storey * 0.58)
    tiles(canvas, x - wide * 0.01, top, wide * 1.02, wide * 0.36, lean=wide * 0.05)


def dark_house(canvas: Canvas, x: float, y: float, wide: float, lamp: Color) -> None:
    """Draw a house after sunset, with light in some of its windows."""
    wall = mix((72, 62, 74), (96, 80, 84), canvas.chance.uniform(0, 1))
    top = y - wide * 0.5
    canvas.box(x, y, wide, wide * 0.5, wall)
    roof: Color = (78, 52, 56)
    tiles(canvas, x - wide * 0.03, top, wide * 1.06, wide * 0.36, lean=wide * 0.1, color=roof)
    for share in (0.14, 0.42, 0.7):
        glass = lamp if canvas.chance.uniform() < 0.6 else (58.0, 60.0, 80.0)
        window(canvas, x + wide * share, top + wide * 0.32, wide * 0.14, wide * 0.2, glass)


def church(
    canvas: Canvas, x: float, y: float, tall: float, stone: Color, *, slate: Color, glass: Color
) -> None:
    """Draw a church with a pointed tower on its left."""
    wide, nave = tall * 0.2, tall * 0.34
    canvas.box(x + wide, y, wide * 2.6, nave, mix(stone, BLACK, 0.12))
    left = x + wide * 0.95
    tiles(canvas, left, y - nave, wide * 2.75, nave * 0.62, lean=wide * 0.16, color=slate)
    for number in range(4):
        left = x + wide * (1.25 + number * 0.58)
        lancet(canvas, left, y - nave * 0.18, wide * 0.26, nave * 0.62, glass)
    body = tall * 0.58
    canvas.box(x, y, wide, body, stone)
    canvas.box(x + wide * 0.72, y, wide * 0.28, body, mix(stone, BLACK, 0.18))
    for share in (0.36, 0.68):
        ledge = [(x, y - body * share), (x + wide, y - body * share)]
        canvas.stroke(ledge, mix(stone, BLACK, 0.3), wide * 0.04)
    for share in (0.2, 0.74):
        lancet(canvas, x + wide * 0.36, y - body * share, wide * 0.28, body * 0.17, glass)
    tip, left_eave, right_eave = x + wide / 2, x - wide * 0.07, x + wide * 1.07
    canvas.polygon([(left_eave, y - body), (tip, y - tall), (right_eave, y - body)], slate)
    edge = [(x + wide * 0.62, y - body), (tip, y - tall), (right_eave, y - body)]
    canvas.polygon(edge, mix(slate, BLACK, 0.25))


def lancet(canvas: Canvas, x: float, y: float, wide: float, tall: float, glass: Color) -> None:
    """Draw a narrow window with a pointed top."""
    shoulder = y - tall * 0.7
    tip = (x + wide / 2, y - tall)
    canvas.polygon([(x, y), (x, shoulder), tip, (x + wide, shoulder), (x + wide, y)], glass)


def fountain(canvas: Canvas, x: float, y: float, tall: float) -> None:
    """Draw a fountain with a column; ``x`` is its middle."""
    stone, shade = (186.0, 174.0, 156.0), (112.0, 104.0, 94.0)
    for wide, low, high in ((0.2, 0.2, 0.9), (0.34, 0.9, 0.95), (0.13, 0.95, 1.15)):
        half, foot, rise = tall * wide / 2, y - tall * low, tall * (high - low)
        canvas.box(x - half, foot, half, rise, stone)
        canvas.box(x, foot, half, rise, mix(stone, shade, 0.6))
    canvas.dot(x, y - tall * 1.2, tall * 0.07, shade)
    for number in range(8):
        light = mix(stone, shade, 0.1 + 0.09 * number)
        canvas.box(x - tall * (0.8 - 0.2 * number), y, tall * 0.2, tall * 0.26, light)
    rim = [(x - tall * 0.84, y - tall * 0.26), (x + tall * 0.84, y - tall * 0.26)]
    canvas.stroke(rim, mix(stone, WHITE, 0.5), tall * 0.05)
