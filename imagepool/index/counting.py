"""How many answers each value of a facet has."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tantivy import Query as Clause, Searcher

from imagepool.index.columns import added_up, columns_of
from imagepool.index.question import filtered
from imagepool.search.facets import FACETS, UNSET

__all__ = ["count_coverage", "count_facets"]

_MOST_VALUES = 20_000  # different ones in a column; tantivy refuses to count beyond 65,000


def count_facets(
    searcher: Searcher, clause: Clause, filters: Mapping[str, tuple[str, ...]]
) -> tuple[int | None, dict[str, list[tuple[str, int]]]]:
    """Return the total, and facet -> (value, count), most first; years newest first.

    A facet's own filter does not count for its values: they say what choosing them would bring.
    Values that are chosen are there even with a count of 0. How many have no value is counted
    under `UNSET`. The total costs nothing more, since every asset stands once in every column; it
    is None where every facet is filtered.
    """
    unfiltered = [facet for facet in FACETS if facet not in filters]
    total, counts = _counted(searcher, filtered(clause, filters), unfiltered)
    for facet, chosen in filters.items():
        others = {name: values for name, values in filters.items() if name != facet}
        counts |= _counted(searcher, filtered(clause, others), [facet])[1]
        counts[facet] = {**dict.fromkeys(chosen, 0), **counts[facet]}
    return total, {facet: _ordered(facet, counts[facet].items()) for facet in FACETS}


def count_coverage(searcher: Searcher, clause: Clause) -> dict[tuple[str, str], int]:
    """Return the counts of every pair of municipality and theme that there is."""
    [place] = columns_of("municipality")
    wanted = _terms([place])
    wanted[place]["aggs"] = _terms(columns_of("theme"))
    counts: Counter[tuple[str, str]] = Counter()
    for there in searcher.aggregate(clause, wanted)[place]["buckets"]:
        towns = added_up("municipality", {place: [(there["key"], 1)]})  # a picture may show several
        themes = added_up("theme", {each: _buckets(there[each]) for each in columns_of("theme")})
        for town, (theme, count) in itertools.product(towns, themes.items()):
            counts[town, theme] += count
    return {pair: count for pair, count in counts.items() if UNSET not in pair}


def _terms(columns: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {column: {"terms": {"field": column, "size": _MOST_VALUES}} for column in columns}


def _buckets(found: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return (value, count) of the buckets of a column."""
    return [(each["key"], int(each["doc_count"])) for each in found["buckets"]]


def _counted(
    searcher: Searcher, clause: Clause, facets: list[str]
) -> tuple[int | None, dict[str, Mapping[str, int]]]:
    columns = dict.fromkeys(column for facet in facets for column in columns_of(facet))
    if not columns:
        return None, {}
    found = searcher.aggregate(clause, _terms(columns))
    buckets = {column: _buckets(found[column]) for column in columns}
    any_column = next(iter(columns))
    total = sum(count for _, count in buckets[any_column])
    total += int(found[any_column].get("sum_other_doc_count") or 0)
    return total, {facet: added_up(facet, buckets) for facet in facets}


def _ordered(facet: str, counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    if facet == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))
