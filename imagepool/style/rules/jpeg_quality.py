"""JPEG quality: the file was saved without visible damage.

The measure is the quality, 1 to 100, that the file's quantization table stands for on the scale
of the Independent JPEG Group.

Why
    Strong compression leaves blocks and fringes, above all at edges before a sky, and every
    further saving adds to them.
Passes
    A camera's file; an export at quality 80 or more.
Fails
    A picture that came through a messenger; an export "small file for the web".
Remedy
    Deliver the camera's file, or export again from it at quality 90.
Source
    ITU-T T.81 Annex K; delivery rules of Outdooractive and fotoLibra (quality 80 to 100).
Measured
    Exact for tables of the common scale, 5 to 8 off for tables of some cameras. Other formats
    than JPEG are not judged. A file that was compressed hard before, and saved again at high
    quality, shows its last quality only.
"""

from __future__ import annotations

from functools import cache

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

# fmt: off
_LUMINANCE = (  # T.81 table K.1, row by row: the table of quality 50
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
)
# fmt: on


@rule("jpeg-quality", unit="of 100", digits=0, limits=Limits(min=Bound(warn=75, fail=50)))
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    tables = copy.photo.quantization
    if not tables:
        return Unmeasurable("no-jpeg")
    total = sum(tables[min(tables)])
    return Measured(min(range(1, 101), key=lambda quality: abs(_total(quality) - total)))


@cache
def _total(quality: int) -> int:
    """Return the sum of the luminance table that libjpeg uses for a quality."""
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    return sum(min(max((one * percent + 50) // 100, 1), 255) for one in _LUMINANCE)
