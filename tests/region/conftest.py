"""Regions for the tests of the room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from imagepool.region import Region, load_region
from tests.region.tiny import write_tiny

_MAP = Path(__file__).parents[2].parent / "shared" / "data" / "region" / "municipalities.geojson"


@pytest.fixture(scope="session")
def real_map() -> Path:
    """Give a map of the real municipalities' boundaries, which is never committed."""
    path = Path(os.environ.get("IMAGEPOOL_TEST_MAP") or _MAP)
    if not path.is_file():
        pytest.skip(f"no map at {path}: name a GeoJSON file in IMAGEPOOL_TEST_MAP")
    return path


@pytest.fixture(scope="session")
def home() -> Region:
    return load_region("nordthueringen")


@pytest.fixture
def tiny(tmp_path: Path) -> Region:
    return load_region(write_tiny(tmp_path / "inselland"))
