"""Counting the statements that a piece of work sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from imagepool.catalogue import Catalogue


@contextmanager
def statements(catalogue: Catalogue) -> Iterator[list[str]]:
    """Give a list that fills with the questions and commands sent meanwhile."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: Any) -> None:
        del connection, cursor, rest
        if statement.split(maxsplit=1)[0] in {"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}:
            sent.append(statement)

    event.listen(catalogue._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(catalogue._engine, "before_cursor_execute", note)
