"""Regions for the tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.region import Region, load_region
from tests.region.tiny import write_tiny


@pytest.fixture(scope="session")
def home() -> Region:
    return load_region("nordthueringen")


@pytest.fixture
def tiny(tmp_path: Path) -> Region:
    return load_region(write_tiny(tmp_path / "inselland"))
