"""Views of towns and of what people built, each drawn on a fresh canvas."""

from __future__ import annotations

import numpy as np

from imagepool.photo.scenery import buildings, land
from imagepool.photo.scenery.canvas import Canvas, Color
from imagepool.photo.scenery.landmarks import monument, windmill
from imagepool.photo.scenery.weather import HAZE, crest, fair_day


def monument_on_its_hill(canvas: Canvas) -> None:
    """Draw the Kyffhäuser monument above autumn woods."""
    fair_day(canvas, horizon=0.72, amount=0.5)
    land.hill(canvas, crest(canvas, 0.68, 0.03, 3), (92, 116, 110), haze=HAZE, depth=0.6)
    monument(canvas, canvas.width * 0.56, canvas.height * 0.66, canvas.height * 0.54)
    columns = np.linspace(-1, 1, canvas.width, dtype=np.float32)
    rise = 0.28 * np.exp(-((columns - 0.12) ** 4) / 0.08)
    edge = (canvas.height * (0.94 - rise) + canvas.line(6) * 12).astype(np.float32)
    woods: tuple[Color, ...] = (
        (168, 108, 44),
        (186, 140, 52),
        (128, 112, 48),
        (146, 84, 40),
        (84, 96, 42),
    )
    for number, leaf in enumerate(woods):
        below = edge + number * canvas.height * 0.05
        tops = land.treetops(canvas, below, height=42 + 12 * number, pointed=False)
        land.hill(
            canvas,
            tops,
            leaf,
            haze=HAZE,
            depth=0.14 - 0.03 * number,
            texture=40,
            fade=0.1,
            grain=110,
        )
    canvas.speckle(6, below=0.72)


def timbered_row(canvas: Canvas) -> None:
    """Draw a row of half-timbered houses along a paved street."""
    fair_day(canvas, horizon=0.6)
    foot = canvas.height * 0.83
    land.ground(canvas, (150, 140, 128), (172, 164, 154), horizon=0.82, texture=34)
    walls: list[Color] = [
        (238, 226, 200),
        (222, 190, 140),
        (240, 236, 226),
        (206, 172, 150),
        (232, 214, 170),
    ]
    x = -canvas.width * 0.04
    for number, wall in enumerate(walls):
        wide = canvas.width * (0.2 + 0.025 * (number % 3))
        buildings.timbered_house(
            canvas, x, foot, wide, 2 + (number in {1, 3}), wall, gable=number % 2 == 0
        )
        x += wide * 1.005
    _paving(canvas, 0.83)
    canvas.speckle(3, below=0.83)


def _paving(canvas: Canvas, top: float) -> None:
    """Lay stones in perspective rows."""
    y, tall = top * canvas.height, 7.0
    row = 0
    while y < canvas.height:
        wide = tall * 2.1
        for left in np.arange(-(row % 2) * wide / 2, canvas.width, wide):
            light = canvas.chance.uniform(-14, 14)
            stone = (150 + light, 142 + light, 132 + light)
            canvas.box(left + 1, y + tall - 1, wide - 2, tall - 2, stone)
        y, tall, row = y + tall, tall * 1.13, row + 1


def market(canvas: Canvas) -> None:
    """Draw a market square with a church behind its houses."""
    fair_day(canvas, horizon=0.6)
    foot = canvas.height * 0.7
    buildings.church(
        canvas,
        canvas.width * 0.4,
        foot,
        canvas.height * 0.64,
        (196, 182, 158),
        slate=(84, 92, 104),
        glass=(70, 76, 88),
    )
    walls: list[Color] = [
        (226, 200, 128),
        (238, 232, 220),
        (196, 120, 96),
        (214, 214, 200),
        (232, 206, 160),
        (172, 190, 186),
    ]
    for number, wall in enumerate(walls):
        x = canvas.width * (-0.03 + 0.178 * number)
        storeys = 3 if number in {0, 5} else 2
        buildings.town_house(canvas, x, foot, canvas.width * 0.176, wall, storeys=storeys)
    land.ground(canvas, (168, 158, 146), (182, 174, 164), horizon=0.7)
    _paving(canvas, 0.7)
    buildings.fountain(canvas, canvas.width * 0.3, canvas.height * 0.88, canvas.height * 0.2)
    canvas.speckle(3, below=0.7)


def church_at_dusk(canvas: Canvas) -> None:
    """Draw a church and the roofs around it in the blue hour, windows lit."""
    land.sky(canvas, (34, 52, 104), (222, 148, 112), horizon=0.74)
    land.clouds(canvas, (236, 158, 130), (92, 84, 122), amount=0.3, below=0.7)
    land.sun(canvas, 0.2, 0.74, (255, 196, 128), reach=0.2)
    land.hill(canvas, crest(canvas, 0.72, 0.02, 3), (56, 54, 76), haze=(150, 116, 122), depth=0.4)
    lamp: Color = (255, 212, 128)
    buildings.church(
        canvas,
        canvas.width * 0.52,
        canvas.height * 0.86,
        canvas.height * 0.7,
        (98, 84, 92),
        slate=(48, 50, 70),
        glass=lamp,
    )
    for number in range(9):
        x = canvas.width * (-0.05 + 0.125 * number)
        wide, y = canvas.width * 0.15, canvas.height * (0.93 + 0.02 * (number % 2))
        buildings.dark_house(canvas, x, y, wide, lamp)
    land.ground(canvas, (44, 42, 54), (60, 56, 66), horizon=0.94, texture=14)
    canvas.speckle(3, below=0.94)


def mill(canvas: Canvas) -> None:
    """Draw a windmill on a hill in the evening light."""
    land.sky(canvas, (86, 124, 176), (248, 214, 166), horizon=0.7)
    land.clouds(canvas, (255, 232, 204), (170, 150, 160), amount=0.35, below=0.66)
    land.hill(canvas, crest(canvas, 0.7, 0.02, 3), (104, 108, 96), haze=(230, 206, 176), depth=0.5)
    columns = np.linspace(-1, 1, canvas.width, dtype=np.float32)
    rise = (canvas.height * (0.84 - 0.1 * np.exp(-(columns**2) / 0.2))).astype(np.float32)
    land.hill(
        canvas,
        land.treetops(canvas, rise, height=14, pointed=True),
        (128, 132, 58),
        haze=(230, 206, 150),
        depth=0.05,
        texture=36,
        fade=0.1,
        grain=130,
    )
    windmill(canvas, canvas.width * 0.5, canvas.height * 0.75, canvas.height * 0.42)
