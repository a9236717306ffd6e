"""Understanding: what the words of a query mean, part by part, so that a page can say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from imagepool.search.vocabulary import EMPTY, Mention, Vocabulary
from imagepool.search.words import STOPWORDS, Word, stem, words

__all__ = ["Part", "understand"]

_MOST_WORDS = 32
_WITHOUT = frozenset({"ohne", "kein", "keine", "keinen", "keiner", "without", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is asked for: a word, or several that name one concept together."""

    words: tuple[Word, ...]
    typed: tuple[str, ...] = ()  # what stood in the query for it, between spaces
    concepts: tuple[str, ...] = ()  # ids that the words name
    hinted: tuple[str, ...] = ()  # ids that parts of a compound name
    pieces: tuple[str, ...] = ()  # stems of a compound's parts
    meant: Part | None = None  # of the known word that an unknown one probably is
    unwanted: bool = False  # "ohne Menschen"
    against: tuple[str, ...] = ()  # ids of which unwanted pictures are

    @property
    def text(self) -> str:
        return " ".join(word.folded for word in self.words)


def understand(text: str, vocabulary: Vocabulary = EMPTY) -> tuple[Part, ...]:
    """Return the parts of a query in order, without words that say nothing where others do.

    >>> from imagepool.search.vocabulary import Concept
    >>> [part] = understand("Windraeder", Vocabulary([Concept("energie", "", ("Windrad",))]))
    >>> part.concepts
    ('energie',)
    """
    parts = list(_parts(_typed(text), vocabulary))
    telling = [part for part in parts if part.concepts or part.unwanted or not _says_nothing(part)]
    return tuple(telling or parts)


def _typed(text: str) -> list[tuple[str, Word]]:
    return [(typed, word) for typed in text.split() for word in words(typed)][:_MOST_WORDS]


def _parts(asked: Sequence[tuple[str, Word]], vocabulary: Vocabulary) -> Iterator[Part]:
    found = [word for _, word in asked]
    read = [word.folded for word in found]
    mentions = {each.start: each for each in vocabulary.mentions(read)}
    place = 0
    while place < len(found):
        mention = mentions.get(place, Mention(place, place + 1, ()))
        some = tuple(found[place : mention.end])
        if some[0].folded not in _WITHOUT or place + 1 == len(found):
            part = _part(some, mention.concepts, vocabulary)
        elif mention.end - place > 1:
            against = vocabulary.beside(mention.concepts)
            part = Part(words=some, concepts=mention.concepts, unwanted=True, against=against)
        else:
            mention = mentions.get(place + 1, Mention(place + 1, place + 2, ()))
            some = tuple(found[place + 1 : mention.end])
            part = Part(words=some, unwanted=True, against=mention.concepts)
        typed = dict.fromkeys(word for word, _ in asked[place : mention.end])
        yield replace(part, typed=tuple(typed))
        place = mention.end


def _part(found: tuple[Word, ...], concepts: tuple[str, ...], vocabulary: Vocabulary) -> Part:
    if concepts and not all(word.folded in STOPWORDS for word in found):
        return Part(words=found, concepts=concepts)
    form = found[0].folded
    pieces = vocabulary.splitter.parts(form)
    meant = "" if vocabulary.splitter.divides(form) else vocabulary.speller.meant(form)
    return Part(
        words=found,
        hinted=vocabulary.hinted(form),
        pieces=tuple(map(stem, pieces)),
        meant=understand(meant, vocabulary)[0] if meant else None,
    )


def _says_nothing(part: Part) -> bool:
    return all(word.folded in STOPWORDS for word in part.words)
