"""Rows of what a recall needs: whom to tell, what was told and answered, and the mail for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words

Document = dict[str, Any]


class RecallRow(Row):
    """One recall; ``report`` is what it came to, written when it was closed."""

    __tablename__ = "recall"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    document: Mapped[Document] = mapped_column(JSON)
    report: Mapped[Document | None] = mapped_column(JSON(none_as_null=True))


class RecalledAssetRow(Row):
    """A recall calls an asset back; ``state_before`` is where it stood until it was blocked."""

    __tablename__ = "recalled_asset"

    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), primary_key=True)
    recall_id: Mapped[str] = mapped_column(
        Words, ForeignKey("recall.id"), primary_key=True, index=True
    )
    state_before: Mapped[str | None] = mapped_column(Words)


class ReceiptHolderRow(Row):
    """Where the holder of a receipt can be reached; personal data, erased in time."""

    __tablename__ = "receipt_holder"

    receipt_id: Mapped[str] = mapped_column(Words, ForeignKey("receipt.id"), primary_key=True)
    address: Mapped[str] = mapped_column(Words, index=True)
    language: Mapped[str] = mapped_column(Words)
    added_at: Mapped[str] = mapped_column(Words, index=True)


class RecallNoticeRow(Row):
    """What one holder is told of one recall, and answered; ``token`` is in their link."""

    __tablename__ = "recall_notice"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    recall_id: Mapped[str] = mapped_column(Words, ForeignKey("recall.id"))
    token: Mapped[str] = mapped_column(Words, unique=True)
    address: Mapped[str] = mapped_column(Words, index=True)
    document: Mapped[Document] = mapped_column(JSON)

    __table_args__ = (Index(None, "recall_id", "number"),)


class LetterRow(Row):
    """A mail on its way; ``occasion`` keeps it from being written twice."""

    __tablename__ = "letter"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    occasion: Mapped[str] = mapped_column(Words, unique=True)
    about: Mapped[str] = mapped_column(Words, index=True)
    address: Mapped[str] = mapped_column(Words, index=True)
    state: Mapped[str] = mapped_column(Words)
    not_before: Mapped[str] = mapped_column(Words)
    document: Mapped[Document] = mapped_column(JSON)

    __table_args__ = (Index(None, "state", "number"),)
