"""The color of the light in which a picture was taken, as its contours and lightest areas tell it.

Highlights, rims and letters reflect the light as it is, while areas have colors of their own. So
what counts are the strongest second derivatives (Van de Weijer, Gevers and Gijsenij, Edge-based
color constancy, IEEE TIP 16, 2007), in two sizes, and the lightest areas: behind a shallow depth
of field, contours belong to the subject alone. All must agree; the weakest counts, and 0 where
they contradict. The picture is looked at with and without its margin, where a white signature
would look like neutral light.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["LightColor", "light_color"]

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

_MARGIN = 0.13  # of the short side, on each side
_SMALLER = 128  # px on the long edge
_DARKEST = 1e-6  # of linear light: keeps the logarithm finite
_LINEAR: Floats = np.array(
    [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.arange(256) / 255],
    dtype=np.float32,
)


@dataclass(frozen=True, slots=True)
class _Light:
    """How strong red, green and blue are, in linear light."""

    red: float
    green: float
    blue: float

    @property
    def strength(self) -> float:
        return max(self.red, self.green, self.blue)

    @property
    def warmth(self) -> float:
        red, _, blue = self._stops()
        return red - blue

    @property
    def purple(self) -> float:
        red, green, blue = self._stops()
        return (red + blue) / 2 - green

    def _stops(self) -> tuple[float, float, float]:
        red, green, blue = (
            math.log2(max(one, _DARKEST)) for one in (self.red, self.green, self.blue)
        )
        return red, green, blue


@dataclass(frozen=True, slots=True)
class LightColor:
    """The color of the light, in stops."""

    warmth: float  # by which red outweighs blue; below 0: cool
    purple: float  # by which red and blue outweigh green, on average; below 0: green
    contours: float  # how strong the fainter of the contours are, of linear light
    oddest: float  # by how much red and blue outweigh green, or green them, in the contours


def light_color(rgb: Bytes) -> LightColor:
    """Tell the color of the light in which the picture was taken."""
    views = [_lights(view, _reduced(view)) for view in (rgb, _without_margin(rgb))]
    contours = views[0][:2]
    return LightColor(
        warmth=max((_agreed([one.warmth for one in lights]) for lights in views), key=abs),
        purple=max((_agreed([one.purple for one in lights]) for lights in views), key=abs),
        contours=min(one.strength for one in contours),
        oddest=max(abs(one.purple) for one in contours),
    )


def _without_margin(rgb: Bytes) -> Bytes:
    height, width = rgb.shape[:2]
    margin = round(_MARGIN * min(height, width))
    return np.ascontiguousarray(rgb[margin : height - margin, margin : width - margin])


def _reduced(rgb: Bytes) -> Bytes:
    height, width = rgb.shape[:2]
    scale = min(_SMALLER / max(width, height), 1)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _lights(rgb: Bytes, smaller: Bytes) -> list[_Light]:
    """Return the light of the contours, in both sizes, and that of the lightest areas."""
    fine, coarse = _linear(rgb), _linear(smaller)
    return [
        _Light(*map(_contours, fine)),
        _Light(*map(_contours, coarse)),
        _Light(*map(_strongest, coarse)),
    ]


def _linear(rgb: Bytes) -> list[Floats]:
    planes = (cv2.LUT(np.asarray(plane), _LINEAR) for plane in cv2.split(rgb))
    return [np.asarray(plane, np.float32) for plane in planes]


def _contours(plane: Floats) -> float:
    return _strongest(np.asarray(cv2.Laplacian(plane, cv2.CV_32F), np.float32))


def _strongest(plane: Floats) -> float:
    eighth = np.square(np.square(np.square(plane)))  # the norm of degree 8: few decide
    return math.pow(float(np.mean(eighth, dtype=np.float64)), 0.125)


def _agreed(stops: Sequence[float]) -> float:
    """Return the weakest where all lean the same way, otherwise 0."""
    same = min(stops) > 0 or max(stops) < 0
    return min(stops, key=abs) if same else 0.0
