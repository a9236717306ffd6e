from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from imagepool.catalogue import Catalogue, Transaction
from imagepool.errors import CatalogueFailed, PoolError
from tests.catalogue.made import put


def test_a_writer_that_waits_too_long_is_told_to_try_again(tables: str) -> None:
    with (
        Catalogue.open(tables, patience=0.2) as one,
        Catalogue.open(tables, patience=0.2) as other,
        one.transaction() as books,
    ):
        put(books, 1)
        with (
            pytest.raises(CatalogueFailed) as caught,
            other.transaction() as waiting,
        ):
            put(waiting, 2)
    assert "try again" in caught.value.hint


def test_readers_do_not_wait_for_a_writer_and_see_nothing_half(tables: str) -> None:
    with Catalogue.open(tables) as one, Catalogue.open(tables) as other:
        with one.transaction() as books:
            put(books, 1)
            with other.reading() as seen:
                assert seen.changes.last() == 0
                assert seen.assets.page().items == ()
        with other.reading() as seen:
            assert seen.changes.last() == 1


def test_a_reader_keeps_its_view_while_others_write(tables: str) -> None:
    with Catalogue.open(tables) as one, Catalogue.open(tables) as other:
        with other.reading() as seen:
            assert seen.changes.last() == 0
            with one.transaction() as books:
                put(books, 1)
            assert seen.changes.after(0) == []
            assert seen.assets.page().items == ()
        with other.reading() as seen:
            assert len(seen.changes.after(0)) == 1


def test_writing_while_reading_fails(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueFailed), catalogue.reading() as books:
        put(books, 1)
    with catalogue.transaction() as books:
        put(books, 1)


def _put_and_stumble(books: Transaction) -> None:
    put(books, 1)
    raise ZeroDivisionError


def test_an_error_of_the_caller_rolls_back_and_comes_through(catalogue: Catalogue) -> None:
    with pytest.raises(ZeroDivisionError), catalogue.transaction() as books:
        _put_and_stumble(books)
    with catalogue.reading() as books:
        assert books.assets.page().items == ()


def _note(books: Transaction, statement: str) -> Any:
    connection: Any = books.connection  # of either driver; both execute
    return connection.execute(statement)


def _note_and_stumble(books: Transaction) -> None:
    _note(books, "INSERT INTO note VALUES ('joined')")
    _put_and_stumble(books)


def test_others_join_the_act_through_the_open_connection(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        _note(books, "CREATE TABLE note (word TEXT)")
    with pytest.raises(ZeroDivisionError), catalogue.transaction() as books:
        _note_and_stumble(books)
    with catalogue.transaction() as books:
        assert _note(books, "SELECT count(*) FROM note").fetchone()[0] == 0
        _note(books, "DROP TABLE note")


def test_a_table_that_vanished_says_what_to_run(tables: str) -> None:
    with Catalogue.open(tables) as catalogue:
        with catalogue.reading() as books:
            books.changes.last()
        with catalogue._engine.execution_options(writing=True).begin() as connection:
            connection.exec_driver_sql("ALTER TABLE event RENAME TO elsewhere")
        try:
            with pytest.raises(CatalogueFailed) as caught, catalogue.reading() as books:
                books.events.of_asset("a")
        finally:
            with catalogue._engine.execution_options(writing=True).begin() as connection:
                connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO event")
    assert "imagepool db upgrade" in caught.value.hint


def test_every_failure_is_of_the_pools_own_kind(tmp_path: Path) -> None:
    path = tmp_path / "pool.db"
    with Catalogue.open(f"sqlite:///{path}", patience=0.1) as catalogue:
        catalogue.upgrade()
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PoolError, match="locked"):
            catalogue.upgrade()
        blocker.close()
