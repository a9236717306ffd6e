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
    quality, shows its last quality only; the rule `recompression` looks for the one before.
"""

from __future__ import annotations

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.measuring.jpeg_tables import quality_of
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy


@rule(
    "jpeg-quality",
    unit="of 100",
    span=(0, 100),
    digits=0,
    limits=Limits(min=Bound(warn=75, fail=50)),
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    tables = copy.photo.quantization
    if not tables:
        return Unmeasurable("no-jpeg")
    return Measured(float(quality_of(sum(tables[min(tables)]))))
