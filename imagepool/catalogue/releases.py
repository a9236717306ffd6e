"""The releases, and the assets that each clears."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import ReleasedAssetRow, ReleaseRow
from imagepool.catalogue.values import Page, paged, position_of
from imagepool.errors import NotFound
from imagepool.rights.releases import Release, ReleaseState

__all__ = ["Releases"]


class Releases:
    """The releases of one transaction."""

    def __init__(self, session: Session, counter: Counter) -> None:
        self._session = session
        self._counter = counter

    def add(self, release: Release, asset_ids: Iterable[str], token_sha256: str = "") -> Release:
        """Keep a new release for these assets; ``token_sha256`` is of its link's secret."""
        self._counter.hold()  # who judges the assets by then, judges with it
        row = ReleaseRow(token_sha256=token_sha256 or None)
        _fill(row, release)
        self._session.add(row)
        self._session.flush()
        for asset_id in asset_ids:
            self.clear(release.id, asset_id)
        return release

    def get(self, release_id: str) -> Release:
        """Return the release, or raise ``NotFound``."""
        return value_of(Release, self._row(release_id).document)

    def by_token(self, token_sha256: str) -> Release | None:
        """Return the release that this link signs and withdraws, or None."""
        query = select(ReleaseRow).where(ReleaseRow.token_sha256 == token_sha256)
        row = self._session.scalar(query.execution_options(populate_existing=True))
        return value_of(Release, row.document) if row else None

    def replace(self, release: Release, token_sha256: str = "") -> Release:
        """Write the changed release, and its new link's digest if one is given; ``NotFound``."""
        self._counter.hold()
        row = self._row(release.id)
        _fill(row, release)
        row.token_sha256 = token_sha256 or row.token_sha256
        self._session.flush()
        return release

    def clear(self, release_id: str, asset_id: str) -> None:
        """Let a release clear one more asset; again is harmless."""
        if self._session.get(ReleasedAssetRow, (asset_id, release_id)) is None:
            self._session.add(ReleasedAssetRow(asset_id=asset_id, release_id=release_id))
            self._session.flush()

    def unclear(self, release_id: str, asset_id: str) -> None:
        """Let a release no longer stand for an asset; again is harmless."""
        row = self._session.get(ReleasedAssetRow, (asset_id, release_id))
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def assets_of(self, release_id: str) -> list[str]:
        """Return the ids of the assets that it clears."""
        query = select(ReleasedAssetRow.asset_id).where(ReleasedAssetRow.release_id == release_id)
        return sorted(self._session.scalars(query))

    def unasked(self, asset_id: str) -> list[Release]:
        """Return the releases that an asset needs and that no link has asked anybody for."""
        query = (
            select(ReleaseRow.document)
            .join(ReleasedAssetRow, ReleasedAssetRow.release_id == ReleaseRow.id)
            .where(ReleasedAssetRow.asset_id == asset_id, ReleaseRow.token_sha256.is_(None))
            .where(ReleaseRow.state == ReleaseState.REQUESTED.value)
            .order_by(ReleaseRow.number)
        )
        return [value_of(Release, document) for document in self._session.scalars(query)]

    def page(self, after: str | None = None, limit: int = 50) -> Page[Release]:
        """Return a page of all releases, newest first."""
        query = select(ReleaseRow).order_by(ReleaseRow.number.desc()).limit(limit + 1)
        before = position_of(after)
        if before is not None:
            query = query.where(ReleaseRow.number < before)
        rows = self._session.scalars(query)
        return paged([(row.number, value_of(Release, row.document)) for row in rows], limit)

    def _row(self, release_id: str) -> ReleaseRow:
        query = select(ReleaseRow).where(ReleaseRow.id == release_id)
        row = self._session.scalar(query.execution_options(populate_existing=True))
        if row is None:
            raise NotFound("release", release_id)
        return row


def _fill(row: ReleaseRow, release: Release) -> None:
    row.id = release.id
    row.state = release.state.value
    row.valid_until = release.valid_until.isoformat() if release.valid_until else None
    row.renew_on = release.renew_on.isoformat() if release.renew_on else None
    row.document = document_of(release)
