"""A canvas and the plain things that every view is drawn with."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Color = tuple[float, float, float]

WIDTH, HEIGHT = 2400, 1600


class Canvas:
    """An RGB picture in the making, 0 to 255, with its own chance; y grows downwards."""

    def __init__(self, seed: int, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width = width
        self.height = height
        self.chance = np.random.default_rng(seed)
        self.pixels: Floats = np.zeros((height, width, 3), np.float32)

    def noise(self, cells: float, *, octaves: int = 5, stretch: float = 1.0) -> Floats:
        """Return fractal noise around 0, some -1 to 1; ``cells`` across, flatter by ``stretch``."""
        half = (self.width // 2, self.height // 2)  # what is finer comes from ``speckle``
        total = np.zeros(half[::-1], np.float32)
        for octave in range(octaves):
            across = max(int(cells * 2**octave), 2)
            down = max(int(across * stretch * self.height / self.width), 2)
            grid = self.chance.uniform(-1, 1, (down, across)).astype(np.float32)
            total += _spread(grid, half) / 2**octave
        return _spread(total, (self.width, self.height), cv2.INTER_LINEAR)

    def line(self, cells: float, *, octaves: int = 7, rough: float = 0.5) -> Floats:
        """Return a fractal line around 0, one value a column."""
        total = np.zeros(self.width, np.float32)
        for octave in range(octaves):
            count = max(int(cells * 2**octave), 2)
            grid = self.chance.uniform(-1, 1, (1, count)).astype(np.float32)
            total += _spread(grid, (self.width, 1))[0] * rough**octave
        return total

    def lay(self, color: Color | Floats, mask: Floats, *, top: int = 0) -> None:
        """Lay a color, or a picture, over rows from ``top`` on, where ``mask`` (0 to 1) says so."""
        part = self.pixels[top : top + mask.shape[0]]
        part += (np.asarray(color, np.float32) - part) * mask[..., None]

    def polygon(self, points: list[tuple[float, float]], color: Color) -> None:
        """Fill a shape with smooth edges."""
        corners = (np.array(points) * 16).astype(np.int32)
        cv2.fillPoly(self.pixels, [corners], color, lineType=cv2.LINE_AA, shift=4)

    def box(self, x: float, y: float, wide: float, tall: float, color: Color) -> None:
        """Fill a rectangle that stands on (x, y), its lower left corner."""
        self.polygon([(x, y), (x, y - tall), (x + wide, y - tall), (x + wide, y)], color)

    def stroke(self, points: list[tuple[float, float]], color: Color, width: float) -> None:
        """Draw a line through points."""
        course = (np.array(points) * 16).astype(np.int32)
        thickness = max(round(width), 1)
        cv2.polylines(
            self.pixels,
            [course],
            isClosed=False,
            color=color,
            thickness=thickness,
            lineType=cv2.LINE_AA,
            shift=4,
        )

    def dot(self, x: float, y: float, radius: float, color: Color) -> None:
        center, reach = (round(x * 16), round(y * 16)), max(round(radius * 16), 1)
        cv2.circle(self.pixels, center, reach, color, -1, lineType=cv2.LINE_AA, shift=4)

    def speckle(self, strength: float, *, below: float) -> None:
        """Roughen the ground (from a share of the height on), as leaves and stones are rough."""
        part = self.pixels[int(below * self.height) :]
        grain = self._grain(self.width // 2, part.shape[0] // 2) * np.float32(strength)
        part += _spread(grain, (self.width, part.shape[0]), cv2.INTER_LINEAR)[..., None]

    def finish(self) -> NDArray[np.uint8]:
        """Return the picture with the faint grain of a camera."""
        self.pixels += self._grain(self.width, self.height)[..., None] * np.float32(0.8)
        return np.clip(self.pixels, 0, 255).astype(np.uint8)

    def _grain(self, width: int, height: int) -> Floats:
        return self.chance.standard_normal((height, width), dtype=np.float32)


def _spread(grid: Floats, size: tuple[int, int], way: int = cv2.INTER_CUBIC) -> Floats:
    return np.asarray(cv2.resize(grid, size, interpolation=way), np.float32)


def paint(color: Color) -> Floats:
    """Return a color to reckon with."""
    return np.array(color, np.float32)


def mix(one: Color, other: Color, share: float) -> Color:
    """Return a color between two: 0 is the first, 1 the second."""
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def ramp(values: Any, low: float, high: float) -> Floats:
    """Return a smooth step from 0 at ``low`` to 1 at ``high``."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
