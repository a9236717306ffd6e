"""Color cast: what ought to be gray is gray, neither yellowish nor bluish.

The measure is by how many stops red outweighs blue in the sharpest contours of the picture
(highlights, rims and letters tell the color of the light better than areas do) and in its lightest
areas. Above 0 is warm, below 0 cool. Contours of two sizes and the areas must agree; the weakest
counts, and 0 where they contradict. It is rough, for evening light is warm by nature, and so warns
at most.

Why
    One picture with a yellow or blue veil makes all others of a page look wrong.
Passes
    Daylight; a blue sky over white walls; a brick facade with light window frames.
Fails
    Lamplight taken with the white balance for daylight; shade taken too blue; a warm filter.
Remedy
    Set the white balance on something gray or white, or take the filter back.
Source
    Van de Weijer, Gevers and Gijsenij, Edge-based color constancy, IEEE TIP 16 (2007): second
    derivatives, a high Minkowski norm. Wien, Zürich: natural color, not too warm, not too cool.
Options
    gray_within (ΔE): where less than a tenth of the picture is as near to gray as this, its own
    color cannot be told from that of the light, and nothing is judged.
Measured
    58 real photos: 90 % between -0.25 and 0.5. Red and blue falsified by 1.45 and 0.55: AUC 0.99,
    89 % found; by 0.69 and 1.45: AUC 0.97, 62 % found; with a white signature: AUC 0.99 and 0.95.
    It speaks on 93 % of the photos. On 40 other photos, many of them close-ups of flowers, it
    speaks on 82 %: warm AUC 0.97, cool AUC 0.89. With the background blurred in four ways, 5 of
    196 photos of the first were noticed. Sunsets measure up to 0.6, so evening light seldom exceeds
    the limit.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_FAINT = 0.05  # of linear light: contours weaker than this are grain and fog
_NO_LIGHT = 0.8  # stops: no lamp and no sky is so much greener or more purple than gray


@rule(
    "color-cast",
    unit="EV",
    span=(None, None),
    cap=Level.SHOULD,
    limits=Limits(min=Bound(warn=-0.55), max=Bound(warn=0.7)),
    measure_version=2,
)
def measure(copy: WorkCopy, _facts: Facts, *, gray_within: Annotated[int, "ΔE"] = 28) -> Outcome:
    if copy.nearest_gray > gray_within:
        return Unmeasurable("nothing-gray")
    light = copy.light_color
    if light.contours < _FAINT:
        return Unmeasurable("too-few-contours")
    if light.oddest > _NO_LIGHT:
        return Unmeasurable("nothing-gray")
    return Measured(light.warmth)
