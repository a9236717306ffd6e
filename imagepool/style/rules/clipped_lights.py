"""Clipped lights: bright areas still show detail.

The measure is the share of the picture in which at least two of red, green and blue reach the
end of the scale, so that neither detail nor true color is left. A frame drawn around it does not
count.

Why
    Burnt-out areas stay empty paper in print, and no editing brings their detail back.
Passes
    A bright sky with clouds still drawn; a small reflection, a lamp, the sun itself.
Fails
    An overexposed photo in which the sky, a facade or faces have become plain white, or a meadow
    plain yellow.
Remedy
    Expose shorter, or develop the raw file darker; measure the light at the bright areas.
Source
    Concepts of Zürich, the German federal government and others: "detail kept in the lights".
Options
    white_from (of 255): from this level on a channel counts as burnt out.
Measured
    57 real photos: 95 % below 3.7 %; the one that is really overexposed 17 %. Brightened by two
    stops: AUC 0.99, 96 % found. 40 other photos: AUC 0.98, 88 % found; asked of all three
    channels it would be 0.90. White skies, snow, fog and white rooms can be right as they are: a
    concept may except them.
"""

from __future__ import annotations

from typing import Annotated

import cv2
import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import Bytes, WorkCopy

_COARSE = 256  # px: enough to say where


@rule(
    "clipped-lights",
    unit="%",
    span=(0, 100),
    limits=Limits(max=Bound(warn=8, fail=18)),
    measure_version=3,
)
def measure(
    copy: WorkCopy, _facts: Facts, *, white_from: Annotated[int, "of 255"] = 250
) -> Outcome:
    burnt = np.asarray(cv2.inRange(copy.middle_channel, white_from, 255), dtype=np.uint8)
    pictured = np.zeros_like(burnt)  # without a white frame, which has a rule of its own
    copy.border.inside(pictured)[:] = copy.border.inside(burnt)
    share = 100 * cv2.countNonZero(pictured) / copy.border.inside(burnt).size
    return Measured(share, _largest_area(pictured) if share else None)


def _largest_area(mask: Bytes) -> Region | None:
    """Return the box around the largest connected area, as fractions."""
    height, width = mask.shape
    scale = max(1.0, max(width, height) / _COARSE)
    size = max(1, round(width / scale)), max(1, round(height / scale))
    coarse = cv2.inRange(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), 128, 255)
    areas = cv2.connectedComponentsWithStats(coarse)[2][1:]  # the first is all the rest
    if not len(areas):
        return None
    x, y, w, h, _ = areas[int(areas[:, cv2.CC_STAT_AREA].argmax())]
    return float(x / size[0]), float(y / size[1]), float(w / size[0]), float(h / size[1])
