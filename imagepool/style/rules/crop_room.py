"""Crop room: the picture fills the pool's formats, without enlarging and without losing its half.

The measure is how many of the formats cannot be filled: because the picture has too few pixels, or
because cutting its middle to their shape would leave too little of it.

Why
    One picture serves as a link preview, on a slide and in print. Who chooses it wants to know
    beforehand where it will do; who photographs, that a picture across has more uses.
Passes
    12 megapixels across, 3:2 or 4:3: all formats.
Fails
    A picture of 1600 pixels: too few for slide and print. An upright picture: on a slide (16:9), a
    good third of it would be left.
Remedy
    Deliver the uncropped original; of an upright subject, a second picture across.
Source
    The recipes of this pool: a link preview is 1.91:1, a slide 16:9, print 30 cm at 300 dpi.
Options
    presets (names of presets): the formats that ought to be filled.
    least_kept (%): what a crop must leave of the picture.
Measured
    Exact: pixels of the upright original, laid out as the pool itself does it.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.photo.recipes import PRESETS, Plan, Recipe, recipe_named
from imagepool.style.limits import Bound, Limits
from imagepool.style.report import Region
from imagepool.style.rulebook import Measured, OneOf, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule("crop-room", unit="formats", digits=0, limits=Limits(max=Bound(warn=0)))
def measure(
    copy: WorkCopy,
    _facts: Facts,
    *,
    presets: Annotated[tuple[str, ...], "names of presets", OneOf(tuple(PRESETS))] = (
        "social",
        "slide",
        "print",
    ),
    least_kept: Annotated[int, "%"] = 50,
) -> Outcome:
    size = copy.photo.width, copy.photo.height
    plans = {name: recipe_named(name).plan(*size) for name in presets}
    kept = {name: _kept(plan, size) for name, plan in plans.items()}
    filled = tuple(
        name
        for name, plan in plans.items()
        if _is_full(plan, recipe_named(name)) and kept[name] >= least_kept
    )
    missing = tuple(name for name in plans if name not in filled)
    tightest = min(kept, key=lambda name: kept[name], default="")
    return Measured(
        float(len(missing)),
        _region(plans[tightest], size) if kept.get(tightest, 100) < 100 else None,
        {"filled": filled or ("none",), "missing": missing or ("none",), "least": f"{least_kept}"},
    )


def _is_full(plan: Plan, recipe: Recipe) -> bool:
    """Whether the rendition is as large as its recipe wants it, on one side at least."""
    return plan.size[0] >= recipe.width or plan.size[1] >= recipe.height


def _kept(plan: Plan, size: tuple[int, int]) -> float:
    """Return how much of the picture a crop leaves, %."""
    return 100 * plan.crop[2] * plan.crop[3] / (size[0] * size[1])


def _region(plan: Plan, size: tuple[int, int]) -> Region:
    left, top, wide, high = plan.crop
    return (left / size[0], top / size[1], wide / size[0], high / size[1])
