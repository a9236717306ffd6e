"""Answering a query from one commit of the index: a page of hits, and what is counted of all."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import tantivy
from tantivy import Query as Clause

from imagepool.index.counting import count_coverage, count_facets
from imagepool.index.cursor import Cursor
from imagepool.index.likening import Pattern
from imagepool.index.paging import Answer, newly_published, ranked, sorted_by
from imagepool.index.question import filtered
from imagepool.index.schema import KEYS, POSITION, POSITION_ID, RECEIPTS, SCHEMA
from imagepool.index.wanted import Wanted
from imagepool.search.facets import FACETS
from imagepool.search.query import Query, Sort
from imagepool.search.understanding import Part

__all__ = ["Answering", "Page", "Tally"]

_ENOUGH = 24  # answers, a page; if fewer match all that is asked for, those that match most follow
_KEPT = 64  # tallies; whoever turns a page has asked for the same before


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
    hits: tuple[tuple[str, float], ...] = ()  # id and score; the score is 0 unless by relevance
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=_no_counts)
    next: str | None = None


class Answering:
    """Answers from one commit of the index, for as long as it stands; for many threads."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self._tallies: dict[object, Tally] = {}
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
        tally = self._tally(query, tuple(parts), wanted)
        answers, end = self._answers(query, wanted, tally.level, after)
        return Page(
            total=tally.total,
            exact=tally.exact,
            hits=tuple((self.searcher.doc(a.address)["id"][0], a.score) for a in answers),
            facets=tally.facets,
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

    def _answers(
        self, query: Query, wanted: Wanted, level: int, after: Cursor | None
    ) -> tuple[list[Answer], Cursor | None]:
        sort = query.sort or (Sort.RELEVANCE if wanted.has_scores else Sort.NEWEST)
        by_relevance = sort is Sort.RELEVANCE and wanted.has_scores
        clause = wanted.clause(level, scored=by_relevance)
        key = KEYS[sort if sort in KEYS else Sort.NEWEST]
        paged = ranked if by_relevance else partial(sorted_by, key)
        return paged(self.searcher, filtered(clause, query.filters), query.limit, after)

    def _tally(self, query: Query, parts: tuple[Part, ...], wanted: Wanted) -> Tally:
        filters = tuple(query.filters.items())
        like = (query.like, query.shade)
        asked = (query.text, parts, query.typing, query.states, filters, like)
        known = self._tallies.get(asked)
        if known is None:
            known = self._counted(query, wanted)
            with self._keeping:
                while len(self._tallies) >= _KEPT:
                    del self._tallies[next(iter(self._tallies))]
                self._tallies[asked] = known
        return known

    def _counted(self, query: Query, wanted: Wanted) -> Tally:
        level = self._level(wanted)
        matching = wanted.clause(level)
        total, facets = count_facets(self.searcher, matching, query.filters)
        if total is None:
            total = self._count(filtered(matching, query.filters))
        exact = total
        if level < wanted.strictness:
            exact = self._count(filtered(wanted.clause(wanted.strictness), query.filters))
        return Tally(level, total, exact, facets)

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
