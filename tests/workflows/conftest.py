"""A pool for each test of an act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.pool import Pool
from tests.pools import settings_in


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path)) as opened:
        yield opened
