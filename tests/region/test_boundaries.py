from __future__ import annotations

import itertools
import json
import math
import random
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from imagepool.errors import ConfigurationError
from imagepool.region import Region, load_region
from imagepool.region.boundaries import Boundary, read_boundaries, read_map, written
from imagepool.region.projection import utm_to_degrees
from tests.region.tiny import write_tiny

SQUARE = [[8.0, 54.0], [8.2, 54.0], [8.2, 54.2], [8.0, 54.2], [8.0, 54.0]]
HOLE = [[8.08, 54.08], [8.12, 54.08], [8.12, 54.12], [8.08, 54.12], [8.08, 54.08]]
ONE = ["01055001"]

Points = Sequence[Sequence[float]]


def write(path: Path, kind: str, coordinates: object, **more: object) -> Path:
    feature = {
        "properties": more.pop("properties", {"ags": "01055001"}),
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    path.write_text(json.dumps({"features": [feature], **more}))
    return path


def blob(rings: Iterable[Points], *, order: str = "<", envelope: int = 1, z: bool = False) -> bytes:
    """Return a polygon as GeoPackages keep it."""
    head = b"GP\0" + bytes([envelope << 1 | (order == "<")]) + struct.pack("<i", 4326)
    head += b"\0" * (0, 32, 48, 48, 64)[envelope]
    several = list(rings)
    body = bytes([order == "<"]) + struct.pack(f"{order}II", 1003 if z else 3, len(several))
    for ring in several:
        body += struct.pack(f"{order}I", len(ring))
        for x, y in ring:
            body += struct.pack(f"{order}{3 if z else 2}d", x, y, *([7.0] if z else []))
    return head + body


def geopackage(path: Path, rows: Iterable[tuple[str, bytes | None]], *, epsg: int = 4326,
               column: str = "AGS") -> Path:  # fmt: skip
    with sqlite3.connect(path) as db:
        db.executescript(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id);"
            "CREATE TABLE gpkg_contents (table_name, data_type);"
            "CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);"
            f'CREATE TABLE "vg250 gem" (fid INTEGER PRIMARY KEY, "{column}" TEXT, geom BLOB);'
        )
        db.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (1, 'EPSG', ?)", [epsg])
        db.execute("INSERT INTO gpkg_contents VALUES ('vg250 gem', 'features')")
        db.execute("INSERT INTO gpkg_geometry_columns VALUES ('vg250 gem', 'geom', 1)")
        db.executemany(f'INSERT INTO "vg250 gem" ("{column}", geom) VALUES (?, ?)', rows)
    return path


@pytest.mark.parametrize(
    ("kind", "coordinates"), [("Polygon", [SQUARE, HOLE]), ("MultiPolygon", [[SQUARE, HOLE]])]
)
def test_a_hole_lies_outside(tmp_path: Path, kind: str, coordinates: object) -> None:
    path = write(tmp_path / "boundaries.geojson", kind, coordinates)
    (boundary,) = read_boundaries(path, ONE)
    assert boundary.contains(54.05, 8.05)
    assert not boundary.contains(54.1, 8.1)
    assert not boundary.contains(54.3, 8.1)


def test_a_region_without_boundaries_has_none(tmp_path: Path) -> None:
    assert read_boundaries(tmp_path / "none.geojson", []) == ()


@pytest.mark.parametrize(
    ("kind", "coordinates", "more"),
    [
        ("Point", [8, 54], {}),
        ("Polygon", [SQUARE], {"properties": {"ags": "99999999"}}),
        ("Polygon", [SQUARE], {"properties": {"name": "Norderhafen"}}),
        ("Polygon", [[["a", "b"]]], {}),
        ("Polygon", [], {}),
        ("Polygon", [[[500000, 6000000]] * 4], {}),  # no degrees, and it does not say so
        ("Polygon", [SQUARE], {"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::31467"}}}),
        ("Polygon", [SQUARE], {"crs": {"properties": {"name": "Gauss-Krueger"}}}),
        ("Polygon", [SQUARE], {"crs": "EPSG:4326"}),
    ],
)
def test_what_is_no_map_of_the_region_is_refused(
    tmp_path: Path, kind: str, coordinates: object, more: dict[str, object]
) -> None:
    path = write(tmp_path / "boundaries.geojson", kind, coordinates, **more)
    with pytest.raises(ConfigurationError, match="boundaries") as refused:
        read_boundaries(path, ONE)
    assert "GeoPackage" in refused.value.hint


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"features": [1]}', "\0\1", "null"])
def test_files_of_anything_else_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(text)
    with pytest.raises(ConfigurationError):
        read_map(path, ONE)


