"""Collections: curators put pictures together, everybody finds them under one name."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace

from imagepool.asset import Asset, State
from imagepool.catalogue.transaction import Transaction
from imagepool.errors import InvalidRequest, NotFound
from imagepool.search.collections import LONGEST_TEXT, LONGEST_TITLE, MOST, Collection
from imagepool.workflows.search import to_show
from imagepool.workflows.workshop import Workshop, event, now


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection, how many pictures may be shown of it, and the first of them."""

    collection: Collection
    count: int
    cover: Asset | None


@dataclass(frozen=True, slots=True)
class Collected:
    """A collection with what may be shown of it, in its order."""

    collection: Collection
    assets: tuple[Asset, ...]


def make_collection(
    workshop: Workshop,
    *,
    title: str,
    text: str = "",
    public: bool = False,
    asset_ids: Iterable[str] = (),
    actor: str,
) -> Collection:
    """Make a collection of these pictures, or of none so far.

    Raises ``InvalidRequest`` for a title that is none, and what ``collect`` raises.
    """
    collection = Collection(
        id=secrets.token_hex(8),
        title=title.strip(),
        text=text.strip(),
        public=public,
        made_at=now(),
        made_by=actor,
    )
    _check(collection)
    with workshop.catalogue.transaction() as books:
        _note(books, collection, "collection_made", actor)
        books.collections.add(collection)
        _put(books, collection, asset_ids, actor)
    return collection


def change_collection(
    workshop: Workshop, collection_id: str, *, title: str, text: str, public: bool, actor: str
) -> Collection:
    """Name a collection otherwise, let everybody see it, or only curators."""
    with workshop.catalogue.transaction() as books:
        changed = replace(
            books.collections.get(collection_id),
            title=title.strip(),
            text=text.strip(),
            public=public,
        )
        _check(changed)
        _note(books, changed, "collection_changed", actor)
        return books.collections.replace(changed)


def remove_collection(workshop: Workshop, collection_id: str, *, actor: str) -> None:
    """Forget a collection; its pictures stay in the pool."""
    with workshop.catalogue.transaction() as books:
        _note(books, books.collections.get(collection_id), "collection_removed", actor)
        books.collections.remove(collection_id)


def collect(workshop: Workshop, collection_id: str, asset_ids: Iterable[str], *, actor: str) -> int:
    """Put pictures into a collection, behind the others; return how many are new to it.

    Raises ``NotFound`` where one of them is not in the pool, and ``InvalidRequest`` where there
    would be too many.
    """
    with workshop.catalogue.transaction() as books:
        return _put(books, books.collections.get(collection_id), asset_ids, actor)


def take_out(
    workshop: Workshop, collection_id: str, asset_ids: Iterable[str], *, actor: str
) -> int:
    """Take pictures out of a collection; return how many were in it."""
    with workshop.catalogue.transaction() as books:
        collection = books.collections.get(collection_id)
        gone = books.collections.take_out(collection_id, asset_ids)
        for asset_id in gone:
            _note(books, collection, "take_out", actor, asset_id)
    return len(gone)


def collections(workshop: Workshop, *, hidden: bool = False) -> tuple[Listed, ...]:
    """Return the public collections, the newest first; ``hidden``: the others, too."""
    with workshop.catalogue.reading() as books:
        found = [each for each in books.collections.all() if each.public or hidden]
        lying = {each.id: books.collections.assets(each.id) for each in found}
    shown = to_show(workshop, [id_ for ids in lying.values() for id_ in ids], (State.PUBLISHED,))
    of_each = [(each, [shown[id_] for id_ in lying[each.id] if id_ in shown]) for each in found]
    return tuple(Listed(each, len(some), some[0] if some else None) for each, some in of_each)


def names(workshop: Workshop) -> tuple[Collection, ...]:
    """Return all collections, hidden ones, too, by their titles."""
    with workshop.catalogue.reading() as books:
        return tuple(sorted(books.collections.all(), key=lambda each: each.title.casefold()))


def collected(workshop: Workshop, collection_id: str, *, hidden: bool = False) -> Collected:
    """Return a collection with what may be shown of it; raises ``NotFound``.

    So it does for one that is not public, unless ``hidden`` ones are wanted, too.
    """
    with workshop.catalogue.reading() as books:
        collection = books.collections.get(collection_id)
        ids = books.collections.assets(collection_id)
    if not (collection.public or hidden):
        raise NotFound("collection", collection_id)
    return Collected(collection, tuple(to_show(workshop, ids, (State.PUBLISHED,)).values()))


def collections_of(
    workshop: Workshop, asset_id: str, *, hidden: bool = False
) -> tuple[Collection, ...]:
    """Return the collections that an asset lies in, oldest first."""
    with workshop.catalogue.reading() as books:
        found = books.collections.of_assets([asset_id])
    return tuple(each for each in found.get(asset_id, ()) if each.public or hidden)


def _put(books: Transaction, collection: Collection, asset_ids: Iterable[str], actor: str) -> int:
    wanted = list(dict.fromkeys(asset_ids))
    known = books.assets.many(wanted)
    for asset_id in wanted:
        if asset_id not in known:
            raise NotFound("asset", asset_id)
    new = books.collections.put(collection.id, wanted)
    if len(books.collections.assets(collection.id)) > MOST:
        raise InvalidRequest(
            f"a collection holds {MOST} pictures at most", hint="make a second one"
        )
    for asset_id in new:
        _note(books, collection, "collect", actor, asset_id)
    return len(new)


def _note(
    books: Transaction, collection: Collection, act: str, actor: str, asset_id: str | None = None
) -> None:
    subject = f"collection:{collection.id}"
    books.events.add(event(act, asset_id, actor=actor, subject=subject, title=collection.title))


def _check(collection: Collection) -> None:
    if not 0 < len(collection.title) <= LONGEST_TITLE:
        raise InvalidRequest(
            f"the collection's title has {len(collection.title)} characters",
            hint=f"write 1 to {LONGEST_TITLE}",
        )
    if len(collection.text) > LONGEST_TEXT:
        raise InvalidRequest(
            f"the collection's text has {len(collection.text)} characters",
            hint=f"write at most {LONGEST_TEXT}",
        )
