"""The vocabulary: which concepts a text names, in whatever words (in the sense of SKOS)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from imagepool.search.compounds import Splitter
from imagepool.search.spelling import Speller
from imagepool.search.words import STOPWORDS, forms, stem, words

__all__ = ["CONCEPTUAL", "EMPTY", "PEOPLE", "Concept", "Mention", "Vocabulary"]

CONCEPTUAL = ("season", "people", "perspective")  # facets whose values are concepts of their own
PEOPLE = "people:some"  # the fact that somebody is shown

_ENDINGS = ("innen", "in", "lein", "chen")  # the longer ones first
_SHORTEST_BASE = 5
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_QUALIFIER = re.compile(r"\s*[/(].*")
Phrase = tuple[str, ...]  # forms or stems, one after the other
_EITHER = re.compile(r"[&/]| und | and ")  # "Wald & Forst" is two labels


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, with all the words for it.

    With ``facts`` it is a thing that pictures state, and not one that their words name: a place by
    its official key, a format, a license. One of the facts has to be there.
    """

    id: str
    broader: str  # id of the concept above; "" at the top
    labels: tuple[str, ...]
    kind: str = "theme"  # "term" has synonyms only; with facts what sort of thing: "place" ...
    facts: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # facts of what lies around it
    foreign: tuple[str, ...] = ()  # labels of other languages, which make no German compounds
    shows: str = ""  # "people" or "nobody"
    facet: str = ""  # of `CONCEPTUAL`, where it is a value of one


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that names concepts."""

    start: int
    end: int
    concepts: tuple[str, ...]


class Vocabulary:
    """Concepts by their words, and what else is known of words: their parts and right spelling.

    Concepts with facts are proper names: they are known in the spellings that they have, folded,
    but not by stem and part.
    """

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._concepts: Mapping[str, Concept] = {one.id: one for one in concepts}
        self._facets = {one.id: one.facet for one in self._concepts.values() if one.facet}
        themes = [one for one in self._concepts.values() if not one.facts]
        self._exact = _by_phrase(self._concepts.values(), _as_it_is, foreign=True)
        self._german = _by_phrase(themes, _as_it_is)
        self._inflected = _by_phrase(themes, stem)
        self._reach = _reach(self._exact)
        self._reach_of_stem = _reach(self._inflected)
        known = _words_of(themes)
        named = [one for one in self._concepts.values() if one.facts]
        names = sorted(set(_words_of(named)))
        whole = (form for one in named for form in _whole(one))
        self.splitter = Splitter([*known, *names], whole)
        foreign = [form for one in themes for text in one.foreign for form in forms(text)]
        self.speller = Speller([*known, *names, *foreign])

    def __contains__(self, concept: object) -> bool:
        return concept in self._concepts

    def __getitem__(self, concept: str) -> Concept:
        return self._concepts[concept]

    def mentions(self, read: Sequence[str]) -> Iterator[Mention]:
        """Yield the concepts that a text of these forms names, longest names first, no overlap."""
        stems = tuple(map(stem, read))
        start = 0
        while start < len(read):
            reach = max(self._reach.get(read[start], 1), self._reach_of_stem.get(stems[start], 1))
            for end in range(min(start + reach, len(read)), start, -1):
                named = self._named(tuple(read[start:end]), stems[start:end])
                if named:
                    yield Mention(start, end, named)
                    start = end
                    break
            else:
                start += 1

    def hinted(self, form: str) -> tuple[str, ...]:
        """Return the concepts that parts of a compound name."""
        parts = ((part,) for part in self.splitter.parts(form))
        named = (
            self._german.get(part) or self._inflected.get((stem(*part),), ()) for part in parts
        )
        return tuple(dict.fromkeys(chain.from_iterable(named)))

    def closest(self, concepts: Sequence[str], read: Sequence[str]) -> tuple[str, ...]:
        """Return those of the named concepts that the words stand for, not just belong to.

        Whoever wants no "Solarpark" may want other energy.
        """
        stems = [*map(stem, read)]
        return tuple(
            one.id
            for one in map(self._concepts.__getitem__, concepts)
            if one.kind == "term"
            or any([*map(stem, forms(text))] == stems for text in _EITHER.split(one.labels[0]))
        )

    def _named(self, read: Phrase, stems: Phrase) -> tuple[str, ...]:
        # As it stands first: folded and stemmed, "Bürger" and "Burgen" are one.
        named = self._exact.get(read) or self._inflected.get(stems)
        return named or (self._derived(read[0]) if len(read) == 1 else ())

    def _derived(self, form: str) -> tuple[str, ...]:
        """Return what the word names that this one is derived from: Gärtnerinnen, Kirchlein."""
        for ending in _ENDINGS:
            base = form.removesuffix(ending)
            if base != form and len(base) >= _SHORTEST_BASE:
                return self._inflected.get((stem(base),), ())
        return ()

    def of_facet(self, facet: str, concepts: Iterable[str]) -> tuple[str, ...]:
        """Return the values of this facet that concepts are, or as terms stand under; each once."""
        lifted = (self._concepts[id_] for id_ in concepts if id_ in self._concepts)
        values = (one.broader if one.kind == "term" else one.id for one in lifted)
        return tuple(dict.fromkeys(id_ for id_ in values if self._facets.get(id_) == facet))

    def above(self, concept: str) -> tuple[str, ...]:
        """Return the concepts that are broader than this one, up to the top."""
        found: list[str] = []
        one = self._concepts.get(concept)
        while one and one.broader and one.broader not in found:
            found.append(one.broader)
            one = self._concepts.get(one.broader)
        return tuple(found)


def _words_of(concepts: Iterable[Concept]) -> list[str]:
    texts = (text for one in concepts for text in one.labels)
    return [form for text in texts for form in forms(text) if form not in STOPWORDS]


def _names(concept: Concept, labels: Iterable[str]) -> Iterator[str]:
    """Yield the names that the labels give: of a place also without what tells it from namesakes.

    "Wald & Forst" are two names; "Artern/Unstrut" is one, and no name of the river.
    """
    for label in labels:
        if concept.facts:
            yield label
            yield _QUALIFIER.sub("", label)
        else:
            yield from _EITHER.split(label)


def _readings(name: str) -> Iterator[Phrase]:
    """Yield the forms of a name as a text has them, as a query, and without its hyphens."""
    yield forms(name)
    if _HYPHEN.search(name):
        yield tuple(word.folded for word in words(name))
        yield forms(_HYPHEN.sub(" ", name))


def _whole(concept: Concept) -> Iterator[str]:
    """Yield the names that are one word; but a sight says what it is: Kyffhäuserdenkmal."""
    if concept.kind != "sight":
        names = _names(concept, concept.labels)
        yield from (read[0] for name in names if len(read := forms(name)) == 1)


def _reach(phrases: Iterable[Phrase]) -> dict[str, int]:
    """Return how many words the longest phrase has that begins with a word."""
    found: dict[str, int] = {}
    for phrase in phrases:
        found[phrase[0]] = max(found.get(phrase[0], 0), len(phrase))
    return found


def _as_it_is(form: str) -> str:
    return form


def _by_phrase(
    concepts: Iterable[Concept], spelled: Callable[[str], str], *, foreign: bool = False
) -> dict[Phrase, tuple[str, ...]]:
    found: dict[Phrase, dict[str, None]] = {}
    for concept in concepts:
        labels = (*concept.labels, *(concept.foreign if foreign else ()))
        names = _names(concept, labels)
        if spelled is stem:  # abbreviations have no stem: "super" is no SUP
            names = (name for name in names if not name.isupper())
        readings = chain.from_iterable(map(_readings, names))
        for phrase in (tuple(map(spelled, read)) for read in readings):
            found.setdefault(phrase, {})[concept.id] = None
    return {phrase: tuple(ids) for phrase, ids in found.items() if phrase}


EMPTY = Vocabulary()
