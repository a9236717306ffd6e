"""HDR look: light and shade stand in a natural proportion.

The measure compares the contrast within areas of about a thirtieth of the picture with the
contrast of the whole: tone mapping and "clarity" raise the one and flatten the other. It is
rough, for leaves and gravel are full of contrast by nature, and so warns at most.

Why
    Pictures in which every cloud and stone is drawn as hard as the subject look artificial.
Passes
    A landscape with soft clouds; a facade in raking light; deep shade that stays dark.
Fails
    Tone mapping that lights up all shadows; "clarity" or "structure" at the end of its slider.
Remedy
    Take tone mapping, clarity or structure back when developing.
Source
    Concepts forbid effects of this kind (Zürich, MTU, Bridgestreet); CIE 1976 L*.
Measured
    57 real photos: median 19.5, 95 % below 29. Local contrast, clarity and saturation turned up:
    AUC 0.96, 82 % found. 40 other photos: AUC 0.93, 62 % found. A town from above exceeds 32 by
    nature.
"""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy

_AREA = 8  # px of the coarse picture (256 px): what counts as near
_CALM = 40  # L*: added to the contrast of the whole, so that a plain sky is no HDR


@rule(
    "hdr-look",
    unit="%",
    span=(0, 100),
    digits=0,
    cap=Level.SHOULD,
    limits=Limits(max=Bound(warn=32)),
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    light = np.ascontiguousarray(copy.coarse_lab[:, :, 0])
    areas = cv2.GaussianBlur(light, (0, 0), _AREA)
    within, between = float(np.std(light - areas)), float(np.std(areas))
    return Measured(100 * within / (between + _CALM))
