"""The map: municipalities, and clusters of answers that lie in them, as shapes for a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from imagepool.region.cells import Cell, Chart, chart_of
from imagepool.region.region import Region
from imagepool.workflows.search import FacetCount

__all__ = ["Area", "Cluster", "Drawn", "drawn_chart"]

_SMALLEST, _LARGEST = 1.7, 3.6  # kilometers; radius of a cluster
_OVERLAP = 0.9  # of both radii; clusters that come nearer become one
_TONES = 5
_LETTER = 1.05  # kilometers; width of a letter of a name, about
_LINE = 2.0  # its height


@dataclass(frozen=True, slots=True)
class Area:
    """One municipality."""

    ags: str
    name: str
    outline: str  # SVG path data
    count: int
    tone: int  # 0 (no answer) to 5 (most)
    selected: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Answers in one municipality, or in several that lie too near to each other."""

    keys: tuple[str, ...]  # of the municipalities, the one with most answers first
    name: str  # of that one
    count: int
    x: float
    y: float
    radius: float
    named: bool = False  # whether there is room for the name below it


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing; its unit is a kilometer."""

    width: float
    height: float
    areas: tuple[Area, ...]
    clusters: tuple[Cluster, ...]
    exact: bool  # drawn from imported boundaries
    elsewhere: int  # answers whose place is not known, or outside the region

    @property
    def listed(self) -> tuple[Area, ...]:
        """The places that have answers, most first."""
        return tuple(sorted((a for a in self.areas if a.count), key=lambda a: (-a.count, a.name)))


def drawn_chart(region: Region, counts: Sequence[FacetCount]) -> Drawn:
    """Return the drawing of a region with these counts of its municipalities."""
    chart = _chart(region)
    inside = {cell.ags for cell in chart.cells}
    there = {each.value: each for each in counts if each.value in inside}
    most = max((each.count for each in there.values()), default=0)
    return Drawn(
        width=chart.width,
        height=chart.height,
        areas=tuple(_area(cell, there.get(cell.ags), most) for cell in chart.cells),
        clusters=_named(_clusters(chart.cells, there)),
        exact=chart.exact,
        elsewhere=sum(each.count for each in counts if each.value not in inside),
    )


_charts: dict[str, Chart] = {}  # by region; making one takes longer than a page


def _chart(region: Region) -> Chart:
    if region.id not in _charts:
        _charts[region.id] = chart_of(region.gazetteer)
    return _charts[region.id]


def _area(cell: Cell, counted: FacetCount | None, most: int) -> Area:
    count = counted.count if counted else 0
    share = math.sqrt(count / most) if most else 0.0
    outline = " ".join(map(_path, cell.rings))
    selected = bool(counted and counted.selected)
    return Area(cell.ags, cell.name, outline, count, math.ceil(_TONES * share), selected)


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z"


def _clusters(cells: Iterable[Cell], there: Mapping[str, FacetCount]) -> list[Cluster]:
    """Return the clusters, the largest first; none overlaps another."""
    counted = [cell for cell in cells if cell.ags in there and there[cell.ags].count]
    counted.sort(key=lambda cell: -there[cell.ags].count)
    most = there[counted[0].ags].count if counted else 1
    found: list[Cluster] = []
    for cell in counted:
        count = there[cell.ags].count
        alone = Cluster((cell.ags,), cell.name, count, *cell.center, _radius(count, most))
        near = next((place for place, other in enumerate(found) if _meet(other, alone)), None)
        if near is None:
            found.append(alone)
        else:
            found[near] = _joined(found[near], alone, most)
    return sorted(found, key=lambda cluster: -cluster.count)


def _meet(one: Cluster, other: Cluster) -> bool:
    apart = math.dist((one.x, one.y), (other.x, other.y))
    return apart < _OVERLAP * (one.radius + other.radius)


def _joined(larger: Cluster, smaller: Cluster, most: int) -> Cluster:
    count = larger.count + smaller.count
    keys = (*larger.keys, *smaller.keys)
    return replace(larger, keys=keys, count=count, radius=_radius(count, most))


def _radius(count: int, most: int) -> float:
    share = min(1.0, math.sqrt(count / most))  # areas tell, not radii
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 2)


def _named(clusters: Iterable[Cluster]) -> tuple[Cluster, ...]:
    """Return the clusters, those named whose names hide neither a cluster nor another name."""
    some = tuple(clusters)
    taken = [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in some]
    told: list[Cluster] = []
    for cluster in some:
        half = len(cluster.name) * _LETTER / 2
        top = cluster.y + cluster.radius + 0.1
        box = (cluster.x - half, top, cluster.x + half, top + _LINE)
        free = not any(_overlap(box, other) for other in taken)
        taken += [box] if free else []
        told.append(replace(cluster, named=free))
    return tuple(told)


Box = tuple[float, float, float, float]  # left, top, right, bottom


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
