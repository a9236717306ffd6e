"""Search: the index finds and counts, the catalogue decides what may be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from imagepool.asset import Asset, State
from imagepool.errors import IndexFailed
from imagepool.rights.clearance import AssetRights, Clearance
from imagepool.rights.days import today
from imagepool.rights.licenses import License
from imagepool.rights.standing import barred
from imagepool.search.facets import UNSET
from imagepool.search.query import Query
from imagepool.search.understanding import understand
from imagepool.workflows.facet_labels import Labels, labels_in, plain
from imagepool.workflows.indexing import bring_up_to_date, pattern_of
from imagepool.workflows.understood import Interpreter, Understood
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
class SearchPage:
    """One page of answers; ``next`` is the cursor of the page behind it.

    ``exact`` answers have all that was asked for, and come first; the others have most of it.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    next: str | None
    fresh: bool  # False: the index is still catching up, so newest changes may be missing
    understood: tuple[Understood, ...] = ()
    exact: int = 0
    widened: tuple[Mapping[str, str], ...] = ()  # language -> words: what is shown instead
    unfiltered: int = 0  # where the filters leave nothing: how many there are without them


def search(workshop: Workshop, query: Query, *, patient: bool = False) -> SearchPage:
    """Answer a query from an index that knows every change; ``patient`` waits however long."""
    fresh = bring_up_to_date(workshop, patient=patient)
    vocabulary = vocabulary_in(workshop.region_name)
    parts = understand(query.text, vocabulary)
    pattern = pattern_of(workshop, query.like) if query.like else None
    try:
        page = workshop.index.search(query, parts, pattern)
    except IndexFailed:  # a damaged index throws itself away; once more, from the catalogue
        fresh = bring_up_to_date(workshop, patient=patient)
        page = workshop.index.search(query, parts, pattern)
    shown = to_show(workshop, [found for found, _ in page.hits], query.states)
    hits = tuple(Hit(shown[found], score) for found, score in page.hits if found in shown)
    labels = _Labels(labels_in(workshop.region_name), _titles(workshop, page.facets["collection"]))
    facets = {
        name: _counts(labels, name, counts, query.filters.get(name, ()))
        for name, counts in page.facets.items()
    }
    interpreter = Interpreter(workshop.region, vocabulary, workshop.licenses)
    understood = tuple(interpreter.told(query.text, parts))
    widened = tuple(interpreter.widened(parts)) if page.nearly else ()
    unfiltered = 0
    if query.filters and not page.total:
        whole = replace(query, filters={}, after=None)
        unfiltered = workshop.index.search(whole, parts, pattern).total
    return SearchPage(
        page.total, hits, facets, page.next, fresh, understood, page.exact, widened, unfiltered
    )


def to_show(
    workshop: Workshop, found: Sequence[str], states: Collection[State]
) -> dict[str, Asset]:
    """Return by id, in the same order, what of the found assets may be shown."""
    with workshop.catalogue.reading() as books:
        assets = books.assets.many(found)
        clearances = books.clearances.of_many(assets)
    return {
        id_: assets[id_]
        for id_ in found
        if id_ in assets
        and assets[id_].state in states
        and not _hidden(assets[id_], workshop.licenses, clearances[id_])
    }


def _hidden(asset: Asset, licenses: Mapping[str, License], clearance: Clearance) -> bool:
    """Say whether a published asset may not be shown all the same: expired, recalled, embargoed."""
    if asset.state is not State.PUBLISHED:
        return False
    license_ = licenses.get(asset.license_id)
    if license_ is None:  # no longer among the pool's: unknown terms refuse
        return True
    rights = AssetRights(asset=asset, license=license_, clearance=clearance)
    return barred(rights, today()) is not None


@dataclass(frozen=True, slots=True)
class _Labels:
    """What people read for a facet's value, and the value above it; collections by their titles."""

    values: Labels
    titles: Mapping[str, str]

    def told(self, facet: str, value: str) -> tuple[Mapping[str, str], str]:
        if facet == "collection" and value in self.titles:
            return plain(self.titles[value]), ""
        return self.values.told(facet, value)


def _titles(workshop: Workshop, counts: Iterable[tuple[str, int]]) -> Mapping[str, str]:
    ids = [value for value, _ in counts if value != UNSET]
    if not ids:
        return {}
    with workshop.catalogue.reading() as books:
        return books.collections.titles(ids)


def _counts(
    labels: _Labels, facet: str, counts: Iterable[tuple[str, int]], chosen: tuple[str, ...]
) -> tuple[FacetCount, ...]:
    shown = [each for place, each in enumerate(counts) if place < _MOST or each[0] in chosen]
    told = ((value, count, *labels.told(facet, value)) for value, count in shown)
    return tuple(
        FacetCount(value, label, count, value in chosen, broader)
        for value, count, label, broader in told
    )
