from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.pool import Pool
from imagepool.region.region import load_region
from imagepool.workflows.boundaries import import_boundaries, region_in
from tests.pools import CREATOR, LICENSE, settings_in, titled_photo
from tests.region.tiny import write_tiny


def drawn(path: Path, *keys: str) -> Path:
    """Write a map on which the municipalities lie side by side, a degree wide."""
    features = [
        {
            "properties": {"ags": key},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 54], [x + 1, 54], [x + 1, 55], [x, 55], [x, 54]]],
            },
        }
        for x, key in enumerate(keys)
    ]
    path.write_text(json.dumps({"features": features}))
    return path


def test_a_map_is_kept_in_the_home_and_decides(tmp_path: Path) -> None:
    region, home = str(write_tiny(tmp_path / "inselland")), tmp_path / "home"
    assert region_in(home, region) == region
    found = import_boundaries(home, region, drawn(tmp_path / "m", "01055001", "01055002"))
    assert [each.ags for each in found] == ["01055001", "01055002"]
    own = load_region(region_in(home, region))
    assert own.gazetteer.key_at(54.5, 1.5) == "01055002"
    assert own.pool_name == "Inselbilder"
    assert sorted(p.name for p in (home / "region").iterdir()) == [
        "boundaries.geojson", "region.toml"
    ]  # fmt: skip


def test_a_worse_map_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    region, home = str(write_tiny(tmp_path / "inselland")), tmp_path / "home"
    import_boundaries(home, region, drawn(tmp_path / "m", "01055001", "01055002"))
    with pytest.raises(ConfigurationError, match="lacks 1 of 2"):
        import_boundaries(home, region, drawn(tmp_path / "n", "01055001"))
    assert load_region(region_in(home, region)).gazetteer.key_at(54.5, 1.5) == "01055002"


def test_another_region_is_not_given_this_map(tmp_path: Path) -> None:
    region, home = str(write_tiny(tmp_path / "inselland")), tmp_path / "home"
    import_boundaries(home, region, drawn(tmp_path / "m", "01055001", "01055002"))
    assert region_in(home, "nordthueringen") == "nordthueringen"


def test_a_pool_with_a_map_places_photos_by_it(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, region=str(write_tiny(tmp_path / "inselland")))
    import_boundaries(settings.home, settings.region, drawn(tmp_path / "m", "01055001", "01055002"))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(titled_photo(title="Watt"))
    with Pool.open(settings) as pool:
        [outcome] = pool.ingest([photo], license=LICENSE, creator=CREATOR)
        asset = pool.asset(outcome.id or "")
        there = replace(asset.description, latitude=54.5, longitude=1.5)
        [shown] = pool.describe(asset.id, there, actor="test").description.location_shown
    assert (shown.ags, shown.city) == ("01055002", "Süderhafen")
