"""Indexing: the index follows the catalogue's change feed, and is made anew beside itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from imagepool.asset import State
from imagepool.catalogue.catalogue import Catalogue
from imagepool.errors import NotFound
from imagepool.index import Pattern
from imagepool.workflows.clerks import Portion, clerk_of, records_of
from imagepool.workflows.workshop import Workshop

BATCH = 500  # changes applied to the index at once
AT_ONCE = 5_000  # more changes than this are caught up with in the background

_MANY = 20_000  # assets from which on several processes make the documents
_ALIKE = 12  # bits in which the pHashes of pictures that look alike may differ
_MOST_ALIKE = 50

_behind = threading.Lock()


def bring_up_to_date(workshop: Workshop, *, patient: bool = False) -> bool:
    """Apply the catalogue's newest changes to the index; return whether it knows them all.

    An index that was made by other words is made anew.
    """
    # The index first: what another process puts in meanwhile must not look like too much.
    position, receipts = workshop.index.stands
    with workshop.catalogue.reading() as books:
        last, used = books.changes.ends()
    behind = last - position
    if behind < 0:  # the catalogue was set back, so what the index knows is worth nothing
        workshop.index.clear()
        behind, position = last, 0
    outdated = workshop.index.outdated
    if not (behind or used > receipts or outdated):
        return True
    many = max(behind, last if outdated else 0) > AT_ONCE
    if patient or not many:
        _catch_up(workshop, new=position == 0)
        return True
    _in_background(lambda: _catch_up(workshop, new=position == 0))
    # By other words it answers as well as it did until now.
    if behind <= AT_ONCE:
        _apply(workshop)
        return True
    return False


def rebuild(workshop: Workshop) -> Iterator[tuple[int, int]]:
    """Make the index anew beside the one that answers meanwhile; yield (done, of how many)."""
    with workshop.catalogue.reading() as books:
        position, receipts = books.changes.ends()
        total = sum(books.assets.counts().values())
    portions = _portions(workshop.catalogue, position)
    records = records_of(workshop, portions, in_children=total > _MANY)
    for done in workshop.index.renew(records, position=position, receipts=receipts):
        yield done, total
    _apply(workshop)


def pattern_of(workshop: Workshop, asset_id: str) -> Pattern:
    """Return what others are likened to; raises ``NotFound`` for an asset that is not published."""
    with workshop.catalogue.reading() as books:
        asset = books.assets.get(asset_id)
        if asset.state is not State.PUBLISHED:
            raise NotFound("asset", asset_id)
        near = books.assets.near(asset.likeness, _ALIKE, _MOST_ALIKE)
        [document] = clerk_of(workshop).documents(books, [asset_id])
    return Pattern(document, tuple(found for found, _ in near if found != asset_id))


def _catch_up(workshop: Workshop, *, new: bool) -> None:
    if workshop.index.outdated or (new and _worth_renewing(workshop)):
        for _ in rebuild(workshop):
            pass
    _apply(workshop)


def _worth_renewing(workshop: Workshop) -> bool:
    with workshop.catalogue.reading() as books:
        return books.changes.last() > AT_ONCE


def _in_background(act: Callable[[], None]) -> None:
    def work() -> None:
        try:
            act()
        finally:
            _behind.release()

    if _behind.acquire(blocking=False):
        threading.Thread(target=work, daemon=True).start()


def _apply(workshop: Workshop) -> None:
    """Apply change after change to the index that stands, until it knows them all."""
    clerk = clerk_of(workshop)
    while True:
        position, receipts = workshop.index.stands
        with workshop.catalogue.reading() as books:
            changes = books.changes.after(position, BATCH)
            used = books.receipts.assets_after(receipts, BATCH) if len(changes) < BATCH else []
            if not changes and not used:
                return
            ids = dict.fromkeys((*(c.asset_id for c in changes), *(id_ for _, id_ in used)))
            documents = clerk.documents(books, ids)
        workshop.index.apply(
            changes[-1].position if changes else position,
            documents,
            ids.keys() - {document.id for document in documents},
            since=position,
            receipts=used[-1][0] if used else receipts,
        )


def _portions(catalogue: Catalogue, until: int) -> Iterator[Portion]:
    position = 0
    while True:
        with catalogue.reading() as books:
            changes = books.changes.after(position, BATCH)
        wanted = [change.asset_id for change in changes if change.position <= until]
        if not wanted:
            return
        yield wanted, until
        position = changes[-1].position
