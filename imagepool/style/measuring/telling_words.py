"""Finds given words in what a file says about its picture, German compounds included.

A pattern is a word of which an asterisk stands for the rest: "*schule" is also in Grundschule,
"Jugend*" in Jugendfeuerwehr. A pattern with a capital is a noun: in a sentence it is found only
with its capital, so that an English "kind" is no "Kind".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from imagepool.asset import Facts

__all__ = ["telling_words"]

_SENTENCES = ("title", "headline", "caption", "alt_text")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 10_000  # of one file; nobody describes a picture with more


def telling_words(
    facts: Facts, patterns: tuple[str, ...], *, but_not: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the words of the file that a pattern means, each once, as they stand there."""
    nouns, others = _either(_nouns(patterns)), _either(_others(patterns))
    harmless = _either(but_not)
    found: dict[str, str] = {}
    for word in islice(_words(facts), _MOST_WORDS):
        plain = word.casefold()
        told = others.fullmatch(plain) or (word[0].isupper() and nouns.fullmatch(plain))
        if told and not harmless.fullmatch(plain):
            found.setdefault(plain, word)
    return tuple(found.values())


def _words(facts: Facts) -> Iterator[str]:
    """Yield the words; those of keywords with a capital, since they stand in no sentence."""
    for word in _split(_texts(facts, "keywords")):
        yield word[0].upper() + word[1:]
    for name in _SENTENCES:
        yield from _split(_texts(facts, name))


def _texts(facts: Facts, name: str) -> tuple[str, ...]:
    fact = facts.fields.get(name)
    value = fact.value if fact else ()
    return tuple(str(one) for one in value) if isinstance(value, tuple) else (str(value),)


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
            yield match[0]


def _nouns(patterns: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in patterns if one[:1].isupper())


def _others(patterns: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in patterns if not one[:1].isupper())


@lru_cache(maxsize=64)
def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    words = (unicodedata.normalize("NFC", one).casefold() for one in patterns)
    return re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in words) or "(?!)")
