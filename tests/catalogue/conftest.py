"""Every test of the catalogue runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.catalogue import Catalogue
from imagepool.catalogue.chain import START
from imagepool.catalogue.rows import Row
from tests.servers.postgresql import PostgresqlServer

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a new, empty database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'pool.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def bare(database: str) -> Iterator[Catalogue]:
    """Give a catalogue without tables."""
    with Catalogue.open(database, patience=10) as opened:
        yield opened


@pytest.fixture(params=ENGINES)
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database with empty tables."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_tables"), tmp_path / "pool.db")
        return f"sqlite:///{tmp_path / 'pool.db'}"
    return str(request.getfixturevalue("postgresql_tables"))


@pytest.fixture
def catalogue(tables: str) -> Iterator[Catalogue]:
    """Give an empty catalogue with its tables."""
    with Catalogue.open(tables, patience=10) as opened:
        yield opened


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file of empty tables, to be copied; making them anew would take longer."""
    path = tmp_path_factory.mktemp("tables") / "pool.db"
    with Catalogue.open(f"sqlite:///{path}") as opened:
        opened.upgrade()
    return path


@pytest.fixture(scope="session")
def _postgresql_tables(postgresql_server: PostgresqlServer) -> Iterator[str]:
    with postgresql_server.database() as url:
        with Catalogue.open(url) as opened:
            opened.upgrade()
        yield url


@pytest.fixture
def postgresql_tables(_postgresql_tables: str) -> str:
    """Give the one database of tables, emptied."""
    names = ", ".join(Row.metadata.tables)
    with Catalogue.open(_postgresql_tables) as opened, opened._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER event_is_not_emptied")
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
        connection.exec_driver_sql("ALTER TABLE event ENABLE TRIGGER event_is_not_emptied")
        connection.exec_driver_sql("INSERT INTO counter (id, assets, changes) VALUES (1, 0, 0)")
        connection.exec_driver_sql(f"INSERT INTO event_head VALUES (1, 0, '{START}')")
    return _postgresql_tables
