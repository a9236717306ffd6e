"""How many answers each value of a facet has."""

from __future__ import annotations

from collections.abc import Mapping

from tantivy import Query as Clause, Searcher

from imagepool.index.question import filtered
from imagepool.index.schema import facet_field
from imagepool.search.query import FACETS

__all__ = ["count_facets"]

_MOST_VALUES = 1000


def count_facets(
    searcher: Searcher, clause: Clause, filters: Mapping[str, tuple[str, ...]]
) -> dict[str, list[tuple[str, int]]]:
    """Return facet -> (value, count), most first; years newest first.

    A facet's own filter does not count for its values: they say what choosing them would bring.
    Values that are chosen are there even with a count of 0.
    """
    unfiltered = [facet for facet in FACETS if facet not in filters]
    counts = _terms(searcher, filtered(clause, filters), unfiltered)
    for facet, chosen in filters.items():
        others = {name: values for name, values in filters.items() if name != facet}
        counts |= _terms(searcher, filtered(clause, others), [facet])
        present = {value for value, _ in counts[facet]}
        counts[facet] += [(value, 0) for value in chosen if value not in present]
    return {facet: _ordered(facet, counts[facet]) for facet in FACETS}


def _terms(
    searcher: Searcher, clause: Clause, facets: list[str]
) -> dict[str, list[tuple[str, int]]]:
    if not facets:
        return {}
    wanted = {
        facet: {"terms": {"field": facet_field(facet), "size": _MOST_VALUES}} for facet in facets
    }
    found = searcher.aggregate(clause, wanted)
    return {
        facet: [(bucket["key"], int(bucket["doc_count"])) for bucket in found[facet]["buckets"]]
        for facet in facets
    }


def _ordered(facet: str, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if facet == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))
