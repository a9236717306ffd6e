"""Understanding: what the words of a query mean, part by part, so that a page can say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from imagepool.search.periods import Period, periods_in
from imagepool.search.vocabulary import EMPTY, PEOPLE, Mention, Vocabulary
from imagepool.search.words import STOPWORDS, Word, stem, tokens, words

__all__ = ["WITHOUT", "Part", "understand"]

_MOST_WORDS = 32
WITHOUT = frozenset(
    ("ohne", "kein", "keine", "keinen", "keiner", "nicht", "ausser", "without", "no", "not")
)
_ALSO_WITHOUT = frozenset(("und", "oder", "and", "or"))
_CONDITIONS = frozenset(("orientation", "license", "channel", "purpose"))  # kinds of things
PLACES = frozenset(("place", "spot", "sight", "landscape", "plate", "district"))  # likewise
_SEGMENT = re.compile(r'"(?P<phrase>[^"]+)"|(?<!\S)[-−](?P<minus>[^\W_]\S*)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is asked for: a word, or several that name one thing together."""

    words: tuple[Word, ...]
    span: tuple[int, int] = (0, 0)  # where it stands in the query
    concepts: tuple[str, ...] = ()  # ids of the themes that the words name
    things: tuple[str, ...] = ()  # ids of the concepts with facts that they name: places, formats
    facts: tuple[str, ...] = ()  # one of which a picture has to state; of unwanted ones, none
    near: tuple[str, ...] = ()  # facts that are nearly it
    wider: tuple[str, ...] = ()  # ids of the concepts right above
    hinted: tuple[str, ...] = ()  # ids that parts of a compound name
    pieces: tuple[str, ...] = ()  # stems of a compound's parts
    meant: Part | None = None  # of the known word that an unknown one probably is
    period: Period | None = None
    phrase: bool = False  # in quotes: these words, in this order
    condition: bool = False  # format, time, license: no picture is near for having only that
    unwanted: bool = False  # "ohne Menschen"
    against: tuple[str, ...] = ()  # ids of which unwanted pictures are

    @property
    def text(self) -> str:
        return " ".join(word.folded for word in self.words)

    @property
    def stems(self) -> tuple[str, ...]:
        """The words of a phrase, in order."""
        return tuple(stem(word.folded) for word in self.words)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word and the stretch of the query in which it was typed."""

    word: Word
    start: int
    end: int
    capitals: bool


def understand(text: str, vocabulary: Vocabulary = EMPTY) -> tuple[Part, ...]:
    """Return the parts of a query in order, without words that say nothing where others do.

    >>> from imagepool.search.vocabulary import Concept
    >>> [part] = understand("Windraeder", Vocabulary([Concept("energie", "", ("Windrad",))]))
    >>> part.concepts
    ('energie',)
    """
    parts = list(_segments(text, vocabulary))[:_MOST_WORDS]
    telling = [part for part in parts if _tells(part)]
    return tuple(telling or parts)


def _tells(part: Part) -> bool:
    return bool(part.concepts or part.facts or part.unwanted or part.phrase) or not all(
        word.folded in STOPWORDS for word in part.words
    )


def _segments(text: str, vocabulary: Vocabulary) -> Iterator[Part]:
    """Yield what stands in quotes or behind a minus, and what is said between."""
    done = 0
    for match in _SEGMENT.finditer(text):
        yield from _said(text, done, match.start(), vocabulary)
        done = match.end()
        inside = match["phrase"] or match["minus"]
        found = tuple(words(inside))
        if found and match["phrase"]:
            in_order = tuple(Word(form, ((form,),)) for form in tokens(inside))
            yield Part(words=in_order, span=match.span(), phrase=True)
        elif found:
            yield _denied(found, _concepts_in(found, vocabulary), match.span(), vocabulary)
    yield from _said(text, done, len(text), vocabulary)


def _said(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Part]:
    """Yield the parts of a stretch of plain words, in which periods stand for themselves."""
    done = start
    for first, last, period in periods_in(text[start:end]):
        yield from _parts(_tokens(text, done, start + first), vocabulary)
        done = start + last
        yield Part(
            words=tuple(words(text[start + first : done])),
            span=(start + first, done),
            concepts=_seasons(text[start + first : done], vocabulary),
            facts=period.facts(),
            near=period.around(),
            period=period,
            condition=True,
        )
    yield from _parts(_tokens(text, done, end), vocabulary)


def _seasons(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what a month names beside itself; a number names nothing."""
    return _concepts_in(words(text)[:1], vocabulary)


