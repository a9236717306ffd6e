"""Saved searches: what is new for a person since it was last looked at."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from imagepool.asset import Asset
from imagepool.catalogue.letter import LetterState
from imagepool.catalogue.transaction import Transaction
from imagepool.errors import InvalidQuery, InvalidRequest, NotFound
from imagepool.search.document import microseconds
from imagepool.search.query import Query
from imagepool.search.saved import SavedSearch
from imagepool.search.understanding import understand
from imagepool.workflows.facet_labels import labels_in, plain, spoken
from imagepool.workflows.indexing import bring_up_to_date
from imagepool.workflows.search import to_show
from imagepool.workflows.vocabulary import vocabulary_in
from imagepool.workflows.workshop import Workshop, now

NEWS = 100  # assets that are told of at once
_MOST = 100  # searches of one person


@dataclass(frozen=True, slots=True)
class News:
    """A saved search, and what was published since it was last seen, the newest first."""

    saved: SavedSearch
    name: Mapping[str, str]  # language -> the search as people read it
    assets: tuple[Asset, ...]  # at most `NEWS`
    understood: bool = True  # False: it was saved when there were other filters


def save(workshop: Workshop, person_id: str, query: Query) -> SavedSearch:
    """Keep a search for a person; the same once more is the one that is there."""
    if not str(query):
        raise InvalidRequest(
            "a search for everything is not saved", hint="type or choose something"
        )
    moment = now()
    saved = SavedSearch(
        id=secrets.token_hex(8),
        person_id=person_id,
        query=str(query),
        saved_at=moment,
        seen_at=moment,
        told_at=moment,
    )
    with workshop.catalogue.transaction() as books:
        if len(books.saved_searches.of_person(person_id)) >= _MOST:
            raise InvalidRequest(f"there are {_MOST} saved searches", hint="remove one before")
        return books.saved_searches.put(saved)


def saved_by(workshop: Workshop, person_id: str) -> tuple[News, ...]:
    """Return a person's saved searches with what is new to each."""
    with workshop.catalogue.reading() as books:
        saved = books.saved_searches.of_person(person_id)
    return tuple(news_since(workshop, each, each.seen_at) for each in saved)


def saved_search(workshop: Workshop, saved_id: str, person_id: str) -> News:
    """Return one of them; raises ``NotFound``, also where it is somebody else's."""
    with workshop.catalogue.reading() as books:
        saved = _own(books, saved_id, person_id)
    return news_since(workshop, saved, saved.seen_at)


def seen(workshop: Workshop, saved_id: str, person_id: str, until: str) -> SavedSearch:
    """Note that a person has seen what was published up to a moment (ISO 8601).

    Raises ``InvalidRequest`` for what is no moment.
    """
    moment = min(_moment(until), now())
    with workshop.catalogue.transaction() as books:
        saved = _own(books, saved_id, person_id)
        return books.saved_searches.put(replace(saved, seen_at=max(saved.seen_at, moment)))


def forget(workshop: Workshop, saved_id: str, person_id: str) -> None:
    """Remove a saved search of the person's own; no mail that waits tells of it any more."""
    with workshop.catalogue.transaction() as books:
        _own(books, saved_id, person_id)
        cancel_waiting(books, person_id)
        books.saved_searches.remove(saved_id)


def newest(workshop: Workshop, query: Query, since: str = "") -> tuple[Asset, ...]:
    """Return what matches the whole query and was published after `since`, the newest first."""
    bring_up_to_date(workshop)
    parts = understand(query.text, vocabulary_in(workshop.region_name))
    found = workshop.index.news(query, parts, microseconds(since))
    return tuple(to_show(workshop, found, query.states).values())


def want_mail(workshop: Workshop, saved_id: str, person_id: str, *, wanted: bool) -> SavedSearch:
    """Note whether a person wants mail about what is new from now on."""
    with workshop.catalogue.transaction() as books:
        saved = _own(books, saved_id, person_id)
        if not wanted:
            cancel_waiting(books, person_id)
        return books.saved_searches.put(replace(saved, alert=wanted, told_at=now()))


def cancel_waiting(books: Transaction, person_id: str) -> None:
    """Let no letter go to the person that still waits."""
    for letter in books.letters.about([person_id])[person_id]:
        if letter.state is LetterState.WAITING:
            books.letters.cancel(letter, now())


def news_since(workshop: Workshop, saved: SavedSearch, since: str) -> News:
    """Return what was published for a saved search after `since`."""
    try:
        query = Query.parse(saved.query)
    except InvalidQuery:
        return News(saved, plain(saved.query), (), understood=False)
    with workshop.catalogue.reading() as books:
        titles = books.collections.titles(query.filters.get("collection", ()))
    name = spoken(labels_in(workshop.region_name), query, titles)
    return News(saved, name, newest(workshop, replace(query, limit=NEWS), since))


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        raise InvalidRequest(f"{text[:40]!r} is not a time in ISO 8601") from error


def _own(books: Transaction, saved_id: str, person_id: str) -> SavedSearch:
    saved = books.saved_searches.get(saved_id)
    if saved.person_id != person_id:
        raise NotFound("saved search", saved_id)
    return saved
