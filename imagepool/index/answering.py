"""Answering a query from one commit of the index: a page of hits, and what is counted of all."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import tantivy
from tantivy import Query as Clause

from imagepool.index.beside import Beside
from imagepool.index.counting import count_coverage, count_facets
from imagepool.index.cursor import Cursor
from imagepool.index.likening import Pattern
from imagepool.index.paging import Answer, Ranking, Sorting, newly_published
from imagepool.index.question import filtered
from imagepool.index.schema import KEYS, POSITION, POSITION_ID, RECEIPTS, SCHEMA
from imagepool.index.wanted import Wanted
from imagepool.search.facets import FACETS
from imagepool.search.query import Query, Sort
from imagepool.search.understanding import Part

__all__ = ["Answering", "Page", "Tally"]

_ENOUGH = 24  # answers, a page; if fewer match all that is asked for, those that match most follow
_KEPT = 64  # questions; whoever turns a page has asked the same before


def _no_counts() -> Mapping[str, list[tuple[str, int]]]:
    return {facet: [] for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of all answers, whichever page is shown.

    ``level`` is how well the parts of the query must match, so that enough is found.
    """

    level: int = 0
    total: int = 0
    exact: int = 0
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=_no_counts)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of answers.

    ``total`` counts all answers; ``exact`` those that match every part. ``next`` is the cursor of
    the page behind it, None on the last.
    """

    total: int = 0
    exact: int = 0
    nearly: bool = False  # nothing matches any part; these match what is near to one
    hits: tuple[tuple[str, float], ...] = ()  # id and score; the score is 0 unless by relevance
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=_no_counts)
    next: str | None = None


@dataclass(slots=True)
class _Known:
    """What was found out for the first page of a question, and serves the others."""

    tally: Tally
    rankings: dict[Sort, Ranking | Sorting]


class Answering:
    """Answers from one commit of the index, for as long as it stands; for many threads."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self._known: dict[object, _Known] = {}
        self._keeping = threading.Lock()

    @cached_property
    def stands(self) -> tuple[int, int]:
        """The last change and the last receipt that are in this commit."""
        found = self.searcher.search(Clause.term_query(SCHEMA, "id", POSITION_ID, "basic"), limit=1)
        at = [address for _, address in found.hits]
        if not at:
            return 0, 0
        values = (self.searcher.fast_field_values(name, at)[0] for name in (POSITION, RECEIPTS))
        position, receipts = (int(value or 0) for value in values)
        return position, receipts

    def page(
        self,
        query: Query,
        parts: Sequence[Part],
        after: Cursor | None,
        pattern: Pattern | None = None,
    ) -> Page:
        """Return a page of the answers to a query that was understood as these parts."""
        wanted = Wanted(query, parts, self.searcher, pattern)
        known, answers, end = self._answered(query, tuple(parts), wanted, after)
        return Page(
            total=known.tally.total,
            exact=known.tally.exact,
            nearly=bool(known.tally.total and query.text and not known.tally.level),
            hits=tuple((self.searcher.doc(a.address)["id"][0], a.score) for a in answers),
            facets=known.tally.facets,
            next=str(end) if end else None,
        )

    def news(self, query: Query, parts: Sequence[Part], since: int) -> tuple[str, ...]:
        """Return the ids of what matches the whole query and was published after `since`."""
        wanted = Wanted(query, parts, self.searcher, None)
        whole = filtered(wanted.clause(wanted.strictness), query.filters)
        return newly_published(self.searcher, whole, since, query.limit)

    def coverage(self, query: Query) -> Mapping[tuple[str, str], int]:
        """Return (municipality, theme) -> pictures, of all that the filters leave."""
        everything = Wanted(Query(states=query.states), (), self.searcher, None).clause(0)
        return count_coverage(self.searcher, filtered(everything, query.filters))

    def _answered(
        self, query: Query, parts: tuple[Part, ...], wanted: Wanted, after: Cursor | None
    ) -> tuple[_Known, list[Answer], Cursor | None]:
        filters = tuple(query.filters.items())
        asked = (query.text, parts, query.typing, query.states, filters, query.like, query.shade)
        known = self._known.get(asked)
        sort = _sort(query, wanted)
        if known:
            if sort not in known.rankings:
                known.rankings[sort] = self._ranking(query, wanted, sort, known.tally.level)
            return known, *known.rankings[sort].page(query.limit, after)
        # The engine lets other threads work meanwhile. Nearly always enough has all parts.
        counting = Beside(lambda: self._counted(query, wanted))
        ranking = self._ranking(query, wanted, sort, wanted.strictness)
        page = ranking.page(query.limit, after)
        tally = counting.result()
        if tally.level < wanted.strictness:
            ranking = self._ranking(query, wanted, sort, tally.level)
            page = ranking.page(query.limit, after)
        known = _Known(tally, {sort: ranking})
        with self._keeping:
            while len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[asked] = known
        return known, *page

    def _ranking(self, query: Query, wanted: Wanted, sort: Sort, level: int) -> Ranking | Sorting:
        by_relevance = sort is Sort.RELEVANCE
        clause = filtered(wanted.clause(level, scored=by_relevance), query.filters)
        if by_relevance:
            return Ranking(self.searcher, clause)
        return Sorting(self.searcher, clause, KEYS[sort])

    def _counted(self, query: Query, wanted: Wanted) -> Tally:
        """Count what matches all parts; where that is not enough, what matches as many as do."""
        level = wanted.strictness
        exact, facets = self._count_facets(query, wanted, level)
        total = exact
        if exact < _ENOUGH and level:
            level = self._level(wanted)
            if level < wanted.strictness:
                total, facets = self._count_facets(query, wanted, level)
        return Tally(level, total, exact, facets)

    def _count_facets(
        self, query: Query, wanted: Wanted, level: int
    ) -> tuple[int, Mapping[str, list[tuple[str, int]]]]:
        matching = wanted.clause(level)
        total, facets = count_facets(self.searcher, matching, query.filters)
        if total is None:
            total = self._count(filtered(matching, query.filters))
        return total, facets

    def _level(self, wanted: Wanted) -> int:
        """Return the strictest level at which enough is found, or any; 0 where nothing matches.

        Filters have no part in this: with them it would change from click to click, and with it
        the counts that were shown.
        """
        found = 0
        for level in range(wanted.strictness, 0, -1):
            found = self._count(wanted.clause(level), enough=_ENOUGH)
            if found >= _ENOUGH:
                return level
        return 1 if found else 0

    def _count(self, clause: Clause, *, enough: int = 0) -> int:
        """Return how many assets match; with ``enough``, so many at most."""
        found = self.searcher.search(clause, limit=enough or 1, count=not enough)
        return len(found.hits) if enough else int(found.count)  # type: ignore[attr-defined]  # missing in its type stub


def _sort(query: Query, wanted: Wanted) -> Sort:
    """Return by what the answers are sorted; without words none is nearer than another."""
    if not wanted.has_scores and query.sort in {None, Sort.RELEVANCE}:
        return Sort.NEWEST
    return query.sort or Sort.RELEVANCE
