"""Palette: the colors that carry the picture, beside those of the region.

The measure is how far the picture's dominant colors lie from the nearest ones of the region's
palette, on average of the area; the way from black to white is 100. It only informs.

Why
    Pictures whose colors occur in the region's landscape look like one family on a page.
Passes
    Fields, woods, slate and sandstone in natural light.
Fails
    Neon light, turquoise seas, a studio in pink: colors that do not occur in the region.
Remedy
    Nothing is to be mended on one picture; for a page or a brochure, choose pictures that match.
Source
    Regions derive palettes from their landscape (StarnbergAmmersee). OKLab: Ottosson (2020).
Options
    palette (#rrggbb): compare with these colors instead of those of the concept.
Measured
    57 real photos beside the palette of Nordthüringen: median 5.6, 90 % below 7.8; a
    silhouette at sunset 18. The distance does not tell good photos from spoiled ones: AUC 0.29
    to 0.60, so the rule only informs.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.measuring.color_names import color_names
from imagepool.style.palette import dominant_colors, palette_distance
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy


@rule("palette", unit="ΔE", cap=Level.HINT, limits=Limits(max=Bound(warn=10)))
def measure(
    copy: WorkCopy, _facts: Facts, *, palette: Annotated[tuple[str, ...], "#rrggbb"] = ()
) -> Outcome:
    swatches = dominant_colors(copy.coarse)
    terms = {"colors": color_names(swatch.color for swatch in swatches)}
    if not palette:
        return Unmeasurable("no-palette", terms)
    return Measured(palette_distance(swatches, palette), terms=terms)