@pytest.mark.parametrize(
    "properties",
    [
        {"AGS": "01055001"},
        {"ags": 1055001},
        {"ARS": "010550000001"},
        {"Gemeindeschluessel": "01055001"},
    ],
)
def test_official_keys_are_found_in_the_usual_columns(
    tmp_path: Path, properties: dict[str, object]
) -> None:
    path = write(tmp_path / "map.geojson", "Polygon", [SQUARE], properties=properties)
    assert read_map(path, ONE)[0].contains(54.05, 8.05)


def test_a_map_may_have_more_than_the_region_but_not_less(tmp_path: Path) -> None:
    rows = [("01055001", blob([SQUARE])), ("01055001", blob([HOLE])), ("99999999", blob([SQUARE])),
            ("01055001", None)]  # fmt: skip
    path = geopackage(tmp_path / "map.gpkg", rows)
    (boundary,) = read_map(path, ONE)
    assert len(boundary.rings) == 2  # an island of its own would be another row
    with pytest.raises(ConfigurationError, match="lacks 1 of 2 municipalities: 01055002"):
        read_map(path, ["01055001", "01055002"])


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("envelope", [0, 1, 4])
@pytest.mark.parametrize("z", [False, True])
def test_geometry_of_geopackages_is_read(
    tmp_path: Path, order: str, envelope: int, z: bool
) -> None:
    path = geopackage(
        tmp_path / "map.gpkg",
        [("01055001", blob([SQUARE, HOLE], order=order, envelope=envelope, z=z))],
    )
    (boundary,) = read_map(path, ONE)
    assert boundary.contains(54.05, 8.05)
    assert not boundary.contains(54.1, 8.1)


@settings(deadline=None)  # each example writes a database
@given(st.binary(max_size=60))
def test_broken_geometry_is_refused_and_never_worse(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes
) -> None:
    path = tmp_path_factory.mktemp("maps") / "map.gpkg"
    geopackage(path, [("01055001", blob([SQUARE])[:40] + tail)])
    try:
        read_map(path, ONE)
    except ConfigurationError as error:
        assert "map.gpkg" in str(error)  # noqa: PT017  (it may be readable, too)


def test_a_database_that_is_no_geopackage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE other (a)")
    with pytest.raises(ConfigurationError, match="no GeoPackage"):
        read_map(path, ONE)


def to_utm(longitude: float, latitude: float) -> tuple[float, float]:
    """Return zone 32 by another way: the arc integrated, and the series of Redfearn."""
    a, f, k = 6378137.0, 1 / 298.257222101, 0.9996
    e2 = f * (2 - f)
    phi, lam = math.radians(latitude), math.radians(longitude - 9)
    steps = 2000
    h = phi / steps
    curve = [a * (1 - e2) / (1 - e2 * math.sin(i * h) ** 2) ** 1.5 for i in range(steps + 1)]
    arc = (
        h / 3 * sum(c * (1 if i in (0, steps) else 4 if i % 2 else 2) for i, c in enumerate(curve))
    )
    nu, t = a / math.sqrt(1 - e2 * math.sin(phi) ** 2), math.tan(phi)
    eta2 = e2 / (1 - e2) * math.cos(phi) ** 2
    c = lam * math.cos(phi)
    east = nu * (c + c**3 / 6 * (1 - t**2 + eta2) + c**5 / 120 * (5 - 18 * t**2 + t**4 + 14 * eta2))
    north = arc + nu * t * (c**2 / 2 + c**4 / 24 * (5 - t**2 + 9 * eta2 + 4 * eta2**2))
    return 500_000 + k * east, k * north


