"""Aspect: the picture is not an extreme strip.

The measure is the long side divided by the short side of the upright picture.

Why
    Pages, posters and slides crop to 3:2, 16:9 and square; of a strip nothing is left.
Passes
    3:2, 4:3, square, 16:9, upright or across.
Fails
    A panorama of four to one; a banner cut out of a photo.
Remedy
    Deliver the uncropped photo, and the panorama as a second picture.
Source
    Outdooractive and others: 3:2 to 16:9 preferred, extreme panoramas only where marked as such.
Measured
    Exact: pixels of the upright original. Beyond 2.2 to 1 a picture counts as a panorama.
"""

from __future__ import annotations

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule("aspect", unit=": 1", digits=2, span=(1, None), limits=Limits(max=Bound(warn=2.2, fail=5)))
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    short, long = sorted((copy.photo.width, copy.photo.height))
    return Measured(long / short)
