"""Open the engine behind a database URL: SQLite or PostgreSQL, behaving alike."""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from imagepool.catalogue.rows.row import to_json
from imagepool.errors import ConfigurationError

_HINT = "write sqlite:///path/to/pool.db or postgresql://user:password@host/database"
_POSTGRESQL = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_MASK = (1 << 64) - 1


def open_engine(url: str, *, patience: float) -> Engine:
    """Return the engine; nothing is connected yet.

    ``patience`` is how many seconds a writer waits for another. Raises ``ConfigurationError``.
    """
    try:
        address = _address(make_url(url))
        engine = _KINDS[address.drivername](address, patience)
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError(
            "the database's address is not a URL", setting="database", hint=_HINT
        ) from error
    _forget_in_children(engine)
    return engine


def _address(address: URL) -> URL:
    if address.drivername in _POSTGRESQL:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername != "sqlite":
        raise ConfigurationError(
            f"{address.drivername!r} is not a database that imagepool knows",
            setting="database",
            hint=_HINT,
        )
    if not address.database or ":memory:" in address.database:
        raise ConfigurationError(
            "a database in memory cannot be shared by the parts of a pool",
            setting="database",
            hint="name a file: sqlite:///path/to/pool.db",
        )
    if address.query:
        raise ConfigurationError(
            "a SQLite database takes no options",
            setting="database",
            hint="leave out what follows ?",
        )
    return address


def _open_sqlite(address: URL, patience: float) -> Engine:
    engine = create_engine(address, json_serializer=to_json, connect_args={"timeout": patience})
    event.listen(engine, "connect", _greet_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _greet_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.isolation_level = None  # transactions begin where we say so
    connection.create_function("hamming", 2, _hamming, deterministic=True)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins as a reader can fail half way, when another writer came between.
    options = connection.get_execution_options()
    if options.get("migrating"):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    writing = options.get("writing", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _hamming(one: int, other: int) -> int:
    return ((one ^ other) & _MASK).bit_count()


def _open_postgresql(address: URL, patience: float) -> Engine:
    limits = {} if "connect_timeout" in address.query else {"connect_timeout": 10}
    try:
        engine = create_engine(
            address, json_serializer=to_json, pool_pre_ping=True, connect_args=limits
        )
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "PostgreSQL needs the extra 'postgresql'",
            setting="database",
            hint="pip install 'imagepool[postgresql]'",
        ) from error

    def greet(connection: Any, record: object) -> None:
        del record
        connection.execute(f"SET lock_timeout = {round(patience * 1000)}")
        connection.commit()

    event.listen(engine, "connect", greet)
    return engine


_KINDS: Mapping[str, Callable[[URL, float], Engine]] = {
    "sqlite": _open_sqlite,
    "postgresql+psycopg": _open_postgresql,
}


def _forget_in_children(engine: Engine) -> None:
    # A forked child must not speak over its parent's connections.
    known = weakref.ref(engine)

    def forget() -> None:
        inherited = known()
        if inherited is not None:
            inherited.dispose(close=False)

    os.register_at_fork(after_in_child=forget)
