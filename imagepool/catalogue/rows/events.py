"""Rows of the event log: the links of its chain, and where the chain ends."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words


class EventRow(Row):
    """Somebody did something; ``id`` counts from 1 without gaps, and is the order of happening.

    Triggers refuse to change or remove it, but for erasing ``actor``, ``detail`` and ``salt``. A
    step that makes this table anew makes the triggers anew (``step_0006_event_log``).
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(Words)
    act: Mapped[str] = mapped_column(Words)
    subject: Mapped[str] = mapped_column(Words)
    asset_id: Mapped[str | None] = mapped_column(Words, ForeignKey("asset.id"))
    actor: Mapped[str] = mapped_column(Words)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    salt: Mapped[str] = mapped_column(Words)  # "": actor and detail were erased
    told: Mapped[str] = mapped_column(Words)  # digest of salt, actor and detail
    before: Mapped[str] = mapped_column(Words)  # digest of the event before
    digest: Mapped[str] = mapped_column(Words)

    __table_args__ = (Index(None, "asset_id", "id"), Index(None, "subject", "id"))


class EventHeadRow(Row):
    """The only row names the newest event; who appends holds it, as the last of all locks."""

    __tablename__ = "event_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(Words)
