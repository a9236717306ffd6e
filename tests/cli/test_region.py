from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from imagepool.cli.program import main
from tests.pools import CREATOR, LENIENT, LICENSE
from tests.region.tiny import write_tiny
from tests.workflows.test_boundaries import drawn
from tests.workflows.test_relocate import BY_MAP, photo


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMAGEPOOL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IMAGEPOOL_REGION", str(write_tiny(tmp_path / "inselland")))
    monkeypatch.setenv("IMAGEPOOL_CONCEPT", str(LENIENT))
    return CliRunner()


def test_a_map_is_brought_in_and_then_decides(run: CliRunner, tmp_path: Path) -> None:
    before = run.invoke(main, ["region", "locate", "54.01", "8", "--json"])
    assert json.loads(before.stdout) == {
        "ags": "01055001",
        "municipality": "Norderhafen",
        "district": {"ags": "01055", "name": "Kreis Watt"},
        "judged_by": "nearest places",
        "uncertainty_km": 1.11,
    }
    map_file = drawn(tmp_path / "map.geojson", "01055001", "01055002")
    told = run.invoke(main, ["region", "boundaries", str(map_file), "--json"])
    assert json.loads(told.stdout) == {"municipalities": 2, "points": 10}
    after = run.invoke(main, ["region", "locate", "54.5", "1.5"])
    assert after.stdout == "Süderhafen, Kreis Watt (by the map)\n"
    outside = run.invoke(main, ["region", "locate", "--", "-10", "8"])
    assert outside.stdout == "outside the region (by the map)\n"


def test_what_is_no_map_is_refused_with_what_to_do(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "map.gpkg").write_bytes(b"no map")
    refused = run.invoke(main, ["region", "boundaries", "map.gpkg"])
    assert refused.exit_code == 4
    assert "GeoPackage" in refused.stderr
    assert run.invoke(main, ["region", "locate", "100", "8"]).exit_code == 2


def test_pictures_are_placed_by_the_map_that_came_later(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(photo(BY_MAP, 1))
    terms = ("--license", LICENSE, "--creator", CREATOR)
    assert run.invoke(main, ["ingest", "1.jpg", *terms]).exit_code == 0
    without = run.invoke(main, ["region", "relocate"])
    assert (without.exit_code, "no map" in without.stderr) == (2, True)
    map_file = drawn(tmp_path / "map.geojson", "01055001", "01055002")  # both far from the photo
    assert "relocate" in run.invoke(main, ["region", "boundaries", str(map_file)]).stderr
    dry = run.invoke(main, ["region", "relocate", "--dry-run", "--json"])
    told = json.loads(dry.stdout)
    assert told["outcome"] == "moved"
    assert (told["before"]["ags"], told["after"]["ags"]) == ("01055001", "")
    moved = run.invoke(main, ["region", "relocate"])
    assert "Norderhafen -> nowhere in the region" in moved.stdout
    assert run.invoke(main, ["region", "relocate"]).stdout == ""
