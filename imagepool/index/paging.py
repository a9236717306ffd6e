"""One page of answers, and where the next one begins."""

from __future__ import annotations

from dataclasses import dataclass

from tantivy import DocAddress, FieldType, Occur, Order, Query as Clause, Searcher

from imagepool.index.cursor import Cursor
from imagepool.index.schema import SCHEMA

__all__ = ["Answer", "newest", "ranked"]

_SAME = 0.05  # part of the score by which changes elsewhere in the index may have moved it


@dataclass(frozen=True, slots=True)
class Answer:
    """One asset that was found."""

    score: float
    number: int
    address: DocAddress

    @property
    def key(self) -> tuple[float, int]:
        """Ascending: the best first, of equals the newest."""
        return -self.score, -self.number


def newest(
    searcher: Searcher, clause: Clause, limit: int, after: Cursor | None
) -> tuple[list[Answer], Cursor | None]:
    """Return the next `limit` answers, newest first."""
    if after:
        older = Clause.range_query(
            SCHEMA, "number", FieldType.Unsigned, upper_bound=after.number, include_upper=False
        )
        clause = Clause.boolean_query([(Occur.Must, clause), (Occur.Must, older)])
    found = searcher.search(
        clause, limit=limit + 1, count=False, order_by_field="number", order=Order.Desc
    )
    answers = [Answer(0.0, int(number), address) for number, address in found.hits]
    return _page(answers, 0, limit, after.seen if after else 0)


def ranked(
    searcher: Searcher, clause: Clause, limit: int, after: Cursor | None
) -> tuple[list[Answer], Cursor | None]:
    """Return the next `limit` answers, the best first and of equals the newest.

    The engine has no order among equals, so a group of equals is only cut once it is known whole.
    """
    seen = after.seen if after else 0
    everything = searcher.num_docs + 1  # one more, to see that there is nothing more
    wanted = seen + limit + 1
    while True:
        wanted = min(wanted, everything)
        answers, whole = _best(searcher, clause, wanted)
        start = _start(answers, after)
        if whole or len(answers) - start > limit:
            return _page(answers, start, limit, seen)
        wanted *= 4


def _best(searcher: Searcher, clause: Clause, wanted: int) -> tuple[list[Answer], bool]:
    """Return the best answers in order, without a last group that may go on; and if it is all."""
    hits = searcher.search(clause, limit=wanted, count=False).hits
    numbers = searcher.fast_field_values("number", [address for _, address in hits])
    answers = [
        Answer(score, int(number or 0), address)
        for (score, address), number in zip(hits, numbers, strict=True)
    ]
    whole = len(hits) < wanted
    if not whole:
        answers = [answer for answer in answers if answer.score > hits[-1][0]]
    return sorted(answers, key=lambda answer: answer.key), whole


def _start(answers: list[Answer], after: Cursor | None) -> int:
    """Return where the page begins: behind the answer that ended the last one, if it is there."""
    if after is None:
        return 0
    for position, answer in enumerate(answers):
        # Scores depend on the whole index: an asset that came in since has moved them a little.
        near = abs(answer.score - after.score) <= _SAME * after.score
        if answer.number == after.number and near:
            return position + 1
    end = (-after.score, -after.number)
    return sum(answer.key <= end for answer in answers)


def _page(
    answers: list[Answer], start: int, limit: int, seen: int
) -> tuple[list[Answer], Cursor | None]:
    page = answers[start : start + limit]
    if not page or len(answers) <= start + limit:
        return page, None
    return page, Cursor(seen + len(page), page[-1].score, page[-1].number)
