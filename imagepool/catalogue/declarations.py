"""What was declared about assets, who is shown in them, and how long they are to be had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.documents import document_of
from imagepool.catalogue.rows import DeclarationRow, ReleasedAssetRow, ReleaseRow
from imagepool.rights.availability import Availability
from imagepool.rights.declarations import Declarations
from imagepool.rights.depicted import DepictedPerson

__all__ = ["AssetDeclarations"]


class AssetDeclarations:
    """Writing of one transaction; a change of the asset, with its event, belongs to each."""

    def __init__(self, session: Session, counter: Counter) -> None:
        self._session = session
        self._counter = counter

    def declare(self, asset_id: str, declarations: Declarations) -> None:
        """Keep the declarations in place of earlier ones."""
        self._row(asset_id).declarations = document_of(declarations)
        self._session.flush()

    def depict(self, asset_id: str, persons: Iterable[DepictedPerson]) -> None:
        """Keep who is shown, from the left, in place of an earlier list."""
        self._row(asset_id).depicted = [document_of(person) for person in persons]
        self._session.flush()

    def limit(self, asset_id: str, availability: Availability) -> None:
        """Keep the limits in place of earlier ones."""
        row = self._row(asset_id)
        row.availability = document_of(availability)
        row.ends = availability.ends.isoformat() if availability.ends else None
        self._session.flush()

    def ended(self, since: date, before: date) -> list[str]:
        """Return the assets whose limits or releases had their last day in [since, before)."""
        period = since.isoformat(), before.isoformat()
        limits = select(DeclarationRow.asset_id).where(_in(DeclarationRow.ends, period))
        releases = (
            select(ReleasedAssetRow.asset_id)
            .join(ReleaseRow, ReleaseRow.id == ReleasedAssetRow.release_id)
            .where(_in(ReleaseRow.valid_until, period) | _in(ReleaseRow.renew_on, period))
        )
        return sorted(self._session.scalars(limits.union(releases)))

    def _row(self, asset_id: str) -> DeclarationRow:
        self._counter.hold()  # from here on, nobody else declares
        row = self._session.get(DeclarationRow, asset_id, populate_existing=True)
        if row is None:
            row = DeclarationRow(asset_id=asset_id, declarations={}, depicted=[], availability={})
            self._session.add(row)
        return row


def _in(column: InstrumentedAttribute[str | None], period: tuple[str, str]) -> ColumnElement[bool]:
    since, before = period
    return (column >= since) & (column < before)
