"""The catalogue: the pool's truth in SQL, on SQLite or PostgreSQL, with the same promises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from imagepool.catalogue import schema
from imagepool.catalogue.border import border
from imagepool.catalogue.opening import open_engine
from imagepool.catalogue.transaction import Transaction
from imagepool.catalogue.values import Change, Page, SchemaState

__all__ = ["Catalogue", "Change", "Page", "SchemaState", "Transaction"]

PATIENCE = 15.0  # seconds; writing is a matter of milliseconds


class Catalogue:
    """The database of one pool; safe to share between threads, and forgotten by forked children."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writing=True)
        self._reader = engine
        if engine.dialect.name == "postgresql":
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._current = False

    @classmethod
    def open(cls, url: str, *, patience: float = PATIENCE) -> Catalogue:
        """Return the catalogue behind ``sqlite:///path`` or ``postgresql://...``.

        ``patience`` is how many seconds a writer waits for another before ``CatalogueFailed``.
        Raises ``ConfigurationError`` for an address that leads nowhere; the database itself is
        first spoken to when something is asked of it.
        """
        return cls(open_engine(url, patience=patience))

    @property
    def url(self) -> str:
        """The address that opens it once more, in another process; with its password."""
        return self._engine.url.render_as_string(hide_password=False)

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Give a transaction that commits at its end and rolls back on any error."""
        return self._begun(self._writer)

    def reading(self) -> AbstractContextManager[Transaction]:
        """Give one unchanging view of everything; writing in it fails."""
        return self._begun(self._reader)

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Transaction]:
        with border():
            if not self._current:
                schema.require_current(self._engine)
                self._current = True
            with Session(engine, close_resets_only=False) as session, session.begin():
                books = Transaction(session)
                yield books
                books.settle()

    def schema_state(self) -> SchemaState:
        """Say whether the tables are those that this version of the program needs."""
        with border():
            return schema.state_of(self._engine)

    def upgrade(self) -> None:
        """Make or change the tables to the newest; again, or from two processes, is harmless.

        Raises ``CatalogueFailed`` where a newer version of the program made them.
        """
        with border():
            schema.upgrade(self._engine)

    def downgrade(self, to: str = "base") -> None:
        """Change the tables back to a revision; "base" removes them with all they hold."""
        self._current = False
        with border():
            schema.downgrade(self._engine, to)

    def close(self) -> None:
        """Close the connections; the catalogue opens new ones when it is used again."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
