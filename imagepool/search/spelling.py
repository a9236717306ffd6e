"""Typing errors: the known word that somebody probably meant."""

from __future__ import annotations

import functools
from collections.abc import Iterable

__all__ = ["Speller", "distance"]

_SHORTEST = 5  # letters; of shorter words every other is a neighbor
_TWO_ERRORS = 9  # letters from which on two errors are forgiven


class Speller:
    """Knows folded words, the more usual ones first."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_shape: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for word in dict.fromkeys(known):
            if len(word) >= _SHORTEST - 1:
                shape = word[0], len(word)
                self._by_shape.setdefault(shape, []).append((word, _letters(word)))
        self.meant = functools.lru_cache(maxsize=4096)(self._meant)

    def _meant(self, word: str) -> str:
        """Return the nearest known word, "" where none is near; the first letter is never wrong.

        >>> Speller(["weihnachtsmarkt"]).meant("weinachtsmarkt")
        'weihnachtsmarkt'
        """
        if len(word) < _SHORTEST or not word.isalpha():
            return ""
        most = 2 if len(word) >= _TWO_ERRORS else 1
        letters = _letters(word)
        near = (
            (distance(word, other, most), abs(length - len(word)), other)
            for length in range(len(word) - most, len(word) + most + 1)
            for other, its_letters in self._by_shape.get((word[0], length), ())
            # An error adds one kind of letter at most and takes another away; most words end here.
            if (letters ^ its_letters).bit_count() <= 2 * most
        )
        found = min(
            ((errors, apart, other) for errors, apart, other in near if errors <= most),
            default=None,
        )
        return found[2] if found and found[0] else ""


def _letters(word: str) -> int:
    """Return the letters that occur in a word, a bit for each of the alphabet."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 31)
    return found


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters to add, leave out, change or swap; ``most + 1`` where more.

    Source: optimal string alignment, the restricted Damerau-Levenshtein distance.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        next_row = [i]
        for j, against in enumerate(other, 1):
            best = min(row[j] + 1, next_row[-1] + 1, row[j - 1] + (letter != against))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, before[j - 2] + 1)
            next_row.append(best)
        if min(next_row) > most:
            return most + 1
        before, row = row, next_row
    return min(row[-1], most + 1)
