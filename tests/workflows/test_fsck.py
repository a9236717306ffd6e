from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.workflows.fsck import Problem
from tests.pools import ingest, put_photos


@pytest.fixture
def store(pool: Pool, tmp_path: Path) -> Path:
    ingest(pool, *put_photos(tmp_path / "in", 2))
    return pool.settings.home / "store"


def found(pool: Pool, *, repair: bool = False) -> list[Problem]:
    return list(pool.fsck(repair=repair))


@pytest.mark.usefixtures("store")
def test_a_pool_in_order_has_no_problem(pool: Pool) -> None:
    assert found(pool) == []


def test_a_flipped_bit_in_an_original_is_seen(pool: Pool, store: Path) -> None:
    original = next((store / "originals").rglob("*.jpg"))
    data = bytearray(original.read_bytes())
    data[-20] ^= 1
    original.write_bytes(data)
    assert [problem.kind for problem in found(pool)] == ["original_altered"]


def test_a_lost_original_is_named_and_not_papered_over(pool: Pool, store: Path) -> None:
    next((store / "originals").rglob("*.jpg")).unlink()
    [problem] = found(pool, repair=True)
    assert (problem.kind, problem.repaired) == ("original_missing", False)


def test_a_lost_rendition_is_made_again(pool: Pool, store: Path) -> None:
    lost = min((store / "renditions").rglob("*-v*"))
    lost.unlink()
    assert [(each.kind, each.repaired) for each in found(pool)] == [("rendition_missing", False)]
    assert [(each.kind, each.repaired) for each in found(pool, repair=True)] == [
        ("rendition_missing", True)
    ]
    assert lost.is_file()
    assert found(pool) == []


def test_an_object_that_nobody_owns_is_harmless(pool: Pool, store: Path) -> None:
    (store / "originals" / "aa").mkdir(parents=True, exist_ok=True)
    (store / "originals" / "aa" / "left.jpg").write_bytes(b"left behind")
    [problem] = found(pool)
    assert (problem.kind, problem.harmless) == ("orphan", True)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE event SET detail = '{}' WHERE id = 2", ("event_changed", "event 2")),
        ("DELETE FROM event WHERE id = 1", ("event_missing", "event 1")),
        ("UPDATE event_head SET number = number - 1", ("event_inserted", "event 2")),
        ("DELETE FROM event WHERE id = 2", ("event_log_cut", "event 2")),
    ],
)
def test_who_rewrites_history_behind_the_pools_back_is_named(
    pool: Pool, statement: str, named: tuple[str, str]
) -> None:
    file = pool.settings.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database, database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)
    [problem] = found(pool)
    assert ((problem.kind, problem.key), problem.harmless) == (named, False)
