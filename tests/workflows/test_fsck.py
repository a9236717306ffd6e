from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from sqlalchemy import text

from imagepool.catalogue.chain import Head, appended
from imagepool.pool import Pool
from imagepool.workflows import event_log
from imagepool.workflows.fsck import Problem
from tests.making import make_photo
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
    rewrite(pool, statement)
    [problem] = found(pool)
    assert ((problem.kind, problem.key), problem.harmless) == (named, False)


def rewrite(pool: Pool, *statements: str) -> None:
    """Do what only somebody with the database in hand can do."""
    file = pool.settings.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database, database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)


@pytest.mark.usefixtures("store")
def test_an_end_cut_off_without_a_trace_contradicts_its_checkpoint(pool: Pool) -> None:
    assert found(pool) == []  # leaves a checkpoint at the last event
    rewrite(
        pool,
        "UPDATE event_head SET number = number - 1, digest = (SELECT before FROM event"
        " ORDER BY id DESC LIMIT 1)",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    )
    [problem] = found(pool)
    assert problem.kind == "event_log_cut"


@pytest.mark.usefixtures("store")
def test_a_history_chained_anew_contradicts_its_checkpoint(pool: Pool) -> None:
    assert found(pool) == []
    with pool._workshop.catalogue.reading() as books:
        links = list(books.events.links())
    head, statements = Head(), []
    for link in links:
        anew = appended(head, replace(link.event, actor="Eve"))
        statements.append(
            f"UPDATE event SET actor = 'Eve', salt = '{anew.salt}', told = '{anew.told}',"
            f" before = '{anew.before}', digest = '{anew.digest}' WHERE id = {anew.number}"
        )
        head = anew.head
    rewrite(pool, *statements, f"UPDATE event_head SET digest = '{head.digest}'")
    [problem] = found(pool)
    assert (problem.kind, problem.key) == ("event_changed", f"event {links[-1].number}")


def test_a_checkpoint_that_nobody_signed_is_named(pool: Pool, store: Path) -> None:
    assert found(pool) == []
    [checkpoint] = (store / "log").iterdir()
    checkpoint.write_bytes(checkpoint.read_bytes().replace(b'"payload": "ey', b'"payload": "eX'))
    [problem] = found(pool)
    assert (problem.kind, problem.key) == ("checkpoint_invalid", f"log/{checkpoint.name}")


@pytest.mark.usefixtures("store")
def test_checkpoints_outlive_keys_and_follow_the_log(pool: Pool) -> None:
    assert found(pool) == []
    pool.keys.rotate(actor="Test")
    assert found(pool) == []
    assert found(pool) == []
    names = list(pool._workshop.store.keys("log/"))
    assert len(names) == 2  # an event came in between


@pytest.mark.usefixtures("store")
def test_a_person_is_erased_from_the_log_which_still_holds(pool: Pool) -> None:
    assert found(pool) == []
    [asset] = pool.search("", patient=True).hits[:1]
    before = pool.events(asset.asset.id)
    actor = before[0].actor
    erased = event_log.erase_actor(pool._workshop, actor, actor="officer", reason="asked for")
    assert erased > 0
    assert all(each.actor != actor for each in pool.events(asset.asset.id))
    assert [each.act for each in pool.events(asset.asset.id)] == [each.act for each in before]
    assert found(pool) == []


@pytest.mark.usefixtures("store")
def test_a_picture_that_could_not_be_recognized_gets_its_features(pool: Pool) -> None:
    with pool._workshop.catalogue.transaction() as books:
        books._session.execute(text("DELETE FROM feature_word"))
        books._session.execute(text("DELETE FROM features"))
        books._session.execute(text("UPDATE likeness SET mirrored = NULL"))
    assert {each.kind for each in found(pool)} == {"features_missing"}
    assert [(each.kind, each.repaired) for each in found(pool, repair=True)] == [
        ("features_missing", True)
    ] * 2
    assert found(pool) == []
    data = ImageOps.mirror(Image.open(io.BytesIO(make_photo(seed=1))))
    data.save(out := io.BytesIO(), "JPEG")
    best = pool.identify(out.getvalue()).matches[0]
    assert (best.kind, best.mirrored) == ("copy", True)
