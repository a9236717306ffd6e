"""Where a municipality begins and ends: a map that an operator may add to a region's folder.

Maps belong to whoever drew them, so no pack ships one; a region without it judges by the places it
knows (`imagepool.region.anchors`). A map put beside ``municipalities.csv`` as
``boundaries.geojson`` (WGS 84) has to be complete: it alone then decides.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imagepool.region.tables import read_text, refuse

__all__ = ["Boundary", "read_boundaries"]

Ring = tuple[tuple[float, float], ...]  # closed line of (longitude, latitude), degrees, WGS 84


@dataclass(frozen=True, slots=True)
class Boundary:
    """The area of one municipality: all rings of all its polygons."""

    ags: str
    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]  # west, south, east, north

    def contains(self, latitude: float, longitude: float) -> bool:
        """Tell whether the point lies inside, by the even-odd rule; holes lie outside."""
        west, south, east, north = self.box
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        crossings = sum(_crossings(ring, latitude, longitude) for ring in self.rings)
        return crossings % 2 == 1


def _crossings(ring: Ring, latitude: float, longitude: float) -> int:
    """Count the edges that a ray from the point to the east crosses."""
    count = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > latitude) != (y2 > latitude):
            count += longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
    return count


def read_boundaries(path: Path, keys: Iterable[str]) -> tuple[Boundary, ...]:
    """Read the optional GeoJSON of boundaries; each feature names its municipality by ``ags``."""
    if not path.exists():
        return ()
    known = set(keys)
    try:
        features = json.loads(read_text(path))["features"]
        boundaries = tuple(
            _boundary(feature["properties"]["ags"], feature["geometry"]) for feature in features
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        refuse(path, "features", f"is not GeoJSON of polygons with an ags: {error!r}")
    for boundary in boundaries:
        if boundary.ags not in known:
            refuse(path, "ags", f"{boundary.ags!r} is no municipality of municipalities.csv")
    return boundaries


def _boundary(ags: str, geometry: dict[str, Any]) -> Boundary:
    if geometry["type"] not in {"Polygon", "MultiPolygon"}:
        raise ValueError(geometry["type"])
    polygons: Sequence[Any] = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = tuple(
        tuple((float(x), float(y)) for x, y, *_ in ring) for rings in polygons for ring in rings
    )
    longitudes = [x for ring in rings for x, _ in ring]
    latitudes = [y for ring in rings for _, y in ring]
    box = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return Boundary(ags, rings, box)
