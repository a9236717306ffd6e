"""Frame: no border, bar or passe-partout is drawn around the picture.

The measure counts the lines of one single color from each edge inwards. A pair of opposite edges
counts as a frame where both begin with lines of the same color that end abruptly; one edge alone,
where its lines are of one pure color, but for writing on them, and end all along a straight line.
The value is the width of the widest side.

Why
    A page frames its pictures itself; a border inside the file cannot be cropped away by a
    template, and shows as a second frame, or as black bars on a white page.
Passes
    A photo whose edges show the scene, even a plain sky or a white wall.
Fails
    A white passe-partout; black bars above and below a still from a film; a screenshot's margin;
    a bar below the picture with the make of the phone on it.
Remedy
    Deliver the photo without the border.
Source
    Rules of photo contests and picture agencies ("no borders, frames, collages").
Measured
    On 56 real photos: white frames of 3 % and letterbox bars were found on all, black frames on 54;
    a bar of 6 % on one side on 53 where it was white, on 51 where it was black. On 39 other photos
    all frames were found, and 38 and 36 of the bars. None of 98 originals was flagged. Textured and
    rounded frames are not found, nor black bars on black.
"""

from __future__ import annotations

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.measuring.borders import Border
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule(
    "frame",
    unit="%",
    span=(0, 100),
    limits=Limits(max=Bound(warn=0.3, fail=0.6)),
    measure_version=2,
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    sides = copy.border.sides
    if not sides:
        return Measured(0.0)
    share = 100 * max(sides.values()) / min(copy.size)
    return Measured(share, _region(copy.border, copy.size), {"sides": tuple(sides)})


def _region(border: Border, size: tuple[int, int]) -> Region:
    """Return the bar, or the box around all of them: the whole picture."""
    width, height = size
    sides = border.sides
    across, down = border.left or border.right, border.top or border.bottom
    if len(sides) > 1:
        return 0.0, 0.0, 1.0, 1.0
    wide, high = (across / width if across else 1.0), (down / height if down else 1.0)
    return (1 - wide if border.right else 0.0), (1 - high if border.bottom else 0.0), wide, high
