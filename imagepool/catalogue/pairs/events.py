"""Event and link of the log: value from row, row from value."""

from __future__ import annotations

from imagepool.asset import Event
from imagepool.catalogue.chain import Link
from imagepool.catalogue.rows import EventRow


def event_of(row: EventRow) -> Event:
    """Return the event."""
    return Event(
        at=row.at,
        actor=row.actor,
        act=row.act,
        asset_id=row.asset_id,
        detail=row.detail,
        subject=row.subject,
    )


def link_of(row: EventRow) -> Link:
    """Return the event with its place in the chain."""
    return Link(
        number=row.id,
        event=event_of(row),
        salt=row.salt,
        told=row.told,
        before=row.before,
        digest=row.digest,
    )


def row_of_link(link: Link) -> EventRow:
    """Return the row of a new link."""
    event = link.event
    return EventRow(
        id=link.number,
        at=event.at,
        act=event.act,
        subject=event.subject,
        asset_id=event.asset_id,
        actor=event.actor,
        detail=dict(event.detail),
        salt=link.salt,
        told=link.told,
        before=link.before,
        digest=link.digest,
    )
