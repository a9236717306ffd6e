"""The event log: who did what to what, chained and kept for ever."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from imagepool.asset import Event
from imagepool.catalogue.chain import Head, Link, appended
from imagepool.catalogue.pairs.events import event_of, link_of, row_of_link
from imagepool.catalogue.rows import EventHeadRow, EventRow
from imagepool.catalogue.values import Page, paged, position_of

__all__ = ["Events"]

_PORTION = 1000  # rows that a walk holds at once


class Events:
    """The events of one transaction; changes of an asset come with theirs.

    They are chained in at the transaction's very end: the end of the chain is the last of all
    locks, so that no two writers wait for each other in a circle, and none for long.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[Event] = []

    def add(self, event: Event) -> None:
        """Note something that happened, such as a download; it stands when the act is done."""
        self._waiting.append(event)

    def of_asset(self, asset_id: str) -> list[Event]:
        """Return the asset's events in their order."""
        query = select(EventRow).where(EventRow.asset_id == asset_id).order_by(EventRow.id)
        noted = [event for event in self._waiting if event.asset_id == asset_id]
        return [event_of(row) for row in self._session.scalars(query)] + noted

    def of_subject(self, subject: str) -> list[Event]:
        """Return what happened to a subject, such as ``recall:ID``, in its order."""
        query = select(EventRow).where(EventRow.subject == subject).order_by(EventRow.id)
        noted = [event for event in self._waiting if event.subject == subject]
        return [event_of(row) for row in self._session.scalars(query)] + noted

    def page(self, after: str | None = None, limit: int = 100) -> Page[Event]:
        """Return a page of all events that stand, newest first."""
        query = select(EventRow).order_by(EventRow.id.desc()).limit(limit + 1)
        before = position_of(after)
        if before is not None:
            query = query.where(EventRow.id < before)
        return paged([(row.id, event_of(row)) for row in self._session.scalars(query)], limit)

    def links(self) -> Iterator[Link]:
        """Yield the whole chain from its first event; few are in memory at once."""
        last: int | None = None
        while True:
            query = select(EventRow).order_by(EventRow.id).limit(_PORTION)
            if last is not None:
                query = query.where(EventRow.id > last)
            rows = self._session.scalars(query).all()
            yield from map(link_of, rows)
            if len(rows) < _PORTION:
                return
            last = rows[-1].id
            self._session.expunge_all()

    def head(self) -> Head:
        """Return the end of the chain, as the catalogue states it."""
        row = self._session.get_one(EventHeadRow, 1)
        return Head(row.number, row.digest)

    def erase(self, actor: str, noted: Event) -> int:
        """Erase this actor and the details from all events of theirs; return how many.

        When, what, to which subject and asset stay, and the chain still holds. ``noted`` is the
        event of erasing, which stands in the log like any other.
        """
        query = update(EventRow).where(EventRow.actor == actor, EventRow.salt != "")
        done = self._session.execute(query.values(actor="", detail={}, salt=""))
        self.add(noted)
        return int(getattr(done, "rowcount", 0))

    def settle(self) -> None:
        """Chain in what was noted; nothing else may be written after it."""
        if not self._waiting:
            return
        self._session.flush()
        end = self._session.get_one(EventHeadRow, 1, with_for_update=True)
        head = Head(end.number, end.digest)
        for event in self._waiting:
            link = appended(head, event)
            self._session.add(row_of_link(link))
            head = link.head
        self._waiting.clear()
        self._session.flush()  # before the end moves: what lies behind it is never written anew
        end.number, end.digest = head.number, head.digest
        self._session.flush()
