"""Cells: the areas of municipalities for a map, their outlines where known, else what lies nearest.

Where no boundaries were imported, a municipality's cell is what lies nearer to its center than to
any other place, in the region or around it (G. Voronoi, 1908), and no farther than its size tells.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imagepool.region.gazetteer import Gazetteer

__all__ = ["Cell", "Chart", "chart_of"]

Point = tuple[float, float]  # kilometers to the east and to the south of the chart's corner

_DEGREE = 111.32  # kilometers of one degree of latitude
_FARTHEST = 1.9  # of the radius of a circle with the municipality's area
_CORNERS = 24
_MARGIN = 1.0  # kilometers


@dataclass(frozen=True, slots=True)
class Cell:
    """One municipality on the chart."""

    ags: str
    name: str
    center: Point
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The region seen from above; sizes in kilometers."""

    width: float
    height: float
    cells: tuple[Cell, ...]
    exact: bool  # whether the rings are outlines, and not only cells around the centers


def chart_of(gazetteer: Gazetteer) -> Chart:
    """Return the chart of a region, north up, equirectangular around its middle."""
    towns = gazetteer.municipalities
    latitudes = [town.center[0] for town in towns] or [0.0]
    shrink = math.cos(math.radians(sum(latitudes) / len(latitudes)))

    def project(latitude: float, longitude: float) -> Point:
        return longitude * _DEGREE * shrink, -latitude * _DEGREE

    centers = {town.ags: project(*town.center) for town in towns}
    outlines = {
        each.ags: tuple(tuple(project(y, x) for x, y in ring) for ring in each.rings)
        for each in gazetteer.boundaries
    }
    around = [project(each.latitude, each.longitude) for each in gazetteer.neighbors]
    places = [*centers.values(), *around]
    rings = {
        town.ags: outlines.get(town.ags)
        or (tuple(_cell(centers[town.ags], town.radius * _FARTHEST, places)),)
        for town in towns
    }
    cells = (Cell(t.ags, t.name, centers[t.ags], rings[t.ags]) for t in towns)
    return _moved(tuple(cells), exact=bool(outlines))


def _cell(center: Point, reach: float, places: Iterable[Point]) -> list[Point]:
    """Return the circle around the center, cut off half way to every other place."""
    angles = (2 * math.pi * corner / _CORNERS for corner in range(_CORNERS))
    ring = [(center[0] + reach * math.cos(a), center[1] + reach * math.sin(a)) for a in angles]
    for place in places:
        if 0 < math.dist(place, center) < 2 * reach:
            ring = list(_nearer(ring, center, place))
    return ring


def _nearer(ring: list[Point], center: Point, other: Point) -> Iterator[Point]:
    """Yield the part of a convex ring that is nearer to the center (Sutherland and Hodgman)."""
    middle = ((center[0] + other[0]) / 2, (center[1] + other[1]) / 2)
    normal = (other[0] - center[0], other[1] - center[1])

    def beyond(point: Point) -> float:
        return (point[0] - middle[0]) * normal[0] + (point[1] - middle[1]) * normal[1]

    for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        one, two = beyond(start), beyond(end)
        if one <= 0:
            yield start
        if (one < 0 < two) or (two < 0 < one):
            share = one / (one - two)
            yield (
                start[0] + share * (end[0] - start[0]),
                start[1] + share * (end[1] - start[1]),
            )


def _moved(cells: tuple[Cell, ...], *, exact: bool) -> Chart:
    """Return the chart with its corner at the cells' north-west, and a margin around them."""
    points = [point for cell in cells for ring in cell.rings for point in ring] or [(0.0, 0.0)]
    west, north = (min(axis) - _MARGIN for axis in zip(*points, strict=True))
    east, south = (max(axis) + _MARGIN for axis in zip(*points, strict=True))

    def here(point: Point) -> Point:
        return round(point[0] - west, 2), round(point[1] - north, 2)

    moved = (
        Cell(
            cell.ags,
            cell.name,
            here(cell.center),
            tuple(tuple(here(point) for point in ring) for ring in cell.rings),
        )
        for cell in cells
    )
    return Chart(round(east - west, 2), round(south - north, 2), tuple(moved), exact)
