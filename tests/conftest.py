"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.servers.fixtures"]

_PHOTOS = Path(__file__).parents[1].parent / "shared" / "data" / "photos"


@pytest.fixture(scope="session")
def photos_dir() -> Path:
    """Give the folder of real photos, which are never committed."""
    folder = Path(os.environ.get("IMAGEPOOL_TEST_PHOTOS") or _PHOTOS)
    if not folder.is_dir():
        pytest.skip(f"no real photos at {folder}: name a folder in IMAGEPOOL_TEST_PHOTOS")
    return folder
