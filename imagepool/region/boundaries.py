"""Where a municipality begins and ends: a map that an operator adds to a region.

Maps belong to whoever drew them, so no pack ships one; a region without it judges by the places it
knows (`imagepool.region.anchors`). A map of the region has to be complete: it alone then decides.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imagepool.region.geopackage import read_geopackage
from imagepool.region.projection import TO_DEGREES, ToDegrees
from imagepool.region.tables import read_text, refuse

__all__ = ["Boundary", "read_boundaries", "read_map", "written"]

Ring = tuple[tuple[float, float], ...]  # closed line of (longitude, latitude), degrees, WGS 84
Feature = tuple[Mapping[str, Any], int, Iterable[Iterable[tuple[float, ...]]]]

_KEYS = ("ags", "ars", "gemeindeschluessel", "gemeindeschlüssel", "rs", "municipality_ags")
_WGS_84 = 4326
_EPSG = re.compile(r"EPSG\D*(\d{4,5})$|CRS84$")
_LARGEST = 500_000_000  # bytes; the map of all Germany's municipalities has fewer


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
    """Read a region's optional map; raises ``ConfigurationError`` where it is not complete."""
    return read_map(path, keys) if path.exists() else ()


def read_map(path: Path, keys: Iterable[str]) -> tuple[Boundary, ...]:
    """Read the municipalities of these keys out of a GeoJSON file or GeoPackage.

    Features name their municipality by AGS or ARS, in degrees or in UTM; others are left out.
    Raises ``ConfigurationError`` naming what is missing or cannot be read.
    """
    wanted = set(keys)
    found: dict[str, list[Ring]] = {}
    try:
        _check_size(path)
        for fields, code, rings in _features(path):
            ags = _key(fields)
            if ags in wanted:
                found.setdefault(ags, []).extend(_in_degrees(rings, code))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        refuse(path, "", f"is no map of municipalities: {_reason(error)}", hint=_HINT)
    missing = sorted(key for key in wanted if not found.get(key))
    if missing:
        some = f"{', '.join(missing[:5])}{' ...' if len(missing) > 5 else ''}"
        refuse(
            path, "", f"lacks {len(missing)} of {len(wanted)} municipalities: {some}", hint=_HINT
        )
    return tuple(_boundary(ags, tuple(found[ags])) for ags in sorted(wanted))


_HINT = (
    "It must hold a polygon with AGS or ARS for each municipality of the region, as GeoJSON or "
    f"GeoPackage, in one of EPSG {', '.join(map(str, sorted(TO_DEGREES)))}."
)


def _check_size(path: Path) -> None:
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST // 1_000_000} MB")


def _features(path: Path) -> Iterator[Feature]:
    with path.open("rb") as file:
        if file.read(15) == b"SQLite format 3":
            yield from read_geopackage(path)
            return
    document = json.loads(read_text(path))
    code = _code(document.get("crs"))
    for feature in document["features"]:
        geometry = feature["geometry"]
        if geometry and geometry["type"] in {"Polygon", "MultiPolygon"}:
            several = geometry["coordinates"]
            polygons = [several] if geometry["type"] == "Polygon" else several
            yield feature["properties"], code, itertools.chain.from_iterable(polygons)


def _code(crs: Any) -> int:
    """Return the EPSG code of the member that GeoJSON had until 2016; WGS 84 without it."""
    if crs is None:
        return _WGS_84
    match = _EPSG.search(str(crs["properties"]["name"]))
    if not match:
        raise ValueError(f"it has an unknown coordinate system {crs['properties']['name']!r}")
    return int(match[1] or _WGS_84)


def _key(fields: Mapping[str, Any]) -> str:
    """Return the AGS, 8 digits, that one of the usual columns holds; "" where none does."""
    named = {str(name).lower(): str(value) for name, value in fields.items()}
    for name in _KEYS:
        digits = named.get(name, "")
        if digits.isdecimal() and len(digits) in {7, 8}:
            return digits.rjust(8, "0")  # a spreadsheet may have eaten the first zero
        if digits.isdecimal() and len(digits) == 12:
            return digits[:5] + digits[9:]
    return ""


def _in_degrees(rings: Iterable[Iterable[tuple[float, ...]]], code: int) -> Iterator[Ring]:
    if code not in TO_DEGREES:
        raise ValueError(f"it is drawn in EPSG {code or 'of nobody'}")
    to_degrees: ToDegrees = TO_DEGREES[code]
    for ring in rings:
        points = tuple(to_degrees(float(x), float(y)) for x, y, *_ in ring)
        if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in points):
            raise ValueError("its coordinates are no degrees")
        yield points if points[0] == points[-1] else (*points, points[0])


def _boundary(ags: str, rings: tuple[Ring, ...]) -> Boundary:
    longitudes = [x for ring in rings for x, _ in ring]
    latitudes = [y for ring in rings for _, y in ring]
    box = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return Boundary(ags, rings, box)


def _reason(error: Exception) -> str:
    return str(error) if type(error) is ValueError else repr(error)


def written(boundaries: Iterable[Boundary]) -> str:
    """Return the boundaries as GeoJSON (RFC 7946), exact to a centimeter."""
    features = [
        {
            "type": "Feature",
            "properties": {"ags": each.ags},
            "geometry": {"type": "MultiPolygon", "coordinates": _polygons(each.rings)},
        }
        for each in boundaries
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _polygons(rings: tuple[Ring, ...]) -> list[list[list[list[float]]]]:
    """Return the rings by polygon: each outer one with its holes."""
    around = {
        ring: [other for other in rings if other is not ring and _lies_in(ring, other)]
        for ring in rings
    }
    outer = [ring for ring in rings if len(around[ring]) % 2 == 0]
    holes: dict[Ring, list[Ring]] = {ring: [] for ring in outer}
    for ring in rings:
        if len(around[ring]) % 2:
            holes[max(around[ring], key=lambda other: len(around[other]))].append(ring)
    return [[_rounded(ring), *map(_rounded, holes[ring])] for ring in outer]


def _lies_in(ring: Ring, other: Ring) -> bool:
    longitude, latitude = ring[0]
    return _crossings(other, latitude, longitude) % 2 == 1


def _rounded(ring: Ring) -> list[list[float]]:
    return [[round(x, 7), round(y, 7)] for x, y in ring]
