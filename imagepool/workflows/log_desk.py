"""The log desk: the event log of a pool, as part of its front door."""

from __future__ import annotations

from imagepool.asset import Event
from imagepool.catalogue.values import Page
from imagepool.workflows import event_log
from imagepool.workflows.workshop import Workshop


class LogDesk:
    """What happened in a pool; ``Pool.fsck`` proves that nothing of it was changed."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def page(self, after: str | None = None, *, limit: int = 100) -> Page[Event]:
        """Return a page of all events, newest first, with a cursor to the rest."""
        with self._workshop.catalogue.reading() as books:
            return books.events.page(after, limit)

    def of_subject(self, subject: str) -> tuple[Event, ...]:
        """Return what happened to a subject such as ``key:ID`` or ``asset:ID``, oldest first."""
        with self._workshop.catalogue.reading() as books:
            return tuple(books.events.of_subject(subject))

    def erase(self, name: str, *, actor: str, reason: str) -> int:
        """Erase a person from who did what, with the details; return from how many events."""
        return event_log.erase_actor(self._workshop, name, actor=actor, reason=reason)
