"""Indexing: the index follows the catalogue's change feed, and is made anew beside itself."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from imagepool.asset import State
from imagepool.catalogue.catalogue import Catalogue, Transaction
from imagepool.errors import NotFound
from imagepool.index import Pattern, record
from imagepool.region.region import Region, load_region
from imagepool.rights.licenses import License, load_licenses
from imagepool.search.document import Document, document_of
from imagepool.search.vocabulary import Vocabulary
from imagepool.workflows.known import known_of
from imagepool.workflows.vocabulary import vocabulary_in
from imagepool.workflows.workshop import Workshop

BATCH = 500  # changes applied to the index at once
AT_ONCE = 5_000  # more changes than this are caught up with in the background

_MANY = 20_000  # assets from which on several processes make the documents
_PROCESSES = 2
_AHEAD = 2 * _PROCESSES  # batches that wait to be written

_ALIKE = 12  # bits in which the pHashes of pictures that look alike may differ
_MOST_ALIKE = 50

_behind = threading.Lock()


def bring_up_to_date(workshop: Workshop, *, patient: bool = False) -> bool:
    """Apply the catalogue's newest changes to the index; return whether it knows them all.

    An index that was made by other words is made anew.
    """
    with workshop.catalogue.reading() as books:
        last = books.changes.last()
        position, receipts = workshop.index.stands
        behind = last - position
        uses = books.receipts.last() - receipts
    if behind < 0 or uses < 0:  # the catalogue was set back, so the index is worth nothing
        workshop.index.clear()
        behind, position = last, 0
    many = max(behind, last if workshop.index.outdated else 0) > AT_ONCE
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
        position, receipts = books.changes.last(), books.receipts.last()
        total = sum(books.assets.counts().values())
    portions = _portions(workshop.catalogue, position)
    make = _in_processes if total > _MANY else _here
    records = make(workshop, portions)
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
        [document] = _clerk_of(workshop).documents(books, [asset_id])
    return Pattern(document, tuple(found for found, _ in near if found != asset_id))


def _clerk_of(workshop: Workshop) -> _Clerk:
    return _Clerk(workshop.region, vocabulary_in(workshop.region_name), workshop.licenses)


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
    clerk = _clerk_of(workshop)
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


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Makes documents of assets."""

    region: Region
    vocabulary: Vocabulary
    licenses: Mapping[str, License]

    def documents(
        self, books: Transaction, ids: Iterable[str], until: int | None = None
    ) -> list[Document]:
        """Return the documents of these assets, of those changed after ``until`` none."""
        found = books.assets.many(ids).values()
        assets = [asset for asset in found if until is None or asset.revision <= until]
        known = known_of(books, assets, self.region, self.licenses)
        return [
            document_of(asset, self.region.words_of(asset), self.vocabulary, known[asset.id])
            for asset in assets
        ]


Portion = tuple[list[str], int]  # ids, and the change up to which they count


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


def _here(workshop: Workshop, portions: Iterable[Portion]) -> Iterator[Sequence[str]]:
    clerk = _clerk_of(workshop)
    return (_records(workshop.catalogue, clerk, portion) for portion in portions)


def _records(catalogue: Catalogue, clerk: _Clerk, portion: Portion) -> list[str]:
    ids, until = portion
    with catalogue.reading() as books:
        documents = clerk.documents(books, ids, until)
    return [record(document) for document in documents]


def _in_processes(workshop: Workshop, portions: Iterable[Portion]) -> Iterator[Sequence[str]]:
    """Make the records in child processes, some portions ahead of what is written."""
    begun = (workshop.catalogue.url, workshop.region_name)
    with ProcessPoolExecutor(
        _PROCESSES, mp_context=get_context("spawn"), initializer=_begin, initargs=begun
    ) as children:
        waiting: deque[Future[list[str]]] = deque()
        for portion in portions:
            waiting.append(children.submit(_records_in_child, portion))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_child: list[tuple[Catalogue, _Clerk]] = []  # what a child process opened when it began


def _begin(url: str, region_name: str) -> None:
    clerk = _Clerk(load_region(region_name), vocabulary_in(region_name), load_licenses())
    _child.append((Catalogue.open(url), clerk))


def _records_in_child(portion: Portion) -> list[str]:
    [(catalogue, clerk)] = _child
    return _records(catalogue, clerk, portion)
