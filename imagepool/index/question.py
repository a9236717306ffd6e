"""From a query to what tantivy is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tantivy import Occur, Query as Clause

from imagepool.asset import State
from imagepool.index.schema import SCHEMA, WEIGHTS, facet_field
from imagepool.search.query import Query
from imagepool.search.words import STOPWORDS, Word, words

__all__ = ["Question", "filtered", "in_states"]

_MOST_WORDS = 32
_OTHER_FIELDS = 0.2  # what a second field that has the word, too, adds of its own score
_BEGINNING = 0.3  # score of a longer word that begins with the one looked for
_LONG_ENOUGH = 4  # letters, to find longer words: "Fachwerk" finds "Fachwerkhaus"
_WHILE_TYPING = 2
_TIER = 1000.0  # more than any sum of word scores: who matches more words comes first
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{16}")


class Question:
    """The words of a query, asked more or less strictly."""

    def __init__(self, query: Query) -> None:
        found = words(query.text)[:_MOST_WORDS]
        self._words = [word for word in found if word.folded not in STOPWORDS] or found
        self._unfinished = found[-1] if found and query.typing else None
        self._ids = [part for part in query.text.lower().split() if _ID.fullmatch(part)]

    @property
    def strictness(self) -> int:
        """How many words there are; 1 to so many of them can be required."""
        return max(len(self._words), 1)

    def matching(self, count: int) -> Clause:
        """Return the clause that at least `count` words match; its score says nothing."""
        return self._or_named([self._at_least(count, _has)])

    def ranking(self, count: int) -> Clause:
        """Return the same with scores: more words before fewer, and better fields before others."""
        tiers = [
            Clause.const_score_query(self._at_least(more, _has), _TIER)
            for more in range(count + 1, self.strictness + 1)
        ]
        scored = self._at_least(count, _how_well)
        if tiers:
            scored = Clause.boolean_query(
                [(Occur.Must, scored), *((Occur.Should, tier) for tier in tiers)]
            )
        return self._or_named([scored])

    def _at_least(self, count: int, of_stem: Callable[[str], Clause]) -> Clause:
        if not self._words:
            return Clause.empty_query()
        clauses = [self._word(word, of_stem) for word in self._words]
        return Clause.boolean_query(
            [(Occur.Should, clause) for clause in clauses], minimum_number_should_match=count
        )

    def _word(self, word: Word, of_stem: Callable[[str], Clause]) -> Clause:
        ways = [
            Clause.boolean_query([(Occur.Must, of_stem(stem)) for stem in reading])
            for reading in word.readings
        ]
        if len(word.folded) >= (_WHILE_TYPING if word is self._unfinished else _LONG_ENOUGH):
            # No letter may differ. (The same as a pattern takes much longer to build.)
            longer = Clause.fuzzy_term_query(SCHEMA, "forms", word.folded, distance=0, prefix=True)
            ways.append(Clause.const_score_query(longer, _BEGINNING))
        return Clause.disjunction_max_query(ways)

    def _or_named(self, clauses: list[Clause]) -> Clause:
        if self._ids:
            named = _one_of("id", self._ids)
            clauses.append(Clause.const_score_query(named, 2 * _TIER * _MOST_WORDS))
        return Clause.boolean_query([(Occur.Should, clause) for clause in clauses])


def _has(stem: str) -> Clause:
    return Clause.term_query(SCHEMA, "stems", stem, "basic")


def _how_well(stem: str) -> Clause:
    fields = [
        Clause.boost_query(Clause.term_query(SCHEMA, field, stem, "freq"), weight)
        for field, weight in WEIGHTS.items()
    ]
    return Clause.disjunction_max_query(fields, _OTHER_FIELDS)


def in_states(clause: Clause, states: tuple[State, ...]) -> Clause:
    """Return the clause for assets in one of these states; the score stays as it is."""
    return _both(clause, _one_of("state", [state.value for state in states]))


def filtered(clause: Clause, filters: Mapping[str, tuple[str, ...]]) -> Clause:
    """Return the clause with each facet's values as alternatives; the score stays as it is."""
    for facet, values in filters.items():
        clause = _both(clause, _one_of(facet_field(facet), values))
    return clause


def _both(scored: Clause, condition: Clause) -> Clause:
    silent = Clause.const_score_query(condition, 0.0)
    return Clause.boolean_query([(Occur.Must, scored), (Occur.Must, silent)])


def _one_of(field: str, values: Sequence[str]) -> Clause:
    if len(values) == 1:
        return Clause.term_query(SCHEMA, field, values[0], "basic")
    return Clause.term_set_query(SCHEMA, field, list(values))
