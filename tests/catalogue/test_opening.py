from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import CatalogueFailed, ConfigurationError
from tests.catalogue.made import put


@pytest.mark.parametrize(
    "url",
    [
        "pool.db",
        "",
        "mysql://localhost/pool",
        "postgresql+asyncpg://localhost/pool",
        "postgresql://host:port/pool",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://host/pool.db",
        "sqlite:///pool.db?mode=ro",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Catalogue.open(url)
    assert caught.value.setting == "database"
    assert caught.value.hint


def test_a_password_is_never_told() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Catalogue.open("mysql://someone:secret@localhost/pool")
    assert "secret" not in f"{caught.value} {caught.value.hint}"
    with Catalogue.open("postgresql://someone:secret@127.0.0.1:1/pool") as catalogue:
        with pytest.raises(CatalogueFailed, match="refused") as failed:
            catalogue.schema_state()
        assert "secret" not in f"{failed.value} {failed.value.hint}"
        assert "is the server running" in failed.value.hint


def test_postgresql_without_its_driver_names_the_extra() -> None:
    act = """
import sys
sys.modules["psycopg"] = None
from imagepool.catalogue import Catalogue
from imagepool.errors import ConfigurationError
try:
    Catalogue.open("postgresql://localhost/pool")
except ConfigurationError as error:
    print(error.hint)
"""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", act], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "pip install 'imagepool[postgresql]'"


@pytest.mark.postgresql
def test_the_short_scheme_of_hosting_providers_works(postgresql_url: str) -> None:
    url = postgresql_url.replace("postgresql://", "postgres://") + "?connect_timeout=7"
    with Catalogue.open(url) as catalogue:
        assert catalogue.schema_state() == "empty"


@pytest.mark.postgresql
def test_a_database_that_does_not_exist_is_named(postgresql_url: str) -> None:
    url = postgresql_url.rsplit("/", 1)[0] + "/nowhere"
    with (
        Catalogue.open(url) as catalogue,
        pytest.raises(CatalogueFailed, match="nowhere") as caught,
    ):
        catalogue.upgrade()
    assert caught.value.hint


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pool.db"
    path.write_text("These are words, and a good many of them, but no database at all.")
    with (
        Catalogue.open(f"sqlite:///{path}") as catalogue,
        pytest.raises(CatalogueFailed, match="not a database") as caught,
    ):
        catalogue.upgrade()
    assert "another" in caught.value.hint


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with (
        Catalogue.open(f"sqlite:///{tmp_path}/nowhere/pool.db") as catalogue,
        pytest.raises(CatalogueFailed, match="unable to open") as caught,
    ):
        catalogue.upgrade()
    assert "folder must exist" in caught.value.hint


def test_sqlite_logs_ahead_keeps_foreign_keys_and_syncs(tmp_path: Path) -> None:
    names = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
    with (
        Catalogue.open(f"sqlite:///{tmp_path}/pool.db") as catalogue,
        catalogue._engine.connect() as connection,
    ):
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 15_000,
    }


def test_a_forked_child_opens_its_own_connections(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        put(books, "parent")
    child = os.fork()
    if child == 0:
        try:
            with catalogue.transaction() as books:
                put(books, "child")
        except BaseException:  # noqa: BLE001  # a child of pytest must not run on
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with catalogue.transaction() as books:
        assert put(books, "parent again").number == 3


def test_threads_share_a_catalogue(catalogue: Catalogue) -> None:
    def work(name: int) -> None:
        for number in range(5):
            with catalogue.transaction() as books:
                put(books, (name, number))

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with catalogue.reading() as books:
        assert sorted(asset.number for asset in books.assets.page().items) == list(range(1, 21))


def test_a_file_damaged_in_the_middle_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "pool.db"
    with Catalogue.open(f"sqlite:///{path}") as catalogue:
        catalogue.upgrade()
        with catalogue.transaction() as books:
            for number in range(50):
                put(books, number)
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    with (
        Catalogue.open(f"sqlite:///{path}") as catalogue,
        pytest.raises(CatalogueFailed) as caught,
        catalogue.reading() as books,
    ):
        books.assets.page(limit=100)
    assert "backup" in caught.value.hint
