"""A drawn face, which the detector takes for one, and what a child process makes of it."""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.photo.decoding import decode
from imagepool.style.measuring.faces import find_faces
from tests.style.pictures import Pixels

_SKIN, _SHADE, _LIGHT = (222, 176, 148), (200, 150, 125), (230, 188, 160)
_HAIR, _EYE, _PUPIL, _WHITE = (60, 40, 30), (60, 40, 30), (10, 10, 10), (245, 240, 235)
_LIPS, _MOUTH, _CLOTH, _NOSTRIL = (170, 80, 80), (130, 50, 50), (40, 60, 110), (140, 90, 75)
_WALL = (150, 170, 190)

Pair = tuple[float, float]
Color = tuple[int, int, int]


def portrait(
    place: float = 0.4, size: float = 0.4, *, width: int = 640, height: int = 480
) -> Pixels:
    """Somebody who never lived, looking at us; ``place`` and ``size`` are shares of the picture."""
    pixels = np.full((height, width, 3), _WALL, np.uint8)
    unit = size * height / 0.9

    def oval(center: Pair, axes: Pair, color: Color, *, arc: int = 360, line: int = -1) -> None:
        middle = round(place * width + center[0] * unit), round(height / 2 + center[1] * unit)
        radii = max(1, round(axes[0] * unit)), max(1, round(axes[1] * unit))
        begin = 360 - arc
        cv2.ellipse(pixels, middle, radii, 0, begin, 360, color, line, cv2.LINE_AA)

    thin = max(2, round(unit / 50))
    oval((0, 1.05), (0.75, 0.5), _CLOTH)
    oval((0, 0.55), (0.17, 0.3), _SHADE)  # the neck
    oval((0, -0.12), (0.42, 0.5), _HAIR)
    oval((0, 0), (0.36, 0.48), _SKIN)
    oval((0, -0.42), (0.36, 0.18), _HAIR)
    for side in (-1, 1):
        oval((side * 0.15, -0.06), (0.075, 0.04), _WHITE)
        oval((side * 0.15, -0.06), (0.035, 0.04), _EYE)
        oval((side * 0.15, -0.06), (0.015, 0.018), _PUPIL)
        oval((side * 0.15, -0.15), (0.09, 0.03), _HAIR, arc=180, line=thin)  # the brow
        oval((side * 0.36, 0), (0.05, 0.1), _SHADE)  # the ear
        oval((side * 0.045, 0.135), (0.02, 0.012), _NOSTRIL)
    oval((0, 0.04), (0.025, 0.1), _LIGHT)  # the bridge of the nose
    oval((0, 0.25), (0.13, 0.045), _LIPS)
    oval((0, 0.235), (0.13, 0.02), _MOUTH)
    return _lit(np.asarray(cv2.GaussianBlur(pixels, (0, 0), max(unit / 100, 0.3)), np.uint8))


def count_faces(data: bytes) -> int:
    """A task for a child of the darkroom."""
    return len(find_faces(decode(data).work))


def _lit(pixels: Pixels) -> Pixels:
    """Light from the left."""
    light = np.linspace(1.18, 0.82, pixels.shape[1])[None, :, None]
    return np.clip(pixels * light, 0, 255).astype(np.uint8)