def _concepts_in(found: Iterable[Word], vocabulary: Vocabulary) -> tuple[str, ...]:
    mentions = vocabulary.mentions([word.folded for word in found])
    return tuple(dict.fromkeys(chain.from_iterable(each.concepts for each in mentions)))


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [
        _Token(word, start + typed.start(), start + typed.end(), typed[0].isupper())
        for typed in re.finditer(r"\S+", text[start:end])
        for word in words(typed[0])
    ]


def _parts(tokens: Sequence[_Token], vocabulary: Vocabulary) -> Iterator[Part]:
    read = [token.word.folded for token in tokens]
    mentions = {each.start: each for each in vocabulary.mentions(read)}
    place, unwanted = 0, False
    while place < len(tokens):
        mention = mentions.get(place, Mention(place, place + 1, ()))
        last = mention.end == len(tokens)
        if read[place] in WITHOUT and mention.end == place + 1 and not last:
            place, unwanted, first = place + 1, True, place
            continue
        if unwanted and read[place] in _ALSO_WITHOUT and not last:
            place += 1
            continue
        some = tokens[place : mention.end]
        found = tuple(token.word for token in some)
        if unwanted:
            span = tokens[first].start, some[-1].end
            part = _denied(found, mention.concepts, span, vocabulary)
            first = mention.end
        else:
            named = _as_typed(mention.concepts, some[0], vocabulary)
            part = _part(found, named, vocabulary)
            part = replace(part, span=(some[0].start, some[-1].end))
        yield part
        place = mention.end
        unwanted = unwanted and place < len(tokens) and read[place] in _ALSO_WITHOUT


def _as_typed(named: tuple[str, ...], token: _Token, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what is named without number plates, where "art" has another meaning than "ART"."""
    if token.capitals:
        return named
    return tuple(id_ for id_ in named if vocabulary[id_].kind != "plate") or named


def _denied(
    found: tuple[Word, ...], named: tuple[str, ...], span: tuple[int, int], vocabulary: Vocabulary
) -> Part:
    things = [vocabulary[id_] for id_ in named if vocabulary[id_].facts]
    return Part(
        words=found,
        span=span,
        unwanted=True,
        against=vocabulary.closest(
            [id_ for id_ in named if not vocabulary[id_].facts], [word.folded for word in found]
        ),
        facts=tuple(fact for one in things for fact in one.facts),
    )


def _part(found: tuple[Word, ...], named: tuple[str, ...], vocabulary: Vocabulary) -> Part:
    if all(word.folded in STOPWORDS for word in found):
        return Part(words=found)
    concepts = tuple(id_ for id_ in named if not vocabulary[id_].facts)
    things = [vocabulary[id_] for id_ in named if vocabulary[id_].facts]
    if any(vocabulary[id_].shows == "nobody" for id_ in concepts):  # "menschenleer"
        return Part(words=found, concepts=concepts, unwanted=True, facts=(PEOPLE,))
    broader = [vocabulary[id_].broader for id_ in concepts if vocabulary[id_].broader]
    if any(one.kind in PLACES for one in things):
        # Who asks for the Hainich does not ask for any forest.
        concepts, broader = (), [*concepts, *broader]
    form = found[0].folded
    single = len(found) == 1
    pieces = vocabulary.splitter.parts(form) if single else ()
    known = named or not single or vocabulary.splitter.divides(form)
    meant = "" if known else vocabulary.speller.meant(form)
    return Part(
        words=found,
        concepts=concepts,
        things=tuple(one.id for one in things),
        facts=tuple(dict.fromkeys(fact for one in things for fact in one.facts)),
        near=tuple(dict.fromkeys(fact for one in things for fact in one.near)),
        condition=any(one.kind in _CONDITIONS for one in things),
        wider=tuple(dict.fromkeys(broader)),
        hinted=vocabulary.hinted(form) if single else (),
        pieces=tuple(map(stem, pieces)),
        meant=understand(meant, vocabulary)[0] if meant else None,
    )
