"""One page of answers, and where the next one begins."""

from __future__ import annotations

import itertools
import operator
from dataclasses import dataclass, field

from tantivy import DocAddress, FieldType, Occur, Order, Query as Clause, Searcher

from imagepool.errors import InvalidQuery
from imagepool.index.cursor import Cursor
from imagepool.index.schema import SCHEMA

__all__ = ["Answer", "Ranking", "Sorting", "newly_published"]

_DEEPEST = 20_000  # answers by relevance; nobody has read so far
_KEPT = 3_000  # hits that are kept of a question
_MANY = 1000  # equals, whose order is not worth knowing them all
_SAME = 0.05  # part of the score by which changes elsewhere in the index may have moved it


@dataclass(frozen=True, slots=True)
class Answer:
    """One asset that was found."""

    score: float
    number: int  # of the asset, or what it is sorted by
    address: DocAddress


class Sorting:
    """The answers to one question by the field `key`, whose numbers are unique, highest first."""

    def __init__(self, searcher: Searcher, clause: Clause, key: str) -> None:
        self._searcher = searcher
        self._clause = clause
        self._key = key

    def page(self, limit: int, after: Cursor | None) -> tuple[list[Answer], Cursor | None]:
        """Return the next `limit` answers, and where those behind them begin."""
        clause = self._clause
        if after:
            below = Clause.range_query(
                SCHEMA, self._key, FieldType.Unsigned, upper_bound=after.number, include_upper=False
            )
            clause = Clause.boolean_query([(Occur.Must, clause), (Occur.Must, below)])
        found = self._searcher.search(
            clause, limit=limit + 1, count=False, order_by_field=self._key, order=Order.Desc
        )
        answers = [Answer(0.0, int(number), address) for number, address in found.hits]
        return _page(answers, 0, limit, after.seen if after else 0)


def newly_published(searcher: Searcher, clause: Clause, since: int, limit: int) -> tuple[str, ...]:
    """Return the ids of what was published after `since` (microseconds), the newest first."""
    later = Clause.range_query(
        SCHEMA, "published", FieldType.Unsigned, lower_bound=since, include_lower=False
    )
    found = searcher.search(
        Clause.boolean_query([(Occur.Must, clause), (Occur.Must, later)]),
        limit=limit,
        count=False,
        order_by_field="published",
        order=Order.Desc,
    )
    return tuple(searcher.doc(address)["id"][0] for _, address in found.hits)


class Ranking:
    """The answers to one question, the best first and of equals the newest.

    Very many equals stay in the engine's order, which is newest first within a segment. What was
    found for one page is kept for those behind it. May be used by several threads.
    """

    def __init__(self, searcher: Searcher, clause: Clause) -> None:
        self._searcher = searcher
        self._clause = clause
        self._found = _Found()

    def page(self, limit: int, after: Cursor | None) -> tuple[list[Answer], Cursor | None]:
        """Return the next `limit` answers, and where those behind them begin."""
        seen = after.seen if after else 0
        if min(seen, self._searcher.num_docs) > _DEEPEST:
            raise InvalidQuery(
                f"no more than {_DEEPEST} answers are ranked",
                reason="lost_page",
                hint="narrow the search, or sort it by newest",
            )
        # Somewhat more than the page, in case what ended the last one has moved.
        enough = seen + 2 * limit + 1
        # Equals at the page's end are nearly always there; asking twice would take twice as long.
        found = self._found if self._found.hits else self._looked(enough + _MANY)
        while True:
            answers = _in_order(self._searcher, found, enough)
            whole = found.whole and len(answers) == len(found.hits)
            start = _start(answers, after, whole=whole)
            if whole or len(answers) - start > limit:
                return _page(answers, start, limit, seen)
            enough += _MANY + 1
            found = self._looked(enough + _MANY)

    def _looked(self, count: int) -> _Found:
        # One more than there is shows that there is nothing more.
        wanted = min(count, self._searcher.num_docs + 1)
        hits = self._searcher.search(self._clause, limit=wanted, count=False).hits
        found = _Found(hits, whole=len(hits) < wanted)
        if len(hits) <= _KEPT:
            self._found = found
        return found


@dataclass(frozen=True, slots=True)
class _Found:
    """The first hits, in the engine's order."""

    hits: list[tuple[float, DocAddress]] = field(default_factory=list)
    whole: bool = False  # there are no others


def _in_order(searcher: Searcher, found: _Found, enough: int) -> list[Answer]:
    """Return the answers in their final order, as far as that is known and at least ``enough``."""
    some = found.hits[: _settled(found, enough)]
    numbers = searcher.fast_field_values("number", [address for _, address in some])
    numbered = (
        Answer(score, int(n or 0), at) for (score, at), n in zip(some, numbers, strict=True)
    )
    answers: list[Answer] = []
    for _, equals in itertools.groupby(numbered, key=lambda answer: answer.score):
        group = list(equals)
        if 1 < len(group) <= _MANY:
            group.sort(key=lambda answer: -answer.number)
        answers += group
    return answers


def _settled(found: _Found, enough: int) -> int:
    """Return how many hits, ``enough`` if possible, are followed by none that equals the last.

    A last group of equals that may go on behind the last hit has no final order yet, unless it is
    so large that it keeps the engine's anyway.
    """
    end = 0
    for _, equals in itertools.groupby(found.hits, key=operator.itemgetter(0)):
        size = sum(1 for _ in equals)
        if end + size == len(found.hits) and not found.whole and size <= _MANY:
            break
        end += size
        if end >= enough:
            break
    return end


def _start(answers: list[Answer], after: Cursor | None, *, whole: bool) -> int:
    """Return where the page begins: behind the answer that ended the last one, if it is there."""
    if after is None:
        return 0
    for position, answer in enumerate(answers):
        # Scores depend on the whole index: an asset that came in since has moved them a little.
        near = abs(answer.score - after.score) <= _SAME * after.score
        if answer.number == after.number and near:
            return position + 1
    if not whole and (not answers or answers[-1].score >= (1 - _SAME) * after.score):
        return len(answers)  # it may come yet
    # It is gone, and that may have moved all scores: only the count of what was seen still holds.
    return min(max(after.seen - 1, 0), len(answers))


def _page(
    answers: list[Answer], start: int, limit: int, seen: int
) -> tuple[list[Answer], Cursor | None]:
    page = answers[start : start + limit]
    if not page or len(answers) <= start + limit:
        return page, None
    return page, Cursor(seen + len(page), page[-1].score, page[-1].number)
