"""Rows of an asset: its facts, its findings, and the counter."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Float, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Row, Words


class AssetRow(Row):
    """One picture. What lists and filters ask for are columns; lists of words are JSON."""

    __tablename__ = "asset"

    id: Mapped[str] = mapped_column(Words, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(Words, unique=True)
    format: Mapped[str] = mapped_column(Words)
    byte_count: Mapped[int] = mapped_column(BigInteger)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Words)
    state: Mapped[str] = mapped_column(Words)
    creator: Mapped[list[str]] = mapped_column(JSON)
    license_id: Mapped[str] = mapped_column(Words)
    agreement_id: Mapped[str | None] = mapped_column(Words, ForeignKey("agreement.id"), index=True)
    copyright_notice: Mapped[str] = mapped_column(Words)
    added_at: Mapped[str] = mapped_column(Words)
    published_at: Mapped[str | None] = mapped_column(Words)
    rights_stamp: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    headline: Mapped[str] = mapped_column(Words)
    caption: Mapped[str] = mapped_column(Words)
    keywords: Mapped[list[str]] = mapped_column(JSON)
    alt_text: Mapped[str] = mapped_column(Words)
    date_taken: Mapped[str] = mapped_column(Words)
    location_shown: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    location_created: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    camera_make: Mapped[str] = mapped_column(Words)
    camera_model: Mapped[str] = mapped_column(Words)
    digital_source_type: Mapped[str] = mapped_column(Words)
    model_release_status: Mapped[str] = mapped_column(Words)
    property_release_status: Mapped[str] = mapped_column(Words)
    themes: Mapped[list[str]] = mapped_column(JSON)

    # The change feed is read from the second index alone.
    __table_args__ = (
        Index(None, "state", "number"),
        Index(None, "camera_model", "date_taken"),
        Index(None, "revision", "id", unique=True),
    )


class ReportRow(Row):
    """The newest report of the image-style concept, with what lists ask of it."""

    __tablename__ = "report"

    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), primary_key=True)
    concept_id: Mapped[str] = mapped_column(Words)
    concept_version: Mapped[str] = mapped_column(Words)
    verdict: Mapped[str] = mapped_column(Words)
    faces: Mapped[int | None] = mapped_column(Integer)
    colors: Mapped[list[tuple[str, float]] | None] = mapped_column(JSON(none_as_null=True))
    fit: Mapped[int | None] = mapped_column(Integer)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


class CounterRow(Row):
    """The only row counts assets and changes; who writes an asset holds it until the commit.

    So positions have no gaps and become visible in their order, on PostgreSQL too.
    """

    __tablename__ = "counter"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assets: Mapped[int] = mapped_column(BigInteger)
    changes: Mapped[int] = mapped_column(BigInteger)
