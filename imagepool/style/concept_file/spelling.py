"""Guesses what was meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["did_you_mean"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint for a word that is not among the known ones.

    >>> did_you_mean("sharpnes", ["noise", "sharpness"])
    "did you mean 'sharpness'?"
    >>> did_you_mean("xyz", ["noise", "sharpness"])
    'known are: noise, sharpness'
    """
    words = sorted(known)
    folded = {_fold(one): one for one in reversed(words)}
    near = get_close_matches(_fold(word), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {folded[near[0]]!r}?"
    return f"known are: {', '.join(words)}" if words else ""


def _fold(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-").replace("colour", "color")
