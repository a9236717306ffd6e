"""The map: municipalities with how many answers lie in each, as shapes for a drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from imagepool.region.cells import Cell, Chart, chart_of
from imagepool.region.region import Region
from imagepool.workflows.search import FacetCount

__all__ = ["Drawn", "Mark", "drawn_chart"]

_NAMED = 12  # places whose names are written into the drawing; more would hide each other
_SMALLEST, _LARGEST = 1.3, 3.4  # kilometers; radius of a mark
_TONES = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One municipality in the drawing."""

    ags: str
    name: str
    outline: str  # SVG path data
    x: float
    y: float
    count: int
    radius: float  # 0 where there is no picture
    tone: int  # 0 (none) to 5 (most)
    selected: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing; its unit is a kilometer."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    exact: bool  # drawn from imported boundaries
    elsewhere: int  # answers whose place is not known, or outside the region

    @property
    def listed(self) -> tuple[Mark, ...]:
        """The places that have answers, most first."""
        return tuple(sorted((m for m in self.marks if m.count), key=lambda m: (-m.count, m.name)))


def drawn_chart(region: Region, counts: Sequence[FacetCount]) -> Drawn:
    """Return the drawing of a region with these counts of its municipalities."""
    chart = _chart(region)
    inside = {cell.ags for cell in chart.cells}
    there = {each.value: each for each in counts if each.value in inside}
    ranked = sorted(there.values(), key=lambda each: -each.count)
    named = {each.value for each in ranked[:_NAMED] if each.count}
    most = ranked[0].count if ranked else 0
    marks = tuple(
        _mark(cell, there.get(cell.ags), most, named=cell.ags in named) for cell in chart.cells
    )
    elsewhere = sum(each.count for each in counts if each.value not in inside)
    return Drawn(chart.width, chart.height, marks, chart.exact, elsewhere)


_charts: dict[str, Chart] = {}  # by region; making one takes longer than a page


def _chart(region: Region) -> Chart:
    if region.id not in _charts:
        _charts[region.id] = chart_of(region.gazetteer)
    return _charts[region.id]


def _mark(cell: Cell, counted: FacetCount | None, most: int, *, named: bool) -> Mark:
    count = counted.count if counted else 0
    share = math.sqrt(count / most) if most else 0.0  # areas tell, not radii
    return Mark(
        ags=cell.ags,
        name=cell.name,
        outline=" ".join(map(_path, cell.rings)),
        x=cell.center[0],
        y=cell.center[1],
        count=count,
        radius=round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 2) if count else 0.0,
        tone=math.ceil(_TONES * share),
        selected=bool(counted and counted.selected),
        named=named,
    )


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z"
