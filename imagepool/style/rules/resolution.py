"""Resolution: the picture has enough pixels to be shown.

Why
    A picture with too few pixels looks soft on a screen and cannot be cropped; enlarging invents
    detail that was never there.
Passes
    A photo as the camera or the phone made it.
Fails
    A picture saved from a messenger or a web page; a narrow detail cut out of a photo.
Remedy
    Deliver the original file from the camera, not the copy that was sent or posted.
Source
    Minimum sizes of public pools: 1000 px (events Hamburg), 2 MP (Pond5), 3 MP (Härtsfeld).
    "dpi" entries of a file mean nothing and are not read.
Measured
    Exact: pixels of the upright original.
"""

from __future__ import annotations

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule("resolution", unit="MP", digits=2, limits=Limits(min=Bound(warn=2.0, fail=0.7)))
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    width, height = copy.photo.width, copy.photo.height
    return Measured(width * height / 1e6, terms={"width": width, "height": height})
