"""The recalls, and the assets that each calls back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.asset import State
from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import RecalledAssetRow, RecallRow
from imagepool.catalogue.values import Page, paged, position_of
from imagepool.errors import NotFound
from imagepool.rights.recalls.recall import Recall

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

    def locked(self, recall_id: str) -> Recall:
        """Return the recall to change it; until the end nobody else writes. Raises ``NotFound``."""
        self._counter.hold()
        return self.get(recall_id)

    def replace(self, recall: Recall) -> Recall:
        """Write the changed recall, of the same assets; raises ``NotFound``."""
        self._counter.hold()
        self._row(recall.id).document = document_of(recall)
        self._session.flush()
        return recall

    def open_ones(self) -> list[Recall]:
        """Return the recalls that are neither undone nor closed, oldest first."""
        return [recall for recall in self.all() if recall.is_open]

    def ended_before(self, moment: str) -> list[Recall]:
        """Return the recalls that were undone or closed before that moment."""
        return [each for each in self.all() if "" < (each.undone_at or each.closed_at) < moment]

    def all(self) -> list[Recall]:
        """Return all recalls, oldest first; they are few."""
        query = select(RecallRow.document).order_by(RecallRow.number)
        return [value_of(Recall, document) for document in self._session.scalars(query)]

    def state_before(self, recall_id: str, asset_id: str) -> State | None:
        """Return where the asset stood before the recall blocked it; None: it never did."""
        row = self._session.get(RecalledAssetRow, (asset_id, recall_id), populate_existing=True)
        return State(row.state_before) if row and row.state_before else None

    def states_before(self, asset_id: str) -> dict[str, State]:
        """Return the same for every recall that has blocked the asset, by the recall's id."""
        query = select(RecalledAssetRow).where(RecalledAssetRow.asset_id == asset_id)
        return {
            row.recall_id: State(row.state_before)
            for row in self._session.scalars(query)
            if row.state_before
        }

    def note_state(self, recall_id: str, asset_id: str, state: State) -> None:
        """Keep where an asset stood when the recall blocked it."""
        row = self._session.get_one(RecalledAssetRow, (asset_id, recall_id))
        row.state_before = state.value
        self._session.flush()

    def set_report(self, recall_id: str, report: Mapping[str, Any]) -> None:
        """Keep what a recall came to, when it is closed."""
        self._row(recall_id).report = dict(report)
        self._session.flush()

    def report(self, recall_id: str) -> dict[str, Any] | None:
        """Return what a closed recall came to; None while it is open."""
        return self._row(recall_id).report

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
