"""The vocabulary: which concepts a text names, in whatever words (in the sense of SKOS)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from imagepool.search.compounds import Splitter
from imagepool.search.spelling import Speller
from imagepool.search.words import STOPWORDS, forms, stem

__all__ = ["CONCEPTUAL", "EMPTY", "Concept", "Mention", "Vocabulary"]

CONCEPTUAL = ("season", "people", "perspective")  # facets whose values are concepts of their own

_ENDINGS = ("innen", "in", "lein", "chen")  # the longer ones first
_SHORTEST_BASE = 5
_EITHER = re.compile(r"[&/]| und | and ")  # "Wald & Forst" is two labels


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, with all the words for it."""

    id: str
    broader: str  # id of the concept above; "" at the top
    labels: tuple[str, ...]
    facet: str = ""  # of `CONCEPTUAL`, where it is a value of one


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that names concepts."""

    start: int
    end: int
    concepts: tuple[str, ...]


class Vocabulary:
    """Concepts by their words, and what else is known of words: their parts and right spelling.

    ``names`` are words that name no concept, such as those of places.
    """

    def __init__(self, concepts: Iterable[Concept] = (), names: Iterable[str] = ()) -> None:
        self._concepts: Mapping[str, Concept] = {one.id: one for one in concepts}
        self._facets = {one.id: one.facet for one in self._concepts.values() if one.facet}
        self._exact = _by_phrase(self._concepts.values(), lambda form: form)
        self._inflected = _by_phrase(self._concepts.values(), stem)
        self._exact_reach = _longest_by_beginning(self._exact)
        self._inflected_reach = _longest_by_beginning(self._inflected)
        words = [form for one in self._concepts.values() for text in one.labels
                 for form in forms(text) if form not in STOPWORDS]  # fmt: skip
        place_words = [form for name in names for form in forms(name) if form not in STOPWORDS]
        self.splitter = Splitter([*words, *map(stem, words), *place_words])
        self.speller = Speller([*words, *place_words])

    def __contains__(self, concept: object) -> bool:
        return concept in self._concepts

    def mentions(self, read: Sequence[str]) -> Iterator[Mention]:
        """Yield the concepts that a text of these forms names, longest names first, no overlap."""
        start = 0
        while start < len(read):
            for end in range(min(start + self._reach(read[start]), len(read)), start, -1):
                named = self._named(read[start:end])
                if named:
                    yield Mention(start, end, named)
                    start = end
                    break
            else:
                start += 1

    def _reach(self, form: str) -> int:
        """Return of how many words the longest name is that begins with this one, at least 1."""
        inflected = self._inflected_reach.get(stem(form), 1)
        return max(self._exact_reach.get(form, 1), inflected)

    def hinted(self, form: str) -> tuple[str, ...]:
        """Return the concepts that parts of a compound name."""
        parts = self.splitter.parts(form)
        return tuple(dict.fromkeys(id_ for part in parts for id_ in self._named((part,))))

    def _named(self, read: Sequence[str]) -> tuple[str, ...]:
        # As it stands first: folded and stemmed, "Bürger" and "Burgen" are one.
        named = self._exact.get(tuple(read)) or self._inflected.get(tuple(map(stem, read)))
        return named or (self._derived(read[0]) if len(read) == 1 else ())

    def _derived(self, form: str) -> tuple[str, ...]:
        """Return what the word names that this one is derived from: Gärtnerinnen, Kirchlein."""
        for ending in _ENDINGS:
            base = form.removesuffix(ending)
            if base != form and len(base) >= _SHORTEST_BASE:
                return self._inflected.get((stem(base),), ())
        return ()

    def of_facet(self, facet: str, concepts: Iterable[str]) -> tuple[str, ...]:
        """Return those of the concepts that are values of this facet, each once."""
        return tuple(dict.fromkeys(id_ for id_ in concepts if self._facets.get(id_) == facet))

    def beside(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """Return the concepts that stand under the same broader one as these, without these."""
        own = [self._concepts[id_] for id_ in concepts if id_ in self._concepts]
        above = {one.broader for one in own if one.broader}
        siblings = (one for one in self._concepts.values() if one.broader in above)
        return tuple(one.id for one in siblings if one not in own)

    def above(self, concept: str) -> tuple[str, ...]:
        """Return the concepts that are broader than this one, up to the top."""
        found: list[str] = []
        one = self._concepts.get(concept)
        while one and one.broader and one.broader not in found:
            found.append(one.broader)
            one = self._concepts.get(one.broader)
        return tuple(found)


def _by_phrase(
    concepts: Iterable[Concept], spelled: Callable[[str], str]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for concept in concepts:
        texts = (text for label in concept.labels for text in _EITHER.split(label))
        for phrase in (tuple(map(spelled, forms(text))) for text in texts):
            found.setdefault(phrase, {})[concept.id] = None
    return {phrase: tuple(ids) for phrase, ids in found.items() if phrase}


def _longest_by_beginning(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 1))
    return longest


EMPTY = Vocabulary()
