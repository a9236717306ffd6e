"""From the setting ``database`` to the queue that lies in it."""

from __future__ import annotations

from imagepool.errors import ConfigurationError
from imagepool.jobs.queue import Pace, Queue
from imagepool.jobs.sqlite import SqliteQueue

__all__ = ["open_queue"]

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def open_queue(database_url: str, *, pace: Pace | None = None) -> Queue:
    """Return the queue in the database; nothing is connected yet.

    Raises ``ConfigurationError`` for an address of another kind or a missing extra.
    """
    scheme, _, rest = database_url.partition("://")
    path = rest.removeprefix("/")
    if scheme == "sqlite" and path and path != rest:
        return SqliteQueue(path, pace=pace)
    if scheme not in _POSTGRESQL or not rest:
        raise ConfigurationError(
            "the job queue does not know this kind of database",
            setting="database",
            hint="write sqlite:///path/to/pool.db or postgresql://user:password@host/database",
        )
    try:
        from imagepool.jobs.postgresql import PostgresQueue  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "PostgreSQL needs the extra 'postgresql'",
            setting="database",
            hint="pip install 'imagepool[postgresql]'",
        ) from error
    return PostgresQueue(f"postgresql://{rest}", pace=pace)
