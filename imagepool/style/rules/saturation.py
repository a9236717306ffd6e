"""Saturation: colors are neither glaring nor washed out.

The measure is the colorfulness M3: 0 none, 33 moderate, 45 average, 59 quite, 82 high, 109
extreme. It is rough, for a field of poppies is glaring by nature, and so warns at most. Where
one strong color fills the picture, it is the subject's, and nothing is judged.

Why
    Natural colors make a region's pictures one family; glaring ones look like advertising, and
    washed-out ones like old prints.
Passes
    A meadow in June, a brick facade, a gray winter's day with some color in it.
Fails
    Saturation turned up until grass glows; a faded filter look.
Remedy
    Take the saturation (or the filter) back when developing.
Source
    Hasler and Süsstrunk, Measuring colourfulness in natural images, SPIE 5007 (2003): agrees
    with observers at r > 0.9. Concepts differ in direction, so both sides can be limited.
Options
    gray_within (ΔE): where less than a tenth of the picture is as near to gray as this, nothing
    is judged.
Measured
    57 real photos: 5 % below 14, median 47, 95 % below 77; a blossom, a dune and a yellow car fill
    the picture and are not judged. Saturation times 1.8: AUC 0.79, 26 % found; reduced to 40 %:
    AUC 0.89, 9 % found. 40 other photos, many of them flowers: AUC 0.74 and 0.86. Flowers,
    fireworks and red rock reach 100 by right.
"""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy


@rule(
    "saturation",
    unit="M3",
    digits=0,
    cap=Level.SHOULD,
    limits=Limits(min=Bound(warn=8), max=Bound(warn=90)),
    measure_version=2,
)
def measure(copy: WorkCopy, _facts: Facts, *, gray_within: Annotated[int, "ΔE"] = 28) -> Outcome:
    if copy.nearest_gray > gray_within:
        return Unmeasurable("one-color")
    red, green, blue = (copy.small[:, :, band].astype(np.float32) for band in range(3))
    opponents = np.stack((red - green, (red + green) / 2 - blue)).reshape(2, -1)
    spread = math.hypot(*opponents.std(axis=1))
    offset = math.hypot(*opponents.mean(axis=1))
    return Measured(spread + 0.3 * offset)
