"""Recompression: no coarse compression hides behind the good quality of the file.

A picture that came through a messenger, and is saved again at high quality, has lost its detail
but no longer says so. The measure is the quality, on the scale of the Independent JPEG Group, at
which the picture seems to have been saved before: its blocks still hold the coarse steps of that
saving. Where there is no such trace, the value is 100.

Why
    Saving again hides the damage from a look at the file, not from the reader of a brochure.
Passes
    A camera's file; an export from a raw file; a photo made smaller for the pool.
Fails
    A picture saved from a messenger or a web page, opened, and saved again at quality 95; the same
    saved as PNG.
Remedy
    Deliver the camera's file, or export again from it.
Source
    Lukas and Fridrich, Estimation of primary quantization matrix in double compressed JPEG
    images, DFRWS 2003; Farid, Exposing digital forgeries from JPEG ghosts, IEEE TIFS 4 (2009).
Measured
    58 real photos, 33 of them large enough to be spoiled: quality 30 or 60 hidden under 95: AUC
    1.000, all found, the earlier quality mostly exact to 2; no original was noticed. JPEG ghosts
    told them as well, at three times the cost. A picture that was made smaller, or cropped off
    the grid of blocks, has lost the trace; so a pass proves nothing, and the rule warns at most.
"""

from __future__ import annotations

from imagepool.asset import Facts
from imagepool.photo.decoding import Photo
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.measuring.requantization import strongest_trace
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_READABLE = frozenset({"JPEG", "PNG", "TIFF"})  # others compress in a way of their own
_CLEAR = 0.35  # traces: originals up to 0.26, hidden quality 30 and 60 from 0.45
_UNTOUCHED = 100.0


@rule(
    "recompression",
    unit="of 100",
    span=(0, 100),
    digits=0,
    cap=Level.SHOULD,
    limits=Limits(min=Bound(warn=70)),
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    photo = copy.photo
    if photo.format not in _READABLE or photo.mode == "CMYK":
        return Unmeasurable("other-format")
    if photo.tiles is None:
        return Unmeasurable("scaled")
    if not len(photo.tiles):
        return Unmeasurable("too-small")
    trace = strongest_trace(photo.tiles, _present_steps(photo))
    if trace is None:
        return Unmeasurable("too-little-detail")
    return Measured(float(trace.quality) if trace.closeness >= _CLEAR else _UNTOUCHED)


def _present_steps(photo: Photo) -> list[int]:
    tables = photo.quantization
    return list(tables[min(tables)]) if tables else [1] * 64
