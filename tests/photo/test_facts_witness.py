from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from imagepool.errors import PoolError
from imagepool.photo.inspection import inspect
from tests.photo.exiftool import comparable, fields_stated_by, needs_exiftool, tags_of
from tests.photo.odd_files import odd_files

pytestmark = [pytest.mark.exiftool, needs_exiftool]


def _differences(paths: list[Path]) -> tuple[list[str], int]:
    """What exiftool reads otherwise than we do, and how many values it reads at all."""
    differing, count = [], 0
    for path, tags in zip(paths, tags_of(paths), strict=True):
        truth = fields_stated_by(tags)
        fields = inspect(path)["fields"]
        count += len(truth)
        for name, value in truth.items():
            ours = fields[name]["value"] if name in fields else None
            if not _same(comparable(name, ours), value):
                differing.append(f"{path.name} {name}: {value!r} is read as {ours!r}")
    return differing, count


def _same(ours: Any, truth: Any) -> bool:
    if isinstance(truth, float):
        return ours is not None and abs(float(ours) - truth) < 1e-5
    # A date may be completed from a block that is more exact.
    return ours == truth or (isinstance(ours, str) and ours.isdigit() and ours.startswith(truth))


def test_we_read_what_exiftool_reads_in_all_formats_and_odd_ways(tmp_path: Path) -> None:
    differing, count = _differences(odd_files(tmp_path, chance=60))
    assert count > 800
    assert not differing


def test_we_read_what_exiftool_reads_in_real_photos(photos_dir: Path) -> None:
    photos = [path for path in sorted(photos_dir.iterdir()) if _is_photo(path)]
    differing, count = _differences(photos)
    differing = [each for each in differing if "orientation: 0.0" not in each]  # no orientation
    assert len(differing) <= 0.03 * count, differing


def _is_photo(path: Path) -> bool:
    try:
        inspect(path)
    except PoolError:
        return False
    return True
