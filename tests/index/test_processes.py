"""Several processes at one index, some of which die."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from imagepool.index import AssetIndex
from imagepool.search.query import Query
from tests.index.answers import numbers, pages

ROOT = Path(__file__).parents[2]


def keeper(folder: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.index.keeping", str(folder), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def whole(index: AssetIndex) -> list[int]:
    return [n for page in pages(index, Query(limit=200)) for n in numbers(page)]


def test_two_writers_lose_nothing_and_write_nothing_twice(tmp_path: Path) -> None:
    keepers = [keeper(tmp_path, 12) for _ in range(2)]
    written = [int(line) for process in keepers for line in process.communicate()[0].split()]
    assert [process.returncode for process in keepers] == [0, 0]
    index = AssetIndex(tmp_path)
    assert sorted(written) == list(range(1, 25))
    assert index.position == 24
    assert whole(index) == list(range(24, 0, -1))


def test_a_writer_killed_at_any_moment_leaves_a_whole_index(tmp_path: Path) -> None:
    dice = random.Random(1)
    index = AssetIndex(tmp_path)
    for _ in range(6):
        process = keeper(tmp_path, 10_000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.15))
        process.kill()
        said = [int(line) for line in process.communicate()[0].split()]
        stands = index.position
        assert whole(index) == list(range(stands, 0, -1))
        assert not said or stands >= said[-1]
    # Nobody waits for the dead: the next one goes on.
    process = keeper(tmp_path, 3)
    process.communicate(timeout=60)
    assert index.position == stands + 3
    assert whole(index) == list(range(stands + 3, 0, -1))
