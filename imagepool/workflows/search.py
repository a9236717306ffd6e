"""Search: the index finds and counts, the catalogue decides what may be shown."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from imagepool.asset import Asset, State
from imagepool.errors import IndexFailed
from imagepool.region.region import Region
from imagepool.region.themes import narrower_first
from imagepool.rights.clearance import AssetRights
from imagepool.rights.days import today
from imagepool.rights.standing import barred
from imagepool.search.document import document_of
from imagepool.search.query import Query
from imagepool.search.understanding import Part, understand
from imagepool.workflows.vocabulary import vocabulary_in
from imagepool.workflows.workshop import Workshop

BATCH = 500  # changes applied to the index at once
AT_ONCE = 5_000  # more changes than this are caught up with in the background

_catching_up = threading.Lock()


@dataclass(frozen=True, slots=True)
class Hit:
    """An asset that answers the query; a higher score answers it better."""

    asset: Asset
    score: float


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many answers have this value of a facet."""

    value: str
    label: Mapping[str, str]  # language -> words
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What a part of the query was taken for."""

    typed: str
    kind: Mapping[str, str]  # language -> "Jahreszeit", "Ort" ...; {} where it needs none
    meaning: Mapping[str, str]  # language -> words
    unwanted: bool
    rest: str  # the query's text without it


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of answers; ``next`` is the cursor of the page behind it."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    next: str | None
    fresh: bool  # False: the index is still catching up, so newest changes may be missing
    understood: tuple[Understood, ...] = ()


def search(workshop: Workshop, query: Query, *, patient: bool = False) -> SearchPage:
    """Answer a query from an index that knows every change; ``patient`` waits however long."""
    fresh = bring_up_to_date(workshop, patient=patient)
    parts = understand(query.text, vocabulary_in(workshop.region_name))
    try:
        page = workshop.index.search(query, parts)
    except IndexFailed:  # a damaged index throws itself away; once more, from the catalogue
        fresh = bring_up_to_date(workshop, patient=patient)
        page = workshop.index.search(query, parts)
    with workshop.catalogue.reading() as books:
        assets = books.assets.many([found for found, _ in page.hits])
        clearances = books.clearances.of_many(assets)
    rights = {
        found: AssetRights(
            asset=asset, license=workshop.license(asset.license_id), clearance=clearances[found]
        )
        for found, asset in assets.items()
        if asset.state in query.states
    }
    hits = tuple(
        Hit(assets[found], score)
        for found, score in page.hits
        if found in rights and not _hidden(rights[found])
    )
    facets = {
        name: tuple(_count(workshop, query, name, value, count) for value, count in counts)
        for name, counts in page.facets.items()
    }
    understood = tuple(_understood(workshop.region, query.text, parts))
    return SearchPage(page.total, hits, facets, page.next, fresh, understood)


def _hidden(rights: AssetRights) -> bool:
    """Say whether a published asset may not be shown all the same: expired, recalled, embargoed."""
    published = rights.asset.state is State.PUBLISHED
    return published and barred(rights, today()) is not None


def _understood(region: Region, text: str, parts: Iterable[Part]) -> Iterator[Understood]:
    for part in parts:
        meaning = _meaning(region, part)
        if meaning:
            rest = " ".join(word for word in text.split() if word not in part.typed)
            yield Understood(" ".join(part.typed), *meaning, part.unwanted, rest)


def _meaning(region: Region, part: Part) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    """Return kind and meaning; None of words that were taken as they stand."""
    if part.unwanted:
        return {}, dict.fromkeys(("de", "en"), " ".join(part.typed))
    if part.meant:
        return _meaning(region, part.meant) or ({}, dict.fromkeys(("de", "en"), part.meant.text))
    named = [each for each in part.concepts if each in region.themes]
    if not named:
        return None
    *_, top = narrower_first(region.themes, named[0])
    return top.label, region.themes[named[0]].label


def _count(workshop: Workshop, query: Query, facet: str, value: str, count: int) -> FacetCount:
    if facet == "license" and value in workshop.licenses:
        label = workshop.licenses[value].title
    else:
        label = {lang: workshop.region.label(facet, value, lang) for lang in ("de", "en")}
    return FacetCount(value, label, count, value in query.filters.get(facet, ()))


def bring_up_to_date(workshop: Workshop, *, patient: bool = False) -> bool:
    """Apply the catalogue's newest changes to the index; return whether it knows them all."""
    with workshop.catalogue.reading() as books:
        behind = books.changes.last() - workshop.index.position
    if behind < 0:  # the catalogue was set back, so what the index knows is worth nothing
        workshop.index.clear()
    if patient or 0 <= behind <= AT_ONCE:
        _catch_up(workshop)
        return True
    if _catching_up.acquire(blocking=False):
        threading.Thread(target=_catch_up_behind, args=(workshop,), daemon=True).start()
    return False


def _catch_up_behind(workshop: Workshop) -> None:
    try:
        _catch_up(workshop)
    finally:
        _catching_up.release()


def _catch_up(workshop: Workshop) -> None:
    while True:
        position = workshop.index.position
        with workshop.catalogue.reading() as books:
            changes = books.changes.after(position, BATCH)
            assets = books.assets.many([change.asset_id for change in changes])
        if not changes:
            return
        vocabulary = vocabulary_in(workshop.region_name)
        documents = [
            document_of(asset, workshop.region.words_of(asset), vocabulary)
            for asset in assets.values()
        ]
        gone = {change.asset_id for change in changes} - assets.keys()
        workshop.index.apply(changes[-1].position, documents, gone, since=position)
