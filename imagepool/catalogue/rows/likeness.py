"""Rows by which a picture is found again: as a whole, and by any part of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from imagepool.catalogue.rows.row import Bits64, Row, Words


class LikenessRow(Row):
    """The perceptual hashes, apart from the asset, since they never change.

    ``band_0`` to ``band_2`` are the pHash's thirds, highest first. Each index covers the search for
    neighbors, so that it reads no table. ``mirrored`` is None until the picture is looked at again.
    """

    __tablename__ = "likeness"

    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), primary_key=True)
    phash: Mapped[int] = mapped_column(Bits64)
    dhash: Mapped[int] = mapped_column(Bits64)
    mirrored: Mapped[int | None] = mapped_column(Bits64)
    band_0: Mapped[int] = mapped_column(Integer)
    band_1: Mapped[int] = mapped_column(Integer)
    band_2: Mapped[int] = mapped_column(Integer)

    __table_args__ = tuple(Index(None, f"band_{band}", "phash", "asset_id") for band in range(3))


class FeaturesRow(Row):
    """The local features of an asset; ``number`` is the asset's."""

    __tablename__ = "features"

    number: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("asset.number"), primary_key=True, autoincrement=False
    )
    asset_id: Mapped[str] = mapped_column(Words, ForeignKey("asset.id"), unique=True)
    version: Mapped[int] = mapped_column(Integer)
    document: Mapped[bytes] = mapped_column(LargeBinary)


class FeatureWordRow(Row):
    """Which assets have a feature of this word: a table that is nothing but its index."""

    __tablename__ = "feature_word"

    word: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (SQLAlchemy's own form)
