"""Date stamp: the camera has written no date into the picture.

The measure counts signs in a row near an edge, upright or lying: bright and orange, red, yellow or
green, of equal height and color on one base line, with nothing around them. Of white signs, only
six and more count.

Why
    A date burned into the picture cannot be taken out again, ages it at once, and stands in the
    way on every page. The file knows the date anyway.
Passes
    A row of lit windows, a red roof, autumn leaves: they differ in height or color, or are not
    alone.
Fails
    "2004 7 16" in orange digits in the lower corner; white ones along the side of an upright photo.
Remedy
    Deliver the original without the date, or crop it away. Switch the date off in the camera.
Source
    Rules of photo contests and picture agencies ("no date stamps").
Measured
    56 real photos: stamps in several fonts, warm or green, upright or lying, 2.8 to 4.5 % high, all
    found (AUC 0.998), white ones to 68 % (AUC 0.82); 2 real stamps of a camera of 2. On 39 other
    photos 97 to 100 % of the colored ones and 82 % of the white ones (AUC 0.91). Of 97 originals
    without a stamp none was noticed. Of signatures in white a third are taken for a date, too.
    White on white and yellow on yellow go unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import cv2
import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.measuring.edge_strips import (
    SMALLEST,
    EdgeStrip,
    edge_strips,
    side_strips,
    thin_and_light,
)
from imagepool.style.measuring.sign_rows import Row, longest_row
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import Bytes, WorkCopy

_THICKEST = 0.022  # of the short side: twice the stroke of a bold digit
_DIM = 60  # of 255: a red as dark as this does not glow
_BLUE, _GREEN = (60, 100), (60,)  # of 255: by how much red must outdo them more than around
_BOTH = (60,)  # of 255: by how much green must outdo red and blue
_WHITE = (60, 110)  # of 255: by how much white must be lighter than what is around
_FEWEST = {
    "date": 1,
    "date-or-name": 6,
}  # signs: a date has six digits; fewer in white are anything


@rule(
    "date-stamp",
    unit="signs",
    digits=0,
    limits=Limits(max=Bound(warn=3)),
    cap=Level.SHOULD,
    measure_version=2,
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    if min(copy.size) < SMALLEST:
        return Unmeasurable("too-small")
    best = Measured(0.0, terms={"what": "date"})
    for strip in chain(edge_strips(copy), side_strips(copy)):
        for row, what in _rows(strip):
            if row.signs > float(best.value):
                best = Measured(float(row.signs), _region(row, strip), {"what": what})
    return best


def _rows(strip: EdgeStrip) -> Iterator[tuple[Row, str]]:
    thickness = max(7, int(_THICKEST * strip.short_side) | 1)
    for plane, thresholds, what in _glowing(strip.rgb):
        light = thin_and_light(plane, thickness)
        for threshold in thresholds:
            row = longest_row(light, strip.rgb, threshold, strip.short_side)
            if row and row.signs >= _FEWEST[what]:
                yield row, what


def _glowing(rgb: Bytes) -> Iterator[tuple[Bytes, tuple[int, ...], str]]:
    """Yield how much things glow, from where on it counts, and what they may be."""
    red, green, blue = (np.asarray(one, np.uint8) for one in cv2.split(rgb))
    bright = np.maximum(red, _DIM) - np.uint8(_DIM)
    yield _least(cv2.subtract(red, blue), bright), _BLUE, "date"
    yield _least(cv2.subtract(red, green), bright), _GREEN, "date"
    yield _least(cv2.subtract(green, red), cv2.subtract(green, blue)), _BOTH, "date"
    yield _least(cv2.min(red, green), blue), _WHITE, "date-or-name"


def _least(one: object, other: object) -> Bytes:
    return np.asarray(cv2.min(np.asarray(one), np.asarray(other)), np.uint8)


def _region(row: Row, strip: EdgeStrip) -> Region:
    return strip.region(row.left, row.top, row.right, row.bottom)
