"""Views of the countryside, each drawn on a fresh canvas."""

from __future__ import annotations

import numpy as np

from imagepool.photo.scenery import land
from imagepool.photo.scenery.canvas import Canvas, Color, mix, ramp
from imagepool.photo.scenery.weather import HAZE, crest, fair_day


def ridges_in_fog(canvas: Canvas) -> None:
    """Draw forested ridges of the Harz, one behind the other, fog in the valleys, an early sun."""
    fog = (226.0, 214.0, 204.0)
    land.sky(canvas, (112, 142, 184), (244, 214, 184), horizon=0.55)
    land.sun(canvas, 0.7, 0.4, (255, 236, 196), reach=0.16)
    veil = ramp(canvas.noise(3, octaves=4, stretch=5), -0.2, 0.9)
    for number in range(6):
        depth = 1 - number / 5
        line = crest(canvas, 0.42 + 0.1 * number, 0.05, 2 + number)
        tops = land.treetops(canvas, line, height=10 + 22 * number, pointed=True)
        land.hill(canvas, tops, (26, 48, 40), haze=fog, depth=depth * 0.82, fade=0.85)
        if number < 5:
            rows = np.arange(canvas.height, dtype=np.float32)[:, None]
            band = np.exp(-(((rows - line[None, :]) / canvas.height - 0.1) ** 2) / 0.002)
            veil = veil[:, ::-1] if number % 2 else veil[::-1]
            canvas.lay(fog, veil * band.astype(np.float32) * 0.75)


def rapeseed(canvas: Canvas) -> None:
    """Draw a field of rapeseed in bloom under a wide sky."""
    fair_day(canvas, horizon=0.55, amount=0.45)
    land.hill(canvas, crest(canvas, 0.5, 0.02, 3), (88, 118, 112), haze=HAZE, depth=0.62)
    edge = land.treetops(canvas, crest(canvas, 0.545, 0.01, 4), height=34, pointed=False)
    land.hill(canvas, edge, (52, 84, 40), haze=HAZE, depth=0.2, texture=30)
    land.ground(canvas, (200, 174, 62), (214, 200, 124), horizon=0.56, rows=34, texture=34)
    land.blossoms(
        canvas,
        [(236, 212, 84), (222, 194, 66), (118, 138, 62), (246, 230, 130)],
        top=0.6,
        count=9000,
        size=11,
    )
    land.tree(canvas, canvas.width * 0.79, canvas.height * 0.6, canvas.height * 0.24, (96, 140, 52))


def river(canvas: Canvas) -> None:
    """Draw the Unstrut between meadows and willows."""
    fair_day(canvas, horizon=0.5, amount=0.5)
    land.hill(canvas, crest(canvas, 0.42, 0.03, 3), (82, 112, 102), haze=HAZE, depth=0.55)
    land.hill(canvas, crest(canvas, 0.47, 0.015, 5), (84, 120, 62), haze=HAZE, depth=0.25)
    for x, tall in ((0.06, 0.34), (0.2, 0.26), (0.3, 0.2), (0.66, 0.18), (0.78, 0.3), (0.95, 0.36)):
        land.tree(
            canvas, canvas.width * x, canvas.height * 0.54, canvas.height * tall, (112, 146, 64)
        )
    bank = land.treetops(canvas, crest(canvas, 0.545, 0.006, 6), height=16, pointed=False)
    land.hill(canvas, bank, (74, 112, 48), haze=HAZE, depth=0.05, texture=34)
    land.mirrored(canvas, line=0.57, tint=(64, 86, 84), strength=0.7)
    shore = canvas.height * (0.86 + 0.12 * np.linspace(1, -1, canvas.width, dtype=np.float32) ** 3)
    grass = land.treetops(
        canvas, (shore + canvas.line(9) * 12).astype(np.float32), height=26, pointed=True
    )
    land.hill(canvas, grass, (92, 132, 50), haze=(150, 180, 90), depth=0.0, texture=40, grain=150)
    canvas.speckle(6, below=0.56)


def winter_forest(canvas: Canvas) -> None:
    """Draw beeches of the Hainich in snow, light between the trunks."""
    land.sky(canvas, (172, 194, 216), (240, 236, 228), horizon=0.6)
    land.sun(canvas, 0.35, 0.3, (255, 240, 214), reach=0.25)
    land.ground(canvas, (206, 214, 228), (226, 230, 236), horizon=0.6, texture=13)
    for number in range(76):
        depth = 1 - number / 75
        x = canvas.width * canvas.chance.uniform(-0.02, 1.02)
        y = canvas.height * (0.62 + 0.36 * (1 - depth) ** 2)
        wide = canvas.width * (0.0025 + 0.017 * (1 - depth) ** 3)
        _beech(canvas, x, y, wide, mix((84, 78, 74), (214, 220, 228), 0.12 + depth**0.7 * 0.66))
    canvas.speckle(3, below=0.6)


