"""Where a point lies, judged by the places nearest to it: for a region whose borders are unknown.

Every place stands for a circle of an equal share of its municipality's area, and a distance counts
in radii of that circle (a multiplicatively weighted Voronoi diagram): a lone village of a wide
municipality reaches farther than one of many. Unknown is better than wrong, so between
two places that are about equally near, only what they have in common is answered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from imagepool.region.places import Locality, Municipality, Neighbor

__all__ = ["Anchor", "anchors_of", "distance", "key_near", "nearest"]

# Chosen on random points of known municipality; tests/region/test_anchors.py says what they give.
_REACH = 2.0  # radii; farther from every place nothing is known
_CLEAR = 1.6  # the nearest decides where the next one is that many times as far
_NEIGHBOR_RADIUS = 2.0  # kilometers; of a neighbor the area is unknown, this is a village's


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is known to lie in the municipality `ags`; "" is outside the region."""

    ags: str
    point: tuple[float, float]  # latitude, longitude
    radius: float  # kilometers; of a circle of the area it stands for


def anchors_of(
    municipalities: Iterable[Municipality],
    localities: Iterable[Locality],
    neighbors: Iterable[Neighbor],
) -> tuple[Anchor, ...]:
    """Return town halls, middles, villages and sights, and what lies around the region."""
    points = {m.ags: {(m.latitude, m.longitude), m.center} for m in municipalities}
    radius = {m.ags: m.radius for m in municipalities}
    for place in localities:
        points[place.ags].add((place.latitude, place.longitude))
    inside = [
        Anchor(ags, point, radius[ags] / math.sqrt(len(own)))
        for ags, own in points.items()
        for point in sorted(own)
    ]
    outside = [Anchor("", (n.latitude, n.longitude), _NEIGHBOR_RADIUS) for n in neighbors]
    return (*inside, *outside)


def key_near(anchors: Iterable[Anchor], latitude: float, longitude: float) -> str:
    """Return the key of the municipality, or where only that is clear of the district, or ""."""
    point = (latitude, longitude)
    radii = [(distance(anchor.point, point) / anchor.radius, anchor.ags) for anchor in anchors]
    nearest, key = min(radii, default=(math.inf, ""))
    if nearest > _REACH:
        return ""
    rivals = {ags for far, ags in radii if far <= nearest * _CLEAR}
    if rivals == {key}:
        return key
    return key[:5] if {ags[:5] for ags in rivals} == {key[:5]} else ""


def nearest(anchors: Iterable[Anchor], latitude: float, longitude: float) -> float:
    """Return how many kilometers the nearest known place is away; inf where there is none."""
    point = (latitude, longitude)
    return min((distance(anchor.point, point) for anchor in anchors), default=math.inf)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return kilometers between two points (latitude, longitude); flat, good for 100 km."""
    north = b[0] - a[0]
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(north, east)
