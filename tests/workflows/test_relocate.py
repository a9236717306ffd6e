"""Pictures that were placed by a guess, and a map that comes later."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from imagepool.asset import Place
from imagepool.errors import InvalidRequest
from imagepool.pool import Pool
from imagepool.settings import Settings
from imagepool.workflows.boundaries import import_boundaries
from tests.making import make_photo
from tests.pools import ingest, settings_in, titled_photo
from tests.recalls import acts
from tests.region.tiny import write_tiny

NORTH, SOUTH = "01055001", "01055002"
EDGES = {NORTH: (53.9, 54.02), SOUTH: (54.02, 54.22)}  # degrees of latitude, by the map
BY_MAP = 54.03  # nearer to the middle of the north, and south by the map
BEYOND = 54.225  # nearer to the south than to anything else, and outside by the map


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, region=str(write_tiny(tmp_path / "inselland")))


def photo(latitude: float, seed: int, data: bytes = b"") -> bytes:
    """Return a photo whose camera knew where it was."""
    image = Image.open(io.BytesIO(data or make_photo(seed=seed)))
    exif = image.getexif()
    exif.get_ifd(0x8825).update({1: "N", 2: (latitude, 0.0, 0.0), 3: "E", 4: (8.0, 0.0, 0.0)})
    made = io.BytesIO()
    image.save(made, "JPEG", quality=92, exif=exif, xmp=image.info.get("xmp", b""))
    return made.getvalue()


def taken_in(pool: Pool, folder: Path, *photos: bytes) -> list[str]:
    paths = [folder / f"{number}.jpg" for number in range(len(photos))]
    for path, data in zip(paths, photos, strict=True):
        path.write_bytes(data)
    ids = {Path(outcome.file): str(outcome.id) for outcome in ingest(pool, *paths)}
    return [ids[path] for path in paths]


def bring_map(settings: Settings, folder: Path) -> None:
    features = [
        {
            "properties": {"ags": key},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[7, low], [9, low], [9, high], [7, high], [7, low]]],
            },
        }
        for key, (low, high) in EDGES.items()
    ]
    (folder / "map.geojson").write_text(json.dumps({"features": features}))
    import_boundaries(settings.home, settings.region, folder / "map.geojson")


def places(pool: Pool, ids: list[str]) -> list[str]:
    return [
        shown[0].ags if (shown := pool.asset(each).description.location_shown) else ""
        for each in ids
    ]


def test_what_was_guessed_lies_where_the_map_says(settings: Settings, tmp_path: Path) -> None:
    named = titled_photo(4, location_shown=(Place(city="Norderhafen"),))
    photos = photo(54.01, 1), photo(BY_MAP, 2), photo(BEYOND, 3), photo(BY_MAP, 4, named)
    with Pool.open(settings) as pool:
        ids = taken_in(pool, tmp_path, *photos)
        assert places(pool, ids) == [NORTH, NORTH, SOUTH, NORTH]
        with pytest.raises(InvalidRequest, match="no map"):
            list(pool.relocate(actor="test"))
    bring_map(settings, tmp_path)
    with Pool.open(settings) as pool:
        told = list(pool.relocate(actor="test", dry_run=True))
        assert {each.asset.id for each in told} == set(ids[1:3])
        assert places(pool, ids) == [NORTH, NORTH, SOUTH, NORTH]  # so far
        assert list(pool.relocate(actor="test")) == told
        assert places(pool, ids) == [NORTH, SOUTH, "", NORTH]  # the last one was named
        [shown] = pool.asset(ids[1]).description.location_shown
        assert (shown.city, shown.district) == ("Süderhafen", "01055")
        assert acts(pool, ids[1])[-1] == "relocate"
        [hit] = pool.search("municipality:" + SOUTH).hits
        assert hit.asset.id == ids[1]
        assert list(pool.relocate(actor="test")) == []


def test_a_place_that_somebody_has_looked_at_stays(settings: Settings, tmp_path: Path) -> None:
    with Pool.open(settings) as pool:
        [asset_id] = taken_in(pool, tmp_path, photo(BY_MAP, 2))
        words = replace(pool.asset(asset_id).description, title="Watt")
        pool.describe(asset_id, words, actor="anna")
    bring_map(settings, tmp_path)
    with Pool.open(settings) as pool:
        [told] = pool.relocate(actor="test")
        assert (told.outcome, told.before.ags, told.after.ags) == ("left", NORTH, SOUTH)
        assert places(pool, [asset_id]) == [NORTH]


def test_a_picture_without_a_place_gets_one(settings: Settings, tmp_path: Path) -> None:
    with Pool.open(settings) as pool:
        [asset_id] = taken_in(pool, tmp_path, photo(54.1, 2))  # near to nothing
        assert places(pool, [asset_id]) == [""]
    bring_map(settings, tmp_path)
    with Pool.open(settings) as pool:
        [told] = pool.relocate(actor="test")
        assert (told.before, told.after.city) == (Place(), "Süderhafen")
        assert places(pool, [asset_id]) == [SOUTH]
        assert "judge" in acts(pool, asset_id)  # whether it shows the region, once more


def test_who_changes_a_picture_meanwhile_does_not_end_it(
    settings: Settings, tmp_path: Path
) -> None:
    with Pool.open(settings) as pool:
        ids = taken_in(pool, tmp_path, photo(BY_MAP, 2), photo(BY_MAP, 3))
    bring_map(settings, tmp_path)
    with Pool.open(settings) as pool:
        moving = pool.relocate(actor="test")
        first = next(moving).asset.id
        pool.collections.make(title="Watt", actor="anna", asset_ids=ids)
        assert {first, *(each.asset.id for each in moving)} == set(ids)
        assert places(pool, ids) == [SOUTH, SOUTH]
