from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from imagepool.jobs import Queue
from imagepool.jobs.opening import open_queue
from tests.jobs.worker import BRISK

Connect = Callable[[], "closing[sqlite3.Connection] | psycopg.Connection"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of each kind of database, empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.sqlite'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def queue(database: str) -> Queue:
    """Give each kind of queue, empty, in a hurry."""
    queue = open_queue(database, pace=BRISK)
    queue.prepare()
    return queue


@pytest.fixture
def connect(database: str) -> Connect:
    """Give what opens a DBAPI connection, as the catalogue has one open."""
    if database.startswith("sqlite"):
        return lambda: closing(sqlite3.connect(database.removeprefix("sqlite:///")))
    return lambda: psycopg.connect(database)
