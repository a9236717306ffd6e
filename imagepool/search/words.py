"""Word forms: what the words of a text and the words of a query have in common.

Both sides go the same way. `fold` makes spellings equal (Mühlhausen, Muehlhausen, Muhlhausen;
Straße, Strasse), the German Snowball stemmer makes inflections equal (Haus, Häuser). Folding comes
first, so that a missing umlaut does not lead to another stem.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import snowballstemmer

__all__ = ["STOPWORDS", "Word", "fold", "forms", "stem", "tokens", "words"]

_LONGEST = 64  # letters of a token; what is longer is no word
_LETTERS = str.maketrans({"æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_SPELLED_OUT = re.compile(r"[ao]e|(?<![aeq])ue")
_QUOTES_INSIDE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
# What hyphens hold together; its parts are runs of letters or runs of digits.
_CHUNK = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_PART = re.compile(r"\d+|[^\W\d_]+")
_HYPHEN = re.compile(r"[-‐‑]")

_stemming = threading.local()  # a stemmer keeps the word it works on in itself


def fold(text: str) -> str:
    """Return the text without case, accents and the choice of how umlauts and ß are written.

    >>> fold("Mühlhausen"), fold("MUEHLHAUSEN"), fold("Straße")
    ('muhlhausen', 'muhlhausen', 'strasse')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _QUOTES_INSIDE.sub("", plain.translate(_LETTERS))
    return _SPELLED_OUT.sub(lambda match: match[0][0], plain)


@functools.lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """Return the stem of one folded word; numbers and foreign scripts stay as they are."""
    try:
        stemmer = _stemming.german
    except AttributeError:
        stemmer = _stemming.german = snowballstemmer.stemmer("german")
    # Museum, Museen: the stemmer knows no Latin plural.
    return str(stemmer.stemWord(re.sub("eum$", "een", folded)))


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is looked for; in any of its readings all stems must occur."""

    folded: str
    readings: tuple[tuple[str, ...], ...]  # Co-Working: (co, working) or (coworking)


def words(text: str) -> list[Word]:
    """Return the text's words, each with the ways to read it, as a query looks for them."""
    found: list[Word] = []
    for chunk in _CHUNK.findall(fold(text)):
        parts = _parts(chunk)
        if _HYPHEN.search(chunk):
            whole = _whole(parts)
            found.append(Word(whole, (tuple(map(stem, parts)), (stem(whole),))))
        else:
            found.extend(Word(part, ((stem(part),),)) for part in parts)
    return found


def tokens(text: str) -> list[str]:
    """Return the text's stems in order, as an index keeps them.

    What hyphens join is there in parts and as a whole, so that it is found either way.

    >>> tokens("Co-Working in Fachwerkhäusern")
    ['co', 'working', 'coworking', 'in', 'fachwerkhaus']
    """
    return [stem(form) for form in forms(text)]


@functools.lru_cache(maxsize=65_536)
def forms(text: str) -> tuple[str, ...]:
    """Return the text's folded words as they stand, not stemmed; for completing words."""
    return tuple(_forms(fold(text)))


def _forms(folded: str) -> Iterator[str]:
    for chunk in _CHUNK.findall(folded):
        parts = _parts(chunk)
        yield from parts
        if _HYPHEN.search(chunk):
            yield _whole(parts)


def _parts(chunk: str) -> list[str]:
    return [part[:_LONGEST] for part in _PART.findall(chunk)]


def _whole(parts: list[str]) -> str:
    return "".join(parts)[:_LONGEST]


def _stopwords(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for line in lines if line[:1] != "#" for word in line.split())


STOPWORDS = _stopwords(
    (Path(__file__).parent / "stopwords.txt").read_text(encoding="utf-8").splitlines()
)