def _beech(canvas: Canvas, x: float, y: float, wide: float, bark: Color) -> None:
    lean = canvas.chance.uniform(-0.03, 0.03) * canvas.height
    canvas.polygon(
        [(x - wide, y), (x - wide * 0.55 + lean, 0), (x + wide * 0.55 + lean, 0), (x + wide, y)],
        bark,
    )
    canvas.polygon(
        [
            (x + wide * 0.3, y),
            (x + wide * 0.2 + lean, 0),
            (x + wide * 0.55 + lean, 0),
            (x + wide, y),
        ],
        mix(bark, (30, 28, 30), 0.3),
    )
    canvas.stroke([(x - wide * 0.9, y), (x - wide * 0.5 + lean, 0)], (242, 244, 248), wide * 0.2)
    for _ in range(5):
        low = y * canvas.chance.uniform(0.02, 0.6)
        _bough(canvas, x + lean * (1 - low / y), low, wide, bark)


def _bough(canvas: Canvas, x: float, y: float, wide: float, bark: Color) -> None:
    """Draw a bough that bends upwards, with snow on it."""
    reach = canvas.chance.choice((-1, 1)) * wide * canvas.chance.uniform(4, 11)
    rise = abs(reach) * canvas.chance.uniform(0.3, 0.8)
    course = [(x + reach * t, y - rise * t**1.6) for t in np.linspace(0, 1, 9)]
    canvas.stroke(course, bark, wide * 0.2)
    canvas.stroke([(px, py - wide * 0.09) for px, py in course], (240, 243, 248), wide * 0.08)
    for t in (0.45, 0.7):
        px, py = course[int(t * 8)]
        twig = [(px, py), (px + reach * 0.2, py - rise * 0.5), (px + reach * 0.25, py - rise * 0.9)]
        canvas.stroke(twig, bark, wide * 0.08)


def potash_heap(canvas: Canvas) -> None:
    """Draw a potash heap, the white mountain of the region, behind fields of grain."""
    fair_day(canvas, horizon=0.62, amount=0.3)
    land.hill(canvas, crest(canvas, 0.6, 0.02, 3), (92, 122, 112), haze=HAZE, depth=0.6)
    columns = np.linspace(0, 1, canvas.width, dtype=np.float32)
    flank = np.clip(1.25 - np.abs(columns - 0.42) / 0.3, 0, 1)
    heap = (canvas.height * (0.66 - 0.36 * flank) + canvas.line(12) * 7 * (flank > 0)).astype(
        np.float32
    )
    land.hill(canvas, heap, (206, 196, 188), haze=HAZE, depth=0.1, texture=14, fade=0.05, grain=90)
    rows = np.arange(canvas.height, dtype=np.float32)[:, None]
    inside = np.clip(rows - heap[None, :], 0, 1)
    canvas.pixels += (canvas.noise(60, octaves=3, stretch=0.1) * inside * 20)[..., None]
    canvas.lay((104, 98, 104), inside * ramp(columns, 0.46, 0.56)[None, :] * 0.42)
    edge = land.treetops(canvas, crest(canvas, 0.655, 0.008, 5), height=30, pointed=False)
    land.hill(canvas, edge, (58, 92, 46), haze=HAZE, depth=0.15, texture=30)
    land.ground(canvas, (206, 172, 98), (218, 192, 128), horizon=0.67, rows=44, texture=40)
    canvas.speckle(5, below=0.67)


def lake(canvas: Canvas) -> None:
    """Draw the reservoir of Kelbra with reeds and a far shore."""
    fair_day(canvas, horizon=0.46, amount=0.55)
    land.hill(canvas, crest(canvas, 0.4, 0.05, 2), (70, 100, 96), haze=HAZE, depth=0.4)
    shore = land.treetops(canvas, crest(canvas, 0.475, 0.005, 4), height=20, pointed=False)
    land.hill(canvas, shore, (62, 94, 52), haze=HAZE, depth=0.2)
    land.mirrored(canvas, line=0.5, tint=(70, 98, 116), strength=0.66)
    for _ in range(420):
        x = canvas.width * canvas.chance.beta(0.7, 2.4)
        tall = canvas.height * canvas.chance.uniform(0.1, 0.34)
        lean = canvas.chance.normal(0, 20)
        reed = mix((96, 112, 52), (164, 150, 84), canvas.chance.uniform(0, 1))
        foot = canvas.height * 1.01
        canvas.stroke([(x, foot), (x + lean, foot - tall)], reed, 3)
        if canvas.chance.uniform() < 0.25:
            canvas.stroke(
                [(x + lean, foot - tall), (x + lean * 1.15, foot - tall * 1.13)], (92, 62, 40), 11
            )


def orchard(canvas: Canvas) -> None:
    """Draw blossoming cherry trees on a meadow."""
    fair_day(canvas, horizon=0.55, amount=0.3)
    land.hill(canvas, crest(canvas, 0.5, 0.03, 3), (96, 130, 108), haze=HAZE, depth=0.55)
    land.ground(canvas, (92, 140, 56), (142, 172, 100), horizon=0.55, texture=40)
    land.blossoms(
        canvas, [(240, 228, 90), (246, 246, 240), (226, 206, 60)], top=0.6, count=2600, size=8
    )
    for x, y, tall in (
        (0.2, 0.64, 0.24),
        (0.5, 0.62, 0.2),
        (0.78, 0.66, 0.28),
        (0.34, 0.78, 0.44),
        (0.68, 0.86, 0.58),
    ):
        land.tree(
            canvas, canvas.width * x, canvas.height * y, canvas.height * tall, (250, 222, 230)
        )
