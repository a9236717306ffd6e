"""Rows of what clears an asset: declarations, limits, releases, requests and grants.

The values are kept whole as JSON; columns are only what is searched for.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Serial, Words

Document = dict[str, Any]


class DeclarationRow(Row):
    """What was declared about an asset, who is shown, and its limits."""

    __tablename__ = "declaration"

    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), primary_key=True)
    declarations: Mapped[Document] = mapped_column(JSON)
    depicted: Mapped[list[Document]] = mapped_column(JSON)
    availability: Mapped[Document] = mapped_column(JSON)
    ends: Mapped[str | None] = mapped_column(Words, index=True)  # last day of the availability


class ReleaseRow(Row):
    """One consent; ``token_sha256`` finds it by the link that signs and withdraws it."""

    __tablename__ = "release"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    state: Mapped[str] = mapped_column(Words)
    valid_until: Mapped[str | None] = mapped_column(Words, index=True)
    renew_on: Mapped[str | None] = mapped_column(Words, index=True)
    token_sha256: Mapped[str | None] = mapped_column(Words, unique=True)
    document: Mapped[Document] = mapped_column(JSON)


class ReleasedAssetRow(Row):
    """A release clears an asset."""

    __tablename__ = "released_asset"

    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), primary_key=True)
    release_id: Mapped[str] = mapped_column(
        Words, ForeignKey("release.id"), primary_key=True, index=True
    )


class AccessRequestRow(Row):
    """Somebody asks for what the license leaves to the pool."""

    __tablename__ = "access_request"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    id: Mapped[str] = mapped_column(Words, unique=True)
    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), index=True)
    state: Mapped[str] = mapped_column(Words)
    document: Mapped[Document] = mapped_column(JSON)

    __table_args__ = (Index(None, "state", "number"),)


class GrantRow(Row):
    """What a curator allowed to one requester."""

    __tablename__ = "use_grant"  # GRANT is a word of SQL

    id: Mapped[str] = mapped_column(Words, primary_key=True)
    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"))
    requester: Mapped[str] = mapped_column(Words)
    document: Mapped[Document] = mapped_column(JSON)

    __table_args__ = (Index(None, "asset_id", "requester"),)
