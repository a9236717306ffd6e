"""Rows of collections: what curators have put together, and which pictures lie in it."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words


class CollectionRow(Row):
    """A collection; ``number`` is the order in which they were made."""

    __tablename__ = "collection"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    title: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    public: Mapped[bool] = mapped_column(Boolean)
    made_at: Mapped[str] = mapped_column(Words)
    made_by: Mapped[str] = mapped_column(Words)


class CollectedRow(Row):
    """A picture lies in a collection; ``number`` is the order in which they came."""

    __tablename__ = "collected"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    collection_id: Mapped[str] = mapped_column(Words, ForeignKey("collection.id"))
    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), index=True)

    __table_args__ = (Index(None, "collection_id", "asset_id", unique=True),)
