"""More like this: what pictures have in common with one, and how much each counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Occur, Query as Clause

from imagepool.index.schema import SCHEMA, facet_field, meaning_field
from imagepool.search.document import Document
from imagepool.search.shades import cells_near

__all__ = ["Pattern", "alike", "colored"]

_NEAR = 1000.0  # more than all else: pictures that look the same come first
_CONCEPT = 1.0
_WORD = {"title": 0.6, "keywords": 0.8}
_FACETS = {"municipality": 2.0, "people": 1.0, "perspective": 1.0, "season": 0.5, "color": 0.5}
_MOST_WORDS = 24
_LEAST = 2  # things in common, where there are so many


@dataclass(frozen=True, slots=True)
class Pattern:
    """A picture to which others are likened, and ids of those that look nearly the same."""

    document: Document
    near: tuple[str, ...] = ()


def alike(pattern: Pattern) -> Clause:
    """Return the clause for what resembles the pattern, without itself; its score says how well."""
    common = list(_common(pattern.document))
    least = min(_LEAST, max(1, len(common)))
    clauses = [(Occur.Should, clause) for clause in common]
    resembling = Clause.boolean_query(clauses, minimum_number_should_match=least)
    ways = [resembling]
    if pattern.near:
        looks = Clause.term_set_query(SCHEMA, "id", list(pattern.near))
        ways.append(Clause.const_score_query(looks, _NEAR))
    own = Clause.term_query(SCHEMA, "id", pattern.document.id, "basic")
    either = Clause.boolean_query([(Occur.Should, way) for way in ways])
    return Clause.boolean_query([(Occur.Must, either), (Occur.MustNot, own)])


def colored(shade: str) -> Clause:
    """Return the clause for pictures in which the color, or one like it, covers an area."""
    return Clause.disjunction_max_query(_cells(shade))


def _common(document: Document) -> Iterator[Clause]:
    for concept in dict.fromkeys(document.meanings["named"]):
        yield _boosted(meaning_field("named"), concept, _CONCEPT)
    for field, weight in _WORD.items():
        for stem in document.stems(field)[:_MOST_WORDS]:
            yield _boosted(field, stem, weight)
    for facet, weight in _FACETS.items():
        for value in document.facets.get(facet, ()):
            term = Clause.term_query(SCHEMA, facet_field(facet), value, "basic")
            yield Clause.const_score_query(term, weight)


def _boosted(field: str, term: str, weight: float) -> Clause:
    return Clause.boost_query(Clause.term_query(SCHEMA, field, term, "freq"), weight)


def _cells(shade: str) -> list[Clause]:
    return [
        Clause.const_score_query(Clause.term_query(SCHEMA, "shades", cell, "basic"), weight)
        for cell, weight in cells_near(shade)
    ]
