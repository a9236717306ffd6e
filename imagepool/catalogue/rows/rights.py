"""Rows of what was signed and what was handed out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words


class AgreementRow(Row):
    """What a creator signed. The keys find the names however they are spaced and cased."""

    __tablename__ = "agreement"

    id: Mapped[str] = mapped_column(Words, primary_key=True)
    creator: Mapped[str] = mapped_column(Words)
    creator_key: Mapped[str] = mapped_column(Words, index=True)
    signed_at: Mapped[str] = mapped_column(Words)
    signed_by: Mapped[str] = mapped_column(Words)
    template_version: Mapped[str] = mapped_column(Words)
    text_sha256: Mapped[str] = mapped_column(Words)
    license_ids: Mapped[list[str]] = mapped_column(JSON)
    credit_name: Mapped[str] = mapped_column(Words, server_default="")
    credit_key: Mapped[str] = mapped_column(Words, server_default="", index=True)
    evidence: Mapped[str] = mapped_column(Words)
    valid_until: Mapped[str | None] = mapped_column(Words)
    terminated_at: Mapped[str | None] = mapped_column(Words)


class ReceiptRow(Row):
    """One licensed download: what was signed, and as columns what lists and a recall ask for."""

    __tablename__ = "receipt"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"))
    issued_at: Mapped[str] = mapped_column(Words)
    file_sha256: Mapped[str] = mapped_column(Words)
    license_id: Mapped[str] = mapped_column(Words)
    agreement_id: Mapped[str] = mapped_column(Words, index=True)
    recipient: Mapped[str] = mapped_column(Words)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    signed: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "asset_id", "number"), Index(None, "file_sha256", "number"))
