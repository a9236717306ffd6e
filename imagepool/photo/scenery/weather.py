"""The weather that views share."""

from __future__ import annotations

from imagepool.photo.scenery import land
from imagepool.photo.scenery.canvas import Canvas, Color, Floats

HAZE: Color = (196, 210, 218)
_TOP: Color = (74, 128, 190)
_LOW: Color = (206, 224, 236)
_CLOUD: Color = (250, 250, 248)
_SHADE: Color = (168, 180, 192)


def fair_day(canvas: Canvas, *, horizon: float, amount: float = 0.35) -> None:
    """Fill the canvas with a blue sky and white clouds down to the horizon."""
    land.sky(canvas, _TOP, _LOW, horizon=horizon)
    land.clouds(canvas, _CLOUD, _SHADE, amount=amount, below=horizon)


def crest(canvas: Canvas, y: float, rise: float, cells: float) -> Floats:
    """Return a line of hills around ``y``, up to some ``rise`` (shares of the height)."""
    return canvas.height * (y + rise * canvas.line(cells))
