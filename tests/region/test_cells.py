from __future__ import annotations

import math
from dataclasses import replace

from imagepool.region import load_region
from imagepool.region.boundaries import Boundary
from imagepool.region.cells import Cell, chart_of

GAZETTEER = load_region("nordthueringen").gazetteer


def inside(cell: Cell, point: tuple[float, float]) -> bool:
    """Tell whether the point lies in the cell's first ring, which is convex."""
    ring = cell.rings[0]
    sides = [
        (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True)
    ]
    return all(side >= -1e-6 for side in sides) or all(side <= 1e-6 for side in sides)


def test_every_municipality_has_a_cell_around_its_own_center_and_no_other() -> None:
    chart = chart_of(GAZETTEER)
    assert {cell.ags for cell in chart.cells} == {town.ags for town in GAZETTEER.municipalities}
    assert not chart.exact
    for cell in chart.cells:
        within = [other.ags for other in chart.cells if inside(cell, other.center)]
        assert within == [cell.ags]


def test_the_chart_is_to_scale_with_north_above() -> None:
    chart = chart_of(GAZETTEER)
    at = {cell.name: cell.center for cell in chart.cells}
    north, south = at["Nordhausen"], at["Mühlhausen/Thüringen"]
    assert north[1] < south[1]
    assert 35 < math.dist(north, south) < 48  # kilometers, as the crow flies
    points = [point for cell in chart.cells for ring in cell.rings for point in ring]
    assert all(0 < x < chart.width and 0 < y < chart.height for x, y in points)


def test_imported_outlines_take_the_place_of_cells() -> None:
    town = GAZETTEER.municipalities[0]
    ring = ((10.6, 51.5), (10.7, 51.5), (10.7, 51.6), (10.6, 51.5))
    drawn = replace(GAZETTEER, boundaries=(Boundary(town.ags, (ring,), (10.6, 51.5, 10.7, 51.6)),))
    chart = chart_of(drawn)
    assert chart.exact
    assert len(next(cell for cell in chart.cells if cell.ags == town.ags).rings[0]) == 4
