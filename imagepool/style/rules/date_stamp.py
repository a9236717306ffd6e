"""Date stamp: the camera has written no date into the picture.

The measure counts signs in a row near the upper or lower edge: warm and bright (orange, red or
yellow), of equal height and color on one base line, with nothing around them.

Why
    A date burned into the picture cannot be taken out again, ages it at once, and stands in the
    way on every page. The file knows the date anyway.
Passes
    A row of lit windows, a red roof, autumn leaves: they differ in height or color, or are not
    alone.
Fails
    "2004 7 16" in orange digits in the lower corner.
Remedy
    Deliver the original without the date, or crop it away. Switch the date off in the camera.
Source
    Rules of photo contests and picture agencies ("no date stamps").
Measured
    58 real photos: stamps in several fonts and colors, 2.5 to 4.5 % high, found to 97 to 99 %
    (AUC 0.989 to 0.997); 2 real stamps of a camera out of 2 found, no other original noticed.
    White, green and sideways stamps, and yellow ones on yellow ground, go unnoticed.
"""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.measuring.edge_strips import SMALLEST, EdgeStrip, edge_strips, thin_and_light
from imagepool.style.measuring.sign_rows import Row, longest_row
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import Bytes, WorkCopy

_THICKEST = 0.022  # of the short side: twice the stroke of a bold digit
_DIM = 60  # of 255: a red as dark as this does not glow
_BLUE, _GREEN = (60, 100), (60,)  # of 255: by how much red must outdo them more than around


@rule("date-stamp", unit="signs", digits=0, limits=Limits(max=Bound(warn=3)), cap=Level.SHOULD)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    if min(copy.size) < SMALLEST:
        return Unmeasurable("too-small")
    signs, region = 0, None
    for strip in edge_strips(copy):
        for row in _rows(strip):
            if row.signs > signs:
                signs, region = row.signs, _region(row, strip)
    return Measured(float(signs), region)


def _rows(strip: EdgeStrip) -> list[Row]:
    red, green, blue = (np.asarray(one, np.uint8) for one in cv2.split(strip.rgb))
    bright = np.maximum(red, _DIM) - np.uint8(_DIM)
    rows: list[Row | None] = []
    for other, thresholds in ((blue, _BLUE), (green, _GREEN)):
        warmth: Bytes = np.asarray(cv2.min(cv2.subtract(red, other), bright), np.uint8)
        light = thin_and_light(warmth, max(7, int(_THICKEST * strip.short_side) | 1))
        rows += [longest_row(light, strip.rgb, one, strip.short_side) for one in thresholds]
    return [row for row in rows if row]


def _region(row: Row, strip: EdgeStrip) -> Region:
    return strip.region(row.left, row.top, row.right, row.bottom)
