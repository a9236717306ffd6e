"""Rows of the image style's life: the published concepts, and what curators think of the rules."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Words


class ConceptRow(Row):
    """One version of a concept; its text is never written again."""

    __tablename__ = "concept"

    id: Mapped[str] = mapped_column(Words, primary_key=True)
    version: Mapped[str] = mapped_column(Words, primary_key=True)
    text: Mapped[str] = mapped_column(Words)
    sha256: Mapped[str] = mapped_column(Words)
    since: Mapped[str] = mapped_column(Words)


class OpinionRow(Row):
    """A curator's present word on one rule and asset; earlier words stand in the history."""

    __tablename__ = "opinion"

    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(Words, primary_key=True)
    measure_version: Mapped[int] = mapped_column(Integer, primary_key=True)
    stance: Mapped[str] = mapped_column(Words)
    reason: Mapped[str] = mapped_column(Words)
    actor: Mapped[str] = mapped_column(Words)
    at: Mapped[str] = mapped_column(Words)
    concept_id: Mapped[str] = mapped_column(Words)
    concept_version: Mapped[str] = mapped_column(Words)
    value: Mapped[float | str | None] = mapped_column(JSON(none_as_null=True))

    # Counting reads the first index alone; the second gives a rule's cases, newest first.
    __table_args__ = (
        Index(None, "rule", "measure_version", "stance"),
        Index(None, "rule", "stance", "at", "asset_id"),
    )
