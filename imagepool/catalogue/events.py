"""The history: who did what to which asset, kept for ever."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.asset import Event
from imagepool.catalogue.pairs.assets import event_of, row_of_event
from imagepool.catalogue.rows import EventRow
from imagepool.catalogue.values import Page, paged, position_of

__all__ = ["Events"]


class Events:
    """The events of one transaction; changes of an asset come with theirs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, event: Event) -> None:
        """Note something that changed nothing of the asset itself, such as a download."""
        self._session.add(row_of_event(event))
        self._session.flush()

    def of_asset(self, asset_id: str) -> list[Event]:
        """Return the asset's events in their order."""
        query = select(EventRow).where(EventRow.asset_id == asset_id).order_by(EventRow.id)
        return [event_of(row) for row in self._session.scalars(query)]

    def page(self, after: str | None = None, limit: int = 100) -> Page[Event]:
        """Return a page of all events, newest first."""
        query = select(EventRow).order_by(EventRow.id.desc()).limit(limit + 1)
        before = position_of(after)
        if before is not None:
            query = query.where(EventRow.id < before)
        return paged([(row.id, event_of(row)) for row in self._session.scalars(query)], limit)
