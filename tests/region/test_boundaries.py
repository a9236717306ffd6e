from __future__ import annotations

import json
from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.region import load_region
from imagepool.region.boundaries import read_boundaries
from tests.region.tiny import write_tiny

SQUARE = [[8.0, 54.0], [8.2, 54.0], [8.2, 54.2], [8.0, 54.2], [8.0, 54.0]]
HOLE = [[8.08, 54.08], [8.12, 54.08], [8.12, 54.12], [8.08, 54.12], [8.08, 54.08]]


def write(path: Path, kind: str, coordinates: object, ags: str = "01055001") -> Path:
    feature = {
        "properties": {"ags": ags},
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    path.write_text(json.dumps({"features": [feature]}))
    return path


@pytest.mark.parametrize(
    ("kind", "coordinates"), [("Polygon", [SQUARE, HOLE]), ("MultiPolygon", [[SQUARE, HOLE]])]
)
def test_a_hole_lies_outside(tmp_path: Path, kind: str, coordinates: object) -> None:
    path = write(tmp_path / "boundaries.geojson", kind, coordinates)
    (boundary,) = read_boundaries(path, ["01055001"])
    assert boundary.contains(54.05, 8.05)
    assert not boundary.contains(54.1, 8.1)
    assert not boundary.contains(54.3, 8.1)


def test_a_region_without_boundaries_has_none(tmp_path: Path) -> None:
    assert read_boundaries(tmp_path / "none.geojson", []) == ()


@pytest.mark.parametrize(
    ("kind", "coordinates", "ags"),
    [
        ("Point", [8, 54], "01055001"),
        ("Polygon", [SQUARE], "99999999"),
        ("Polygon", [[["a", "b"]]], "01055001"),
        ("Polygon", [], "01055001"),
    ],
)
def test_what_is_no_boundary_is_refused(
    tmp_path: Path, kind: str, coordinates: object, ags: str
) -> None:
    path = write(tmp_path / "boundaries.geojson", kind, coordinates, ags)
    with pytest.raises(ConfigurationError, match="boundaries"):
        read_boundaries(path, ["01055001"])


def test_boundaries_decide_alone_where_they_are_known(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "region")
    write(folder / "boundaries.geojson", "Polygon", [SQUARE, HOLE])
    gazetteer = load_region(folder).gazetteer
    assert gazetteer.key_at(54.05, 8.05) == "01055001"
    assert gazetteer.key_at(53.999, 8.0) == ""  # near its middle, but outside
