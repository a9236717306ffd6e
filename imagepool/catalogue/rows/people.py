"""Rows of the people: accounts, their login links, and what they sent."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words


class PersonRow(Row):
    """One account. ``email_key`` keeps an address from having two, however it is cased."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(Words, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    email: Mapped[str] = mapped_column(Words)
    email_key: Mapped[str] = mapped_column(Words, unique=True)
    role: Mapped[str] = mapped_column(Words)
    organization: Mapped[str] = mapped_column(Words)
    audience: Mapped[str] = mapped_column(Words)
    password_hash: Mapped[str | None] = mapped_column(Words)
    active: Mapped[bool] = mapped_column(Boolean)
    added_at: Mapped[str] = mapped_column(Words)


class LoginTokenRow(Row):
    """A login link that works once; only the token's hash is known. Times are UNIX seconds."""

    __tablename__ = "login_token"

    hash: Mapped[str] = mapped_column(Words, primary_key=True)
    person_id: Mapped[str] = mapped_column(Words, ForeignKey("person.id"), index=True)
    expires_at: Mapped[int] = mapped_column(BigInteger, index=True)
    used_at: Mapped[int | None] = mapped_column(BigInteger)


class SubmissionRow(Row):
    """One uploaded file and what became of it; ``number`` is the order of arrival."""

    __tablename__ = "submission"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    batch: Mapped[str] = mapped_column(Words)
    at: Mapped[str] = mapped_column(Words)
    person_id: Mapped[str] = mapped_column(Words, ForeignKey("person.id"))
    original_name: Mapped[str] = mapped_column(Words)
    digest: Mapped[str] = mapped_column(Words)
    license_id: Mapped[str] = mapped_column(Words)
    creator: Mapped[list[str]] = mapped_column(JSON)
    agreement_id: Mapped[str | None] = mapped_column(Words, ForeignKey("agreement.id"))
    answers: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    outcome: Mapped[str] = mapped_column(Words)
    asset_id: Mapped[str | None] = mapped_column(Words, ForeignKey("asset.id"), index=True)
    error: Mapped[str] = mapped_column(Words)

    __table_args__ = (
        Index(None, "batch", "number"),
        Index(None, "person_id", "number"),
        Index(None, "outcome", "number"),
    )
