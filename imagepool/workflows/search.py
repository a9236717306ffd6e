"""Search: the index finds and counts, the catalogue decides what may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from imagepool.asset import Asset, State
from imagepool.errors import IndexFailed
from imagepool.region.region import Region
from imagepool.region.themes import narrower_first
from imagepool.rights.clearance import AssetRights, Clearance
from imagepool.rights.days import today
from imagepool.rights.licenses import License
from imagepool.rights.standing import barred
from imagepool.search.query import Query
from imagepool.search.understanding import Part, understand
from imagepool.workflows.facet_labels import Labels, labels_in
from imagepool.workflows.indexing import bring_up_to_date, pattern_of
from imagepool.workflows.vocabulary import vocabulary_in
from imagepool.workflows.workshop import Workshop

_MOST = 200  # values of a facet that are told, the most frequent ones


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
    broader: str = ""  # the value above it, where the facet is a tree


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
    pattern = pattern_of(workshop, query.like) if query.like else None
    try:
        page = workshop.index.search(query, parts, pattern)
    except IndexFailed:  # a damaged index throws itself away; once more, from the catalogue
        fresh = bring_up_to_date(workshop, patient=patient)
        page = workshop.index.search(query, parts, pattern)
    with workshop.catalogue.reading() as books:
        assets = books.assets.many([found for found, _ in page.hits])
        clearances = books.clearances.of_many(assets)
    hits = tuple(
        Hit(assets[found], score)
        for found, score in page.hits
        if found in assets
        and assets[found].state in query.states
        and not _hidden(assets[found], workshop.licenses, clearances[found])
    )
    labels = labels_in(workshop.region_name)
    facets = {
        name: _counts(labels, name, counts, query.filters.get(name, ()))
        for name, counts in page.facets.items()
    }
    understood = tuple(_understood(workshop.region, query.text, parts))
    return SearchPage(page.total, hits, facets, page.next, fresh, understood)


def _hidden(asset: Asset, licenses: Mapping[str, License], clearance: Clearance) -> bool:
    """Say whether a published asset may not be shown all the same: expired, recalled, embargoed."""
    if asset.state is not State.PUBLISHED:
        return False
    license_ = licenses.get(asset.license_id)
    if license_ is None:  # no longer among the pool's: unknown terms refuse
        return True
    rights = AssetRights(asset=asset, license=license_, clearance=clearance)
    return barred(rights, today()) is not None


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


def _counts(
    labels: Labels, facet: str, counts: Iterable[tuple[str, int]], chosen: tuple[str, ...]
) -> tuple[FacetCount, ...]:
    shown = [each for place, each in enumerate(counts) if place < _MOST or each[0] in chosen]
    told = ((value, count, *labels.told(facet, value)) for value, count in shown)
    return tuple(
        FacetCount(value, label, count, value in chosen, broader)
        for value, count, label, broader in told
    )
