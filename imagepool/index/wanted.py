"""What a query looks for: its words, what resembles a picture, a color; together."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Occur, Query as Clause, Searcher

from imagepool.index.likening import Pattern, alike, colored
from imagepool.index.question import Question, in_states
from imagepool.search.query import Query
from imagepool.search.understanding import Part

__all__ = ["Wanted"]


class Wanted:
    """The clauses of one query, asked more or less strictly; filters are no part of them."""

    def __init__(
        self,
        query: Query,
        parts: Sequence[Part],
        searcher: Searcher,
        pattern: Pattern | None,
    ) -> None:
        self._question = Question(query, parts, searcher) if query.text else None
        self._states = query.states
        self._besides = [alike(pattern)] if pattern else []
        self._besides += [colored(query.shade)] if query.shade else []

    @property
    def strictness(self) -> int:
        """How many parts can be required; 0 where there are no words."""
        return self._question.strictness if self._question else 0

    @property
    def has_scores(self) -> bool:
        """Whether some answers are nearer than others."""
        return bool(self._question or self._besides)

    def clause(self, level: int, *, scored: bool = False) -> Clause:
        """Return the clause that the words have to match so well; see `Question`."""
        question = self._question
        clauses = [*self._besides]
        if question:
            words = question.ranking(level) if scored else question.matching(level)
            clauses.insert(0, words)
        if not clauses:
            clauses = [Clause.all_query()]
        together = Clause.boolean_query([(Occur.Must, clause) for clause in clauses])
        return in_states(together if len(clauses) > 1 else clauses[0], self._states)