@given(st.floats(6.5, 12.5), st.floats(47, 55))
def test_utm_and_back_is_the_same_place(longitude: float, latitude: float) -> None:
    there = to_utm(longitude, latitude)
    assert utm_to_degrees(32, *there) == pytest.approx((longitude, latitude), abs=2e-6)


def test_a_map_in_utm_is_read(tmp_path: Path) -> None:
    ring = [to_utm(x, y) for x, y in SQUARE]
    path = geopackage(tmp_path / "map.gpkg", [("01055001", blob([ring]))], epsg=25832)
    assert read_map(path, ONE)[0].contains(54.05, 8.05)
    crs = {"properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    path = write(tmp_path / "map.geojson", "Polygon", [ring], crs=crs)
    assert read_map(path, ONE)[0].contains(54.05, 8.05)


def test_boundaries_written_are_the_same_when_read(tmp_path: Path) -> None:
    inner = [[8.09, 54.09], [8.11, 54.09], [8.11, 54.11], [8.09, 54.11], [8.09, 54.09]]
    path = write(tmp_path / "map.geojson", "MultiPolygon", [[SQUARE, HOLE], [inner]])
    before = read_map(path, ONE)
    again = tmp_path / "again.geojson"
    again.write_text(written(before))
    assert _same(read_map(again, ONE), before)
    [feature] = json.loads(again.read_text())["features"]
    assert [len(polygon) for polygon in feature["geometry"]["coordinates"]] == [2, 1]


def _same(one: tuple[Boundary, ...], other: tuple[Boundary, ...]) -> bool:
    return [sorted(b.rings) for b in one] == [sorted(b.rings) for b in other]


def test_boundaries_decide_alone_where_they_are_known(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "region")
    other = [[x + 1, y] for x, y in SQUARE]
    features = [
        {"properties": {"ags": ags}, "geometry": {"type": "Polygon", "coordinates": rings}}
        for ags, rings in (("01055001", [SQUARE, HOLE]), ("01055002", [other]))
    ]
    (folder / "boundaries.geojson").write_text(json.dumps({"features": features}))
    gazetteer = load_region(folder).gazetteer
    assert gazetteer.key_at(54.05, 8.05) == "01055001"
    assert gazetteer.locate(54.05, 8.05).uncertainty == 0
    assert gazetteer.key_at(53.999, 8.0) == ""  # near its middle, but outside


def test_without_a_map_it_is_said_how_far_the_nearest_known_place_is(tiny: Region) -> None:
    found = tiny.gazetteer.locate(54.01, 8.0)
    assert found.key == "01055001"
    assert found.uncertainty == pytest.approx(1.1, abs=0.05)


def test_500_positions_lie_where_the_map_has_them(real_map: Path, home: Region) -> None:
    """Judged by another method: the angles around the point add up to a whole turn inside."""
    keys = [each.ags for each in home.municipalities]
    boundaries = read_map(real_map, keys)
    polygons = {
        f["properties"]["ags"]: f["geometry"] for f in json.loads(real_map.read_text())["features"]
    }
    draw = random.Random(5)
    checked = 0
    while checked < 500:
        ags = draw.choice(keys)
        west, south, east, north = next(b.box for b in boundaries if b.ags == ags)
        latitude, longitude = draw.uniform(south, north), draw.uniform(west, east)
        inside = [each.ags for each in boundaries if each.contains(latitude, longitude)]
        expected = [key for key in keys if _turns(polygons[key], latitude, longitude)]
        assert inside == sorted(expected)
        checked += len(inside)
    assert checked == 500


def _turns(geometry: dict[str, object], latitude: float, longitude: float) -> bool:
    several = geometry["coordinates"]
    assert isinstance(several, list)
    polygons = [several] if geometry["type"] == "Polygon" else several
    turned = 0
    for ring in (ring for polygon in polygons for ring in polygon):
        angles = [math.atan2(y - latitude, x - longitude) for x, y in ring]
        steps = (math.remainder(b - a, math.tau) for a, b in itertools.pairwise(angles))
        turned += abs(round(sum(steps) / math.tau))
    return turned % 2 == 1
