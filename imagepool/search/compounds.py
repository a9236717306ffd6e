"""Compounds: German writes "Feuerwehrauto" in one word, and people look for either part.

A word is divided into words that are known, with the letters that German puts between them; where
no division of the whole is known, a known beginning or end is taken off. What is known is the
vocabulary's and the gazetteer's words: a dictionary of all words would divide place names, too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from imagepool.search.words import stem

__all__ = ["Splitter"]

_SHORTEST = 3  # letters of a part; "Eis" in "Kreisstadt" stands in its middle, and is not found
_SHORTEST_END = 4  # of a part where the rest of the word is unknown: the end says what a thing is
_SHORTEST_BEGINNING = 5
_SHORTEST_WORD = 6
_LONGEST_WORD = 48  # what is longer is no word, and would take long
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")

Division = tuple[str, ...]


class Splitter:
    """Divides folded words into the folded words that it knows, but for those that are ``whole``.

    A name is whole: nobody lives in the house of "Kyffhäuser".
    """

    def __init__(self, known: Iterable[str], whole: Iterable[str] = ()) -> None:
        self._known = frozenset(word for word in known if len(word) >= _SHORTEST)
        stems = map(stem, self._known)
        self._stems = frozenset(each for each in stems if len(each) >= _SHORTEST)
        self._whole = frozenset(whole)
        self._divided = functools.lru_cache(maxsize=65_536)(self._division)
        self.parts = functools.lru_cache(maxsize=65_536)(self._parts)

    def _parts(self, word: str) -> Division:
        """Return the parts of a folded word, none where it is no compound of known words.

        >>> Splitter(["feuerwehr", "auto"]).parts("feuerwehrauto")
        ('feuerwehr', 'auto')
        >>> Splitter(["fahrrad"]).parts("fahrradtour")
        ('fahrrad',)
        """
        if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
            return ()
        if word in self._whole:
            return ()
        if word in self._known:  # nobody works in "Fachwerk"
            return self._divided(word)
        return self._divided(word) or tuple(filter(None, (self._beginning(word), self._end(word))))

    def divides(self, word: str) -> bool:
        """Tell whether the word is known, or all of it is parts that are."""
        return word in self._known or bool(self._divided(word))

    def _division(self, word: str) -> Division:
        """Return the division of the whole word into the fewest parts."""
        best: dict[int, Division] = {0: ()}
        for start in range(len(word)):
            if start not in best:
                continue
            for end, part in self._known_from(word, start):
                for after in _ends_of_link(word, end):
                    longer = (*best[start], part)
                    if after not in best or len(longer) < len(best[after]):
                        best[after] = longer
        whole = best.get(len(word), ())
        return whole if len(whole) > 1 else ()

    def _known_from(self, word: str, start: int) -> Iterable[tuple[int, str]]:
        for end in range(start + _SHORTEST, len(word) + 1):
            part = word[start:end]
            if end == len(word):
                if start and self._ends_with(part):
                    yield end, part
            elif part in self._known:
                yield end, part
            elif part + "e" in self._known:  # Kirche, Kirchturm
                yield end, part + "e"
            elif part in self._stems:  # schwimmen, Schwimmbad
                yield end, part

    def _ends_with(self, part: str) -> bool:
        # "Schwimmhalle" begins with a stem, but no word ends with one: "Bahnhoff" is an error.
        return part in self._known or (stem(part) != part and stem(part) in self._stems)

    def _beginning(self, word: str) -> str:
        ends = range(len(word) - _SHORTEST, _SHORTEST_BEGINNING - 1, -1)
        return next((word[:end] for end in ends if word[:end] in self._known), "")

    def _end(self, word: str) -> str:
        starts = range(_SHORTEST, len(word) - _SHORTEST_END + 1)
        return next((word[start:] for start in starts if word[start:] in self._known), "")


def _ends_of_link(word: str, end: int) -> Iterable[int]:
    if end == len(word):
        yield end
        return
    for link in _LINKS:
        after = end + len(link)
        if word.startswith(link, end) and len(word) - after >= _SHORTEST:
            yield after
