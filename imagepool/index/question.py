"""From a query to what tantivy is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
        telling = [word for word in found if word.folded not in STOPWORDS] or found
        self._clauses = [_word(word, typing=query.typing and word is found[-1]) for word in telling]
        self._ids = [part for part in query.text.lower().split() if _ID.fullmatch(part)]

    @property
    def strictness(self) -> int:
        """How many words there are; a question can be asked with 1 to so many of them required."""
        return max(len(self._clauses), 1)

    def requiring(self, count: int) -> Clause:
        """Return the clause that at least `count` words match; more of them rank higher."""
        if not self._clauses:
            return Clause.empty_query()
        clause = _at_least(self._clauses, count)
        tiers = [
            (Occur.Should, Clause.const_score_query(_at_least(self._clauses, more), _TIER))
            for more in range(count + 1, self.strictness + 1)
        ]
        if tiers:
            clause = Clause.boolean_query([(Occur.Must, clause), *tiers])
        if self._ids:
            named = Clause.const_score_query(_one_of("id", self._ids), 2 * _TIER * _MOST_WORDS)
            clause = Clause.boolean_query([(Occur.Should, clause), (Occur.Should, named)])
        return clause


def _at_least(clauses: Sequence[Clause], count: int) -> Clause:
    return Clause.boolean_query(
        [(Occur.Should, clause) for clause in clauses], minimum_number_should_match=count
    )


def _word(word: Word, *, typing: bool) -> Clause:
    ways = [
        Clause.boolean_query([(Occur.Must, _stem(stem)) for stem in reading])
        for reading in word.readings
    ]
    if len(word.folded) >= (_WHILE_TYPING if typing else _LONG_ENOUGH):
        # A folded word is letters and digits only, so nothing in it is special to the pattern.
        beginning = Clause.regex_query(SCHEMA, "forms", f"{word.folded}.*")
        ways.append(Clause.const_score_query(beginning, _BEGINNING))
    return Clause.disjunction_max_query(ways)


def _stem(stem: str) -> Clause:
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
    return Clause.term_set_query(SCHEMA, field, list(values))
