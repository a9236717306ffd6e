"""From a query to what tantivy is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tantivy import Occur, Query as Clause, Searcher

from imagepool.asset import State
from imagepool.index.schema import MEANING_WEIGHTS, SCHEMA, WEIGHTS, facet_field, meaning_field
from imagepool.search.query import Query
from imagepool.search.understanding import Part
from imagepool.search.words import stem

__all__ = ["Question", "filtered", "in_states"]

_MOST_WORDS = 32
_OTHER_FIELDS = 0.2  # what a second field that has the word, too, adds of its own score
_OTHER_WAYS = 0.5  # likewise, a second way in which a part is there
_PIECES = 0.3  # score of the parts of a compound that are there, each by itself
_HINTED = 0.6  # of a concept that a part of a compound names
_BEGINNING = 0.3  # score of a longer word that begins with the one looked for
_LONG_ENOUGH = 4  # letters, to find longer words: "Fachwerk" finds "Fachwerkhaus"
_WHILE_TYPING = 2
_TIER = 1000.0  # more than any sum of word scores: who matches more words comes first
OfTerm = Callable[[str], Clause]
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{16}")


class Question:
    """The parts of a query, asked more or less strictly."""

    def __init__(self, query: Query, parts: Sequence[Part], searcher: Searcher) -> None:
        self._searcher = searcher
        self._parts = [part for part in parts if not part.unwanted]
        self._unwanted = [part for part in parts if part.unwanted]
        self._unfinished = self._parts[-1] if self._parts and query.typing else None
        self._ids = [part for part in query.text.lower().split() if _ID.fullmatch(part)]

    @property
    def strictness(self) -> int:
        """How many parts there are; 1 to so many of them can be required."""
        return max(len(self._parts), 1)

    def matching(self, count: int) -> Clause:
        """Return the clause that at least `count` parts match; its score says nothing."""
        return self._or_named([self._at_least(count, _has, _is_of)])

    def ranking(self, count: int) -> Clause:
        """Return the same with scores: more parts before fewer, and better fields before others."""
        tiers = [
            Clause.const_score_query(self._at_least(more, _has, _is_of), _TIER)
            for more in range(count + 1, self.strictness + 1)
        ]
        scored = self._at_least(count, _how_well, _how_much)
        if tiers:
            scored = Clause.boolean_query(
                [(Occur.Must, scored), *((Occur.Should, tier) for tier in tiers)]
            )
        return self._or_named([scored])

    def _at_least(self, count: int, of_stem: OfTerm, of_concept: OfTerm) -> Clause:
        if not self._parts:
            wanted = Clause.all_query() if self._unwanted else Clause.empty_query()
        else:
            clauses = [self._part(part, of_stem, of_concept) for part in self._parts]
            wanted = Clause.boolean_query(
                [(Occur.Should, clause) for clause in clauses], minimum_number_should_match=count
            )
        unwanted = [self._part(part, _has, _is_of) for part in self._unwanted]
        if not unwanted:
            return wanted
        return Clause.boolean_query(
            [(Occur.Must, wanted), *((Occur.MustNot, clause) for clause in unwanted)]
        )

    def _part(self, part: Part, of_stem: OfTerm, of_concept: OfTerm) -> Clause:
        ways = [_all_words(part, of_stem)]
        ways += map(of_concept, (*part.concepts, *part.against))
        if part.pieces:
            ways.append(_all([of_stem(piece) for piece in part.pieces], _PIECES))
        ways += [Clause.boost_query(of_concept(each), _HINTED) for each in part.hinted]
        if len(part.words) == 1:
            ways += self._near(part, part.words[0].folded, of_stem, of_concept)
        return Clause.disjunction_max_query(ways, _OTHER_WAYS)

    def _near(self, part: Part, form: str, of_stem: OfTerm, of_concept: OfTerm) -> Iterator[Clause]:
        if len(form) >= (_WHILE_TYPING if part is self._unfinished else _LONG_ENOUGH):
            # No letter may differ. (The same as a pattern takes much longer to build.)
            longer = Clause.fuzzy_term_query(SCHEMA, "forms", form, distance=0, prefix=True)
            yield Clause.const_score_query(longer, _BEGINNING)
        if part.concepts or self._occurs(form):
            return
        if part.meant:
            yield self._part(part.meant, of_stem, of_concept)
        elif not part.pieces and len(form) > _LONG_ENOUGH and part is not self._unfinished:
            yield Clause.const_score_query(
                Clause.fuzzy_term_query(SCHEMA, "forms", form, distance=1), _BEGINNING
            )

    def _occurs(self, form: str) -> bool:
        return bool(
            self._searcher.doc_freq("stems", stem(form))
            or self._searcher.terms_with_prefix("forms", form, limit=1)
        )

    def _or_named(self, clauses: list[Clause]) -> Clause:
        if self._ids:
            named = _one_of("id", self._ids)
            clauses.append(Clause.const_score_query(named, 2 * _TIER * _MOST_WORDS))
        return Clause.boolean_query([(Occur.Should, clause) for clause in clauses])


def _all_words(part: Part, of_stem: OfTerm) -> Clause:
    """Return the clause that all words of a part match; of their scores it has the mean."""
    ways = [
        Clause.disjunction_max_query([_all(map(of_stem, reading)) for reading in word.readings])
        for word in part.words
    ]
    return _all(ways, 1 / len(ways))


def _all(clauses: Iterable[Clause], weight: float = 1.0) -> Clause:
    return Clause.boost_query(
        Clause.boolean_query([(Occur.Must, clause) for clause in clauses]), weight
    )


def _is_of(concept: str) -> Clause:
    return Clause.boolean_query(
        [
            (Occur.Should, Clause.term_query(SCHEMA, meaning_field(name), concept, "basic"))
            for name in MEANING_WEIGHTS
        ]
    )


def _how_much(concept: str) -> Clause:
    return Clause.disjunction_max_query(
        [
            Clause.boost_query(
                Clause.term_query(SCHEMA, meaning_field(name), concept, "freq"), weight
            )
            for name, weight in MEANING_WEIGHTS.items()
        ]
    )


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
