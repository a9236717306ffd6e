"""The border: no error of the database library crosses it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
    StatementError,
)

from imagepool.errors import CatalogueFailed, PoolError

_UPGRADE = "bring the tables up to date: imagepool db upgrade"
_AGAIN = "somebody else was writing; try again"
_RESTORE = "restore the file from a backup"

_SQLITE_HINTS = {
    sqlite3.SQLITE_BUSY: _AGAIN,
    sqlite3.SQLITE_LOCKED: _AGAIN,
    sqlite3.SQLITE_CANTOPEN: "its folder must exist and be writable",
    sqlite3.SQLITE_READONLY: "the file and its folder must be writable",
    sqlite3.SQLITE_PERM: "the file and its folder must be readable and writable",
    sqlite3.SQLITE_FULL: "free some space on the disk",
    sqlite3.SQLITE_NOTADB: f"the file is not a SQLite database; {_RESTORE} or name another",
    sqlite3.SQLITE_CORRUPT: _RESTORE,
    sqlite3.SQLITE_IOERR: "look after the disk",
}
_POSTGRESQL_HINTS = {
    "42P01": _UPGRADE,  # undefined table
    "42703": _UPGRADE,  # undefined column
    "55P03": _AGAIN,  # lock not available
    "40P01": _AGAIN,  # deadlock
    "40001": _AGAIN,  # serialization failure
    "53300": "the server allows no more connections; use fewer workers or raise its limit",
    "53100": "free some space on the server's disk",
    "42501": "the database user lacks a privilege; grant it",
    "25006": "the server or the transaction takes no writes",
}


@contextmanager
def border() -> Iterator[None]:
    """Translate what the database library raises inside into the pool's own errors."""
    try:
        yield
    except SQLAlchemyError as error:
        raise translated(error) from error
    except CommandError as error:
        raise CatalogueFailed(f"the migration failed: {error}") from error


def translated(error: SQLAlchemyError) -> PoolError:
    """Return the pool's error that says the same."""
    if isinstance(error, StatementError) and isinstance(error.orig, PoolError):
        return error.orig  # raised by one of our column types
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    reason = str(cause).strip().partition("\n")[0]
    if isinstance(error, IntegrityError):
        return CatalogueFailed(f"the catalogue holds something that contradicts: {reason}")
    return CatalogueFailed(f"the database failed: {reason}", hint=_hint(error, cause))


def _hint(error: SQLAlchemyError, cause: BaseException) -> str:
    if isinstance(cause, sqlite3.Error):
        if "no such table" in str(cause) or "no such column" in str(cause):
            return _UPGRADE
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest are its finer shades
        return _SQLITE_HINTS.get(code, "")
    state = getattr(cause, "sqlstate", None)
    if state in _POSTGRESQL_HINTS:
        return _POSTGRESQL_HINTS[state]
    if isinstance(error, OperationalError | InterfaceError):
        return "is the server running, and are address, user and password right?"
    return ""
