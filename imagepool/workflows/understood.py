"""How a query was understood, in words that a page can show and a click can take back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from imagepool.region.region import Region
from imagepool.region.themes import narrower_first
from imagepool.rights.license import License
from imagepool.search.understanding import WITHOUT, Part
from imagepool.search.vocabulary import Concept, Vocabulary
from imagepool.search.words import fold, forms

_LANGUAGES = ("de", "en")
_NAMESAKES = ("place", "spot", "district")  # kinds of which one may be called as another

Words = Mapping[str, str]  # language -> words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several namesakes, and the query's text that means only this one."""

    label: Words
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a part of the query was taken for."""

    typed: str
    kind: Words  # "Jahreszeit", "Ort" ...; {} where it needs none
    meaning: Words
    unwanted: bool
    rest: str  # the query's text without it
    choices: tuple[Choice, ...] = ()  # places of the same name


class Interpreter:
    """Puts parts of a query into the reader's words."""

    def __init__(
        self, region: Region, vocabulary: Vocabulary, licenses: Mapping[str, License]
    ) -> None:
        self._region = region
        self._vocabulary = vocabulary
        self._licenses = licenses
        self._terms = {term.id: term for term in region.terms}

    def told(self, text: str, parts: Iterable[Part]) -> Iterator[Understood]:
        """Yield what is to be said of each part; of words taken as they stand there is nothing."""
        for part in parts:
            said = self._said(text, part)
            if said:
                start, end = part.span
                rest = " ".join(f"{text[:start]} {text[end:]}".split())
                choices = tuple(self._choices(text, part))
                yield Understood(text[start:end], *said, part.unwanted, rest, choices)

    def widened(self, parts: Iterable[Part]) -> Iterator[Words]:
        """Yield by what the parts were widened, where nothing has them: broader themes, places."""
        asked_for = [part for part in parts if not part.unwanted]
        named = {id_ for part in asked_for for id_ in part.concepts}
        near = (id_ for part in asked_for for id_ in (*part.wider, *part.near))
        for id_ in dict.fromkeys(near):
            if id_ in self._vocabulary and id_ not in named:
                yield self._label(id_)

    def _label(self, concept: str) -> Words:
        if concept in self._region.themes:
            return self._region.themes[concept].label
        term = self._terms.get(concept)
        return term.label if term else self._thing(self._vocabulary[concept])

    def _said(self, text: str, part: Part) -> tuple[Words, Words] | None:
        if part.unwanted:
            return self._kind("without"), _same(_denied(text[slice(*part.span)]))
        if part.phrase:
            return self._kind("phrase"), _same(text[slice(*part.span)].strip('"'))
        if part.period:
            return self._kind("period"), {lang: part.period.label(lang) for lang in _LANGUAGES}
        if part.meant:
            return self._meant(part.meant)
        return self._named(part)

    def _meant(self, part: Part) -> tuple[Words, Words]:
        named = self._named(part) if part.things else None
        # A theme's label would hide which word was read.
        return named or (self._kind("meant"), _same(self._spelled(part)))

    def _spelled(self, part: Part) -> str:
        """Return the word as the vocabulary writes it, with its umlauts."""
        labels = (text for id_ in part.concepts for text in self._vocabulary[id_].labels)
        return next((text for text in labels if _folds_to(text, part.text)), part.text)

    def _named(self, part: Part) -> tuple[Words, Words] | None:
        if part.things:
            one = self._vocabulary[part.things[0]]
            return self._kind(one.kind), self._thing(one)
        themes = [id_ for id_ in part.concepts if id_ in self._region.themes]
        terms = [id_ for id_ in part.concepts if id_ in self._terms]
        if not themes and not terms:
            return None
        # "Gruppe" is a number of people before it is one of the words for a portrait.
        read = [word.folded for word in part.words]
        themes = [*self._vocabulary.closest(themes, read), *themes]
        theme = themes[0] if themes else self._terms[terms[0]].broader
        *_, top = narrower_first(self._region.themes, theme)
        label = self._region.themes[theme].label if themes else self._terms[terms[0]].label
        return {lang: text[:1].upper() + text[1:] for lang, text in top.label.items()}, label

    def _thing(self, one: Concept) -> Words:
        value = one.id.partition(":")[2]
        if one.kind == "license" and value in self._licenses:
            return self._licenses[value].title
        if one.kind == "plate":
            return {
                lang: " · ".join((*one.labels, self._region.label("district", value, lang)))
                for lang in _LANGUAGES
            }
        if one.kind in {"orientation", "channel", "purpose"}:
            return {lang: self._region.label(one.kind, value, lang) for lang in _LANGUAGES}
        return _same(one.labels[0])

    def _choices(self, text: str, part: Part) -> Iterator[Choice]:
        """Yield namesakes, each by the name that only it has: "Sollstedt Unstruttal"."""
        one = part.meant or part
        named = [self._vocabulary[id_] for id_ in one.things]
        places = [each for each in named if each.kind in _NAMESAKES]
        if len(places) == 1 or part.unwanted:
            return
        start, end = part.span
        for place in places:
            name = place.labels[0]
            if place.kind == "district":
                yield Choice(_same(name), f"{text[:start]}{name}{text[end:]}")
            else:
                around = self._vocabulary[place.broader].labels[0]
                wanted = f"{text[:start]}{name} {around}{text[end:]}"
                yield Choice(_same(f"{name} ({around})"), wanted)

    def _kind(self, name: str) -> Words:
        return {lang: self._region.label("asked", name, lang) for lang in _LANGUAGES}


def _same(words: str) -> Words:
    return dict.fromkeys(_LANGUAGES, words)


def _folds_to(text: str, folded: str) -> bool:
    return " ".join(forms(text)) == folded


def _denied(typed: str) -> str:
    """Return what stands behind "ohne" or a minus, as it was typed; "menschenleer" stays so."""
    said = typed.lstrip("-−")
    first, _, others = said.partition(" ")
    return others if others and fold(first) in WITHOUT else said
