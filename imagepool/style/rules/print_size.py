"""Print size: how large the picture can be printed without showing its pixels.

Why
    Brochures and posters need more pixels than a screen; who chooses a picture wants to know
    beforehand, and who photographs wants to know what to deliver.
Passes
    12 megapixels: 34 cm on the long side at 300 dpi.
Fails
    1 megapixel: 10 cm, a postage stamp in a brochure.
Remedy
    Deliver the largest version there is.
Source
    300 dots per inch is the offset printers' rule for photos seen at reading distance.
Options
    dpi (dots per inch): 300 for brochures, 150 for posters, 100 for banners.
Measured
    Exact: pixels of the upright original.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule("print-size", unit="cm", digits=0, limits=Limits(min=Bound(warn=21)))
def measure(
    copy: WorkCopy, _facts: Facts, *, dpi: Annotated[int, "dots per inch"] = 300
) -> Outcome:
    sides = sorted((copy.photo.width, copy.photo.height))
    short, long = (2.54 * side / max(dpi, 1) for side in sides)
    return Measured(long, terms={"short": short, "dpi": dpi})
