"""The event log in the database: chained, guarded, and never forked by writers at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from imagepool.asset import Event
from imagepool.catalogue import Catalogue
from imagepool.catalogue.chain import Break, Head, first_break
from imagepool.errors import CatalogueFailed
from tests.catalogue.made import AT, make_event, put

COUNT = 8


def tell(catalogue: Catalogue, *subjects: str, actor: str = "Lena Privat") -> None:
    with catalogue.transaction() as books:
        for subject in subjects:
            noted = Event(at=AT, actor=actor, act="tell", subject=subject, detail={"why": "so"})
            books.events.add(noted)


def broken(catalogue: Catalogue) -> Break | None:
    with catalogue.reading() as books:
        return first_break(books.events.links(), books.events.head())


def execute(catalogue: Catalogue, *statements: str) -> None:
    """Do what only somebody with the database in hand can do."""
    with catalogue._engine.execution_options(writing=True).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def unguard(catalogue: Catalogue) -> None:
    if catalogue._engine.dialect.name == "postgresql":
        execute(catalogue, *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in TABLES))
        return
    with catalogue._engine.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        drops = [f"DROP TRIGGER {name}" for (name,) in names]
    execute(catalogue, *drops)


TABLES = ("event", "event_head")


@pytest.fixture(autouse=True)
def _guarded_again(catalogue: Catalogue) -> object:
    """Give the one PostgreSQL database back as it was."""
    yield
    if catalogue._engine.dialect.name == "postgresql":
        execute(catalogue, *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in TABLES))


def test_an_empty_log_holds(catalogue: Catalogue) -> None:
    assert broken(catalogue) is None
    with catalogue.reading() as books:
        assert books.events.head() == Head()


def test_events_of_every_subject_are_chained_in_the_order_of_their_acts(
    catalogue: Catalogue,
) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        books.events.add(make_event(asset, "download"))
    tell(catalogue, "recall:1", "person:2")
    with catalogue.reading() as books:
        links = list(books.events.links())
        assert [link.number for link in links] == [1, 2, 3, 4]
        assert [link.event.subject for link in links] == [
            f"asset:{asset.id}",
            f"asset:{asset.id}",
            "recall:1",
            "person:2",
        ]
        assert books.events.head() == links[-1].head
        assert [event.act for event in books.events.of_subject("recall:1")] == ["tell"]
    assert broken(catalogue) is None


def test_an_event_of_a_recall_is_told_in_its_assets_history_too(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        recalled = Event(at=AT, actor="x", act="recall", asset_id=asset.id, subject="recall:1")
        books.events.add(recalled)
        assert books.events.of_asset(asset.id)[-1] == recalled  # within the act already
        assert books.events.of_subject("recall:1") == [recalled]
    with catalogue.reading() as books:
        assert books.events.of_asset(asset.id)[-1] == recalled


def test_an_act_that_fails_leaves_no_event(catalogue: Catalogue) -> None:
    def fail() -> None:
        with catalogue.transaction() as books:
            books.events.add(Event(at=AT, actor="x", act="tell", subject="recall:1"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with catalogue.reading() as books:
        assert list(books.events.links()) == []


def test_a_long_chain_is_walked_in_portions(catalogue: Catalogue) -> None:
    tell(catalogue, *(f"recall:{number}" for number in range(2001)))
    with catalogue.reading() as books:
        assert sum(1 for _ in books.events.links()) == 2001
    assert broken(catalogue) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'Eve' WHERE id = 2",
        "UPDATE event SET act = 'publish', actor = '', detail = '{}', salt = '' WHERE id = 2",
        "UPDATE event SET detail = '{}' WHERE id = 2",
        "UPDATE event SET id = 7 WHERE id = 2",
        "DELETE FROM event WHERE id = 2",
        "DELETE FROM event",
        "DELETE FROM event_head",
        "UPDATE event_head SET number = 1",
        "UPDATE event_head SET digest = ''",
    ],
)
def test_the_database_refuses_to_rewrite_history(catalogue: Catalogue, statement: str) -> None:
    tell(catalogue, "recall:1", "recall:2", "recall:3")
    with pytest.raises(CatalogueFailed, match="event log"), catalogue.transaction() as books:
        books._session.connection().exec_driver_sql(statement)
    assert broken(catalogue) is None


def test_a_row_is_not_written_over(catalogue: Catalogue) -> None:
    tell(catalogue, "recall:1", "recall:2")
    over = "INSERT {} INTO event SELECT * FROM event WHERE id = 1"
    replace = "OR REPLACE" if catalogue._engine.dialect.name == "sqlite" else ""
    with pytest.raises(CatalogueFailed), catalogue.transaction() as books:
        books._session.connection().exec_driver_sql(over.format(replace))


@pytest.mark.postgresql
def test_the_table_is_not_emptied(catalogue: Catalogue) -> None:
    if catalogue._engine.dialect.name == "postgresql":
        tell(catalogue, "recall:1")
        with pytest.raises(CatalogueFailed, match="event log"), catalogue.transaction() as books:
            books._session.connection().exec_driver_sql("TRUNCATE event")


COLUMNS = "at, act, subject, asset_id, actor, detail, salt, told, before, digest"


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE event SET actor = 'Eve' WHERE id = 3"], Break("changed", 3)),
        (["UPDATE event SET at = '' WHERE id = 3"], Break("changed", 3)),
        (["UPDATE event SET salt = '0' WHERE id = 3"], Break("changed", 3)),
        (["UPDATE event SET told = digest WHERE id = 3"], Break("changed", 3)),
        (["DELETE FROM event WHERE id = 3"], Break("missing", 3)),
        (["DELETE FROM event WHERE id > 3"], Break("cut", 4)),
        (["DELETE FROM event"], Break("cut", 1)),
        (
            [f"INSERT INTO event (id, {COLUMNS}) SELECT 6, {COLUMNS} FROM event WHERE id = 3"],
            Break("changed", 6),  # its digest knows its number
        ),
        (
            [
                "DELETE FROM event WHERE id = 3",
                "UPDATE event SET id = 3 WHERE id = 4",
                "UPDATE event SET id = 4 WHERE id = 5",
                "UPDATE event_head SET number = 4",
            ],
            Break("changed", 3),
        ),
    ],
)
def test_who_gets_past_the_guards_is_found_out(
    catalogue: Catalogue, statements: list[str], named: Break
) -> None:
    tell(catalogue, *(f"recall:{number}" for number in range(5)))
    unguard(catalogue)
    execute(catalogue, *statements)
    assert broken(catalogue) == named


def test_a_person_is_erased_and_the_chain_holds(catalogue: Catalogue) -> None:
    tell(catalogue, "recall:1", "recall:2")
    tell(catalogue, "recall:3", actor="somebody else")
    noted = Event(at=AT, actor="officer", act="erase", subject="event:actor")
    with catalogue.transaction() as books:
        assert books.events.erase("Lena Privat", noted) == 2
    with catalogue.transaction() as books:
        assert books.events.erase("Lena Privat", noted) == 0
    with catalogue.reading() as books:
        told = [(link.event.actor, link.event.subject) for link in books.events.links()]
        assert "Lena" not in str(list(books.events.links()))
    assert told[:3] == [("", "recall:1"), ("", "recall:2"), ("somebody else", "recall:3")]
    assert broken(catalogue) is None


def test_writers_at_once_never_fork_the_chain_nor_wait_in_a_circle(
    tables: str, catalogue: Catalogue
) -> None:
    acts = [("one", COUNT), ("two", COUNT), ("tell", "three", COUNT), ("tell", "four", COUNT)]
    program = [sys.executable, "-W", "error", "-m", "tests.catalogue.writer", tables]
    running = [subprocess.Popen([*program, *map(str, act)]) for act in acts]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    assert broken(catalogue) is None
    with catalogue.reading() as books:
        # own added and published, everybody's once; two events an act of telling
        assert books.events.head().number == 5 * COUNT + 4 * COUNT


def test_the_history_of_before_is_chained_by_the_upgrade(bare: Catalogue) -> None:
    bare.upgrade()
    with bare.transaction() as books:
        assets = [put(books, number) for number in range(3)]
        books.events.add(Event(at=AT, actor="x", act="recall", subject="recall:1"))
    bare.downgrade("0005")
    execute(bare, "DELETE FROM event WHERE id = 2")  # as a rollback leaves a gap on PostgreSQL
    bare.upgrade()
    assert broken(bare) is None
    tell(bare, "recall:2")
    with bare.reading() as books:
        links = list(books.events.links())
        assert [link.number for link in links] == [1, 2, 3]
        assert links[0].event == make_event(assets[0])
        assert links[1].event == make_event(assets[2])
    assert broken(bare) is None
