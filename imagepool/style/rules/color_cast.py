"""Color cast: what ought to be gray is gray, neither yellowish nor bluish.

The measure is by how many stops red outweighs blue in the sharpest contours of the picture:
highlights, rims and letters, which tell the color of the light better than areas do. Above 0 is
warm, below 0 cool. Two sizes of the picture must agree; the weaker counts, and 0 where they
contradict. It is rough, for evening light is warm by nature, and so warns at most.

Why
    One picture with a yellow or blue veil makes all others of a page look wrong.
Passes
    Daylight; a blue sky over white walls; a brick facade with light window frames.
Fails
    Lamplight taken with the white balance for daylight; shade taken too blue; a warm filter.
Remedy
    Set the white balance on something gray or white, or take the filter back.
Source
    Van de Weijer, Gevers and Gijsenij, Edge-based color constancy, IEEE TIP 16 (2007): second
    derivatives, a high Minkowski norm. Wien, Zürich: natural color, not too warm, not too cool.
Options
    gray_within (ΔE): where less than a tenth of the picture is as near to gray as this, its own
    color cannot be told from that of the light, and nothing is judged.
Measured
    57 real photos: 90 % between -0.2 and 0.55. Red and blue falsified by 1.45 and 0.55: AUC 0.99,
    89 % found; by 0.69 and 1.45: AUC 0.99, 56 % found; sepia: AUC 0.96. It speaks on 93 % of
    the photos. On 40 other photos, many of them close-ups of flowers, it speaks on 82 %: warm AUC
    0.97, cool AUC 0.93. Sunsets measure up to 0.6, so evening light seldom exceeds the limit.
"""

from __future__ import annotations

import math
from typing import Annotated

import cv2
import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import Bytes, Floats, WorkCopy, reduced

_SMALLER = 128  # px on the long edge: the other size that must agree
_FAINT = 0.05  # of linear light: contours weaker than this are grain and fog
_NO_LIGHT = 1.6  # stops: no lamp and no sky is so much greener or more purple than gray
_DARKEST = 1e-6  # of linear light: keeps the logarithm finite
_LINEAR = np.array(
    [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.arange(256) / 255],
    dtype=np.float32,
)


@rule(
    "color-cast",
    unit="EV",
    span=(None, None),
    cap=Level.SHOULD,
    limits=Limits(min=Bound(warn=-0.55), max=Bound(warn=0.7)),
)
def measure(copy: WorkCopy, _facts: Facts, *, gray_within: Annotated[int, "ΔE"] = 28) -> Outcome:
    if copy.nearest_gray > gray_within:
        return Unmeasurable("nothing-gray")
    lights = [_light(rgb) for rgb in (copy.small, reduced(copy.coarse, _SMALLER))]
    if min(light.max() for light in lights) < _FAINT:
        return Unmeasurable("too-few-contours")
    red, green, blue = np.log2(np.maximum(lights, _DARKEST)).T
    if np.abs(2 * green - red - blue).max() > _NO_LIGHT:
        return Unmeasurable("nothing-gray")
    one, other = (red - blue).tolist()
    return Measured(min(one, other, key=abs) if one * other > 0 else 0.0)


def _light(rgb: Bytes) -> Floats:
    """Return how strong red, green and blue are in the sharpest contours, in linear light."""
    return np.array([_sharpest(plane) for plane in cv2.split(rgb)], dtype=np.float32)


def _sharpest(plane: object) -> float:
    bends = cv2.Laplacian(np.asarray(cv2.LUT(np.asarray(plane), _LINEAR)), cv2.CV_32F)
    eighth = np.square(np.square(np.square(bends)))  # the norm of degree 8: contours, not areas
    return math.pow(float(np.mean(eighth, dtype=np.float64)), 0.125)
