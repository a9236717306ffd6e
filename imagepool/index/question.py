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

_OTHER_FIELDS = 0.2  # what a second field that has the word, too, adds of its own score
_OTHER_WAYS = 0.8  # likewise, a second way in which a part is there
_FACT = 12.0  # score of what a picture states: place, year, format
_NEAR = 3.0  # of what is nearly that: the district around the place, the year before
_WIDER = 0.3  # of a broader concept than the one asked for
_PIECE = 0.4  # of each part of a compound by itself; the last says what the thing is
_LAST_PIECE = 0.6
_HINTED = 0.4  # of a concept that a part of a compound names
_BEGINNING = 3.0  # score of a longer word that begins with the one looked for
_LONG_ENOUGH = 4  # letters, to find longer words: "Fachwerk" finds "Fachwerkhaus"
_WHILE_TYPING = 2
_THERE = 1000.0  # for each part that is there at all, more than any sum of the scores above: what
_WORD_THERE = 800.0  # has all comes first; and of a word that is just a word, such as "freie"
_NAMED = 1e6  # of the asset whose id was typed
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{16}")


class Question:
    """The parts of a query, asked more or less strictly.

    Level n is that n parts match; level 0, that one of them nearly does.
    """

    def __init__(self, query: Query, parts: Sequence[Part], searcher: Searcher) -> None:
        self._searcher = searcher
        self._parts = [part for part in parts if not part.unwanted]
        self._unwanted = [part for part in parts if part.unwanted]
        self._unfinished = self._parts[-1] if self._parts and query.typing else None
        self._known: dict[str, bool] = {}  # whether a form occurs
        self._ids = [part for part in query.text.lower().split() if _ID.fullmatch(part)]

    @property
    def strictness(self) -> int:
        """How many parts there are; 1 to so many of them can be required."""
        return max(len(self._parts), 1)

    def matching(self, level: int) -> Clause:
        """Return the clause of all that match at least so well; its score says nothing."""
        return self._or_named([self._wanted(self._at_least(level))])

    def ranking(self, level: int) -> Clause:
        """Return the same with scores: more parts before fewer, and better fields before others."""
        if self._parts and level == self.strictness and all(map(_tells_all, self._parts)):
            # What has such a score is just what matches, so that is asked for only once.
            found = [(Occur.Must, self._scored(part)) for part in self._parts]
            return self._or_named([self._wanted(Clause.boolean_query(found))])
        scores = [self._scored(part, nearly=True) for part in self._parts]
        if not level:  # what is nearly there has yet to be told from what is
            scores += [_there(part, self._matched(part)) for part in self._parts]
        found = [(Occur.Must, self._at_least(level, weighted=level > 0))]
        found += [(Occur.Should, score) for score in scores]
        return self._or_named([self._wanted(Clause.boolean_query(found))])

    def _at_least(self, level: int, *, weighted: bool = False) -> Clause:
        """Return the clause that so many parts match; ``weighted`` scores each that does."""
        if not self._parts:
            return Clause.all_query() if self._unwanted else Clause.empty_query()
        matched = [self._matched(part, nearly=not level) for part in self._parts]
        there = [_there(part, one) for part, one in zip(self._parts, matched, strict=True)]
        enough = _some(there if weighted else matched, max(level, 1))
        telling = [part for part in self._parts if not part.condition]
        if level == self.strictness or len(telling) in {0, len(matched)}:
            return enough
        any_telling = _some([self._matched(part, nearly=not level) for part in telling], 1)
        return _both(enough, any_telling)

    def _wanted(self, clause: Clause) -> Clause:
        """Return the clause without what is unwanted; what says that it lacks it comes first."""
        if not self._unwanted:
            return clause
        said = [_how_much(id_) for part in self._unwanted for id_ in part.concepts]
        return Clause.boolean_query(
            [
                (Occur.Must, clause),
                *((Occur.Should, each) for each in said),
                *((Occur.MustNot, self._denied(part)) for part in self._unwanted),
            ]
        )

    def _denied(self, part: Part) -> Clause:
        ways = [_is_of(id_) for id_ in part.against]
        if part.facts:
            ways.append(_states(part.facts))
        if not part.concepts:  # else the words say the very opposite: "ohne Menschen"
            ways.append(_all_words(part, _has))
        return Clause.boolean_query([(Occur.Should, way) for way in ways])

    def _matched(self, part: Part, *, nearly: bool = False) -> Clause:
        if part.phrase:
            return _in_order(part)
        ways = [*map(_is_of, (*part.concepts, *part.hinted))]
        ways += [_states(part.facts)] if part.facts else [_all_words(part, _has)]
        if part.pieces:
            ways.append(_all([_has(piece) for piece in part.pieces]))
        if nearly:
            ways += [_states(part.near)] if part.near else []
            ways += [_all_words(part, _has), *map(_is_of, part.wider)]
        ways += [way for way, _ in self._alike(part)]
        if self._means(part):
            ways.append(self._matched(part.meant, nearly=nearly))  # type: ignore[arg-type]
        return Clause.boolean_query([(Occur.Should, way) for way in ways])

    def _scored(self, part: Part, *, nearly: bool = False) -> Clause:
        if part.phrase:
            return _in_order(part)
        ways = [_all_words(part, _how_well), *map(_how_much, part.concepts)]
        ways += [_weighted(_how_much(each), _HINTED) for each in part.hinted]
        if part.facts:
            ways.append(Clause.const_score_query(_states(part.facts), _FACT))
        if nearly:
            ways += [_weighted(_how_much(each), _WIDER) for each in part.wider]
            ways += [Clause.const_score_query(_states(part.near), _NEAR)] if part.near else []
        ways += [_weighted(_how_well(piece), _PIECE) for piece in part.pieces[:-1]]
        ways += [_weighted(_how_well(piece), _LAST_PIECE) for piece in part.pieces[-1:]]
        ways += [Clause.const_score_query(way, score) for way, score in self._alike(part)]
        if self._means(part):
            ways.append(self._scored(part.meant, nearly=nearly))  # type: ignore[arg-type]
        return Clause.disjunction_max_query(ways, _OTHER_WAYS)

    def _alike(self, part: Part) -> Iterator[tuple[Clause, float]]:
        """Yield the clauses of words that are spelled nearly so, with what they are worth."""
        form = part.words[0].folded if len(part.words) == 1 else ""
        if len(form) >= (_WHILE_TYPING if part is self._unfinished else _LONG_ENOUGH):
            # No letter may differ. (The same as a pattern takes much longer to build.)
            yield (
                Clause.fuzzy_term_query(SCHEMA, "forms", form, distance=0, prefix=True),
                _BEGINNING,
            )
        unknown = not (part.concepts or part.facts or part.pieces or part.meant)
        finished = len(form) > _LONG_ENOUGH and part is not self._unfinished
        if unknown and finished and not self._occurs(form):
            yield Clause.fuzzy_term_query(SCHEMA, "forms", form, distance=1), _BEGINNING

    def _means(self, part: Part) -> bool:
        return part.meant is not None and not self._occurs(part.words[0].folded)

    def _occurs(self, form: str) -> bool:
        if form not in self._known:
            self._known[form] = bool(
                self._searcher.doc_freq("stems", stem(form))
                or self._searcher.terms_with_prefix("forms", form, limit=1)
            )
        return self._known[form]

    def _or_named(self, clauses: list[Clause]) -> Clause:
        if self._ids:
            named = _one_of("id", self._ids)
            clauses.append(Clause.const_score_query(named, _NAMED))
        return Clause.boolean_query([(Occur.Should, clause) for clause in clauses])


OfTerm = Callable[[str], Clause]


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


def _some(clauses: Sequence[Clause], count: int) -> Clause:
    return Clause.boolean_query(
        [(Occur.Should, clause) for clause in clauses], minimum_number_should_match=count
    )


def _tells_all(part: Part) -> bool:
    """Say whether what scores a part is just what matches it: neither facts nor halves of words."""
    one = part.meant or part
    return not (part.facts or one.facts or len(part.pieces) > 1 or len(one.pieces) > 1)


def _there(part: Part, clause: Clause) -> Clause:
    """Return the clause with the score of a part that is there, however well."""
    known = part.concepts or part.facts or part.phrase or part.meant
    return Clause.const_score_query(clause, _THERE if known else _WORD_THERE)


def _weighted(clause: Clause, weight: float) -> Clause:
    return Clause.boost_query(clause, weight)


def _in_order(part: Part) -> Clause:
    if len(part.stems) == 1:
        return _how_well(part.stems[0])
    return Clause.phrase_query(SCHEMA, "said", list(part.stems))


def _states(facts: Sequence[str]) -> Clause:
    return _one_of(meaning_field("facts"), facts)


def _is_of(concept: str) -> Clause:
    return Clause.term_query(SCHEMA, "about", concept, "basic")


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
