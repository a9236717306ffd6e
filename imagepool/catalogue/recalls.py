"""The recalls, and the assets that each calls back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import RecalledAssetRow, RecallRow
from imagepool.catalogue.values import Page, paged, position_of
from imagepool.errors import NotFound
from imagepool.rights.recall import Recall

__all__ = ["Recalls"]


class Recalls:
    """The recalls of one transaction."""

    def __init__(self, session: Session, counter: Counter) -> None:
        self._session = session
        self._counter = counter

    def add(self, recall: Recall) -> Recall:
        """Keep a new recall of its assets."""
        self._counter.hold()  # who judges the assets by then, judges with it
        self._session.add(RecallRow(id=recall.id, document=document_of(recall)))
        self._session.flush()
        for asset_id in recall.asset_ids:
            self._session.add(RecalledAssetRow(asset_id=asset_id, recall_id=recall.id))
        self._session.flush()
        return recall

    def get(self, recall_id: str) -> Recall:
        """Return the recall, or raise ``NotFound``."""
        return value_of(Recall, self._row(recall_id).document)

    def replace(self, recall: Recall) -> Recall:
        """Write the changed recall, of the same assets; raises ``NotFound``."""
        self._counter.hold()
        self._row(recall.id).document = document_of(recall)
        self._session.flush()
        return recall

    def page(self, after: str | None = None, limit: int = 50) -> Page[Recall]:
        """Return a page of all recalls, newest first."""
        query = select(RecallRow).order_by(RecallRow.number.desc()).limit(limit + 1)
        before = position_of(after)
        if before is not None:
            query = query.where(RecallRow.number < before)
        rows = self._session.scalars(query)
        return paged([(row.number, value_of(Recall, row.document)) for row in rows], limit)

    def _row(self, recall_id: str) -> RecallRow:
        query = select(RecallRow).where(RecallRow.id == recall_id)
        row = self._session.scalar(query.execution_options(populate_existing=True))
        if row is None:
            raise NotFound("recall", recall_id)
        return row
