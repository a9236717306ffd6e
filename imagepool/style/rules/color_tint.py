"""Color tint: what ought to be gray is gray, neither greenish nor purplish.

The measure is by how many stops red and blue, taken together, outweigh green in the sharpest
contours of the picture and in its lightest areas. Above 0 is purple, below 0 green. Contours of
two sizes and the areas must agree; the weakest counts, and 0 where they contradict. It is rough,
for a clearing is green by nature, and so warns at most.

Why
    Daylight is now warm, now cool, but never green or purple: faces look sick in such light, and
    the picture stands out among all others of a page.
Passes
    Daylight at any hour; a meadow below a white house; a field of poppies.
Fails
    Old fluorescent tubes taken with the white balance for daylight; a faded slide; a tinted window
    pane; a filter.
Remedy
    Set the white balance on something gray or white, or move the slider for tint back.
Source
    Tint and temperature are the two axes of white balance in every raw converter; the first is
    the distance from daylight (CIE 015). Method as for the color cast.
Options
    gray_within (ΔE): where less than a tenth of the picture is as near to gray as this, its own
    color cannot be told from that of the light, and nothing is judged.
Measured
    58 real photos: 95 % between -0.07 and 0.08. Green against red and blue falsified by 1.2 and
    0.8: AUC 0.99, 89 % found; by 0.8 and 1.2: AUC 0.97, 73 % found. On 40 other photos, many of
    them close-ups of flowers, it speaks on 85 %: green AUC 0.96, purple AUC 0.89, and 2 originals
    were noticed. A white signature or a soft background changes nothing of this.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_FAINT = 0.05  # of linear light: contours weaker than this are grain and fog
_NO_LIGHT = 1.0  # stops: a subject's own color, not one that a light has


@rule(
    "color-tint",
    unit="EV",
    digits=2,
    span=(None, None),
    cap=Level.SHOULD,
    limits=Limits(min=Bound(warn=-0.3), max=Bound(warn=0.3)),
)
def measure(copy: WorkCopy, _facts: Facts, *, gray_within: Annotated[int, "ΔE"] = 28) -> Outcome:
    if copy.nearest_gray > gray_within:
        return Unmeasurable("nothing-gray")
    light = copy.light_color
    if light.contours < _FAINT:
        return Unmeasurable("too-few-contours")
    if light.oddest > _NO_LIGHT:
        return Unmeasurable("nothing-gray")
    return Measured(light.purple)
