"""An index for the tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.index import AssetIndex


@pytest.fixture
def index(tmp_path: Path) -> AssetIndex:
    return AssetIndex(tmp_path / "index")
