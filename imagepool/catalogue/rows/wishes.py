"""Rows of what people look for: saved searches, searches in vain, and calls for pictures."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words


class SavedSearchRow(Row):
    """One person's saved search."""

    __tablename__ = "saved_search"

    id: Mapped[str] = mapped_column(Words, primary_key=True)
    person_id: Mapped[str] = mapped_column(Words, ForeignKey("person.id"))
    query: Mapped[str] = mapped_column(Words)
    saved_at: Mapped[str] = mapped_column(Words)
    seen_at: Mapped[str] = mapped_column(Words)
    alert: Mapped[bool] = mapped_column(Boolean, index=True)
    told_at: Mapped[str] = mapped_column(Words)

    __table_args__ = (Index(None, "person_id", "query", unique=True),)


class MissedSearchRow(Row):
    """A text that was looked for in vain; nobody's name stands beside it."""

    __tablename__ = "missed_search"

    text: Mapped[str] = mapped_column(Words, primary_key=True)
    known: Mapped[bool] = mapped_column(Boolean)
    asked: Mapped[int] = mapped_column(Integer)
    days: Mapped[int] = mapped_column(Integer)
    first_on: Mapped[str] = mapped_column(Words)
    last_on: Mapped[str] = mapped_column(Words, index=True)


class CallRow(Row):
    """A call for pictures; ``number`` is the order in which they were made."""

    __tablename__ = "call"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    title: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    themes: Mapped[list[str]] = mapped_column(JSON)
    places: Mapped[list[str]] = mapped_column(JSON)
    deadline: Mapped[str] = mapped_column(Words, index=True)
    license_id: Mapped[str] = mapped_column(Words)
    agreement_version: Mapped[str] = mapped_column(Words)
    closed: Mapped[bool] = mapped_column(Boolean)
    called_at: Mapped[str] = mapped_column(Words)
    called_by: Mapped[str] = mapped_column(Words)


class AnswerRow(Row):
    """An upload, one file or many, that answers a call."""

    __tablename__ = "answer"

    batch: Mapped[str] = mapped_column(Words, primary_key=True)
    call_id: Mapped[str] = mapped_column(Words, ForeignKey("call.id"), index=True)
