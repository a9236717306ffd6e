"""Searches that found nothing: what the pool lacks, counted without keeping who asked.

Only the text is kept, in its tidiest form, and how often and on which day it was asked. A text may
hold somebody's name. So one of which every word is known (a theme, a place, a time) may be shown
at once; any other is shown only once it was asked on several days, and is forgotten before long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from imagepool.search.understanding import Part

__all__ = ["FORGOTTEN_AFTER", "KEPT_FOR", "SHOWN_FROM", "MissedSearch", "is_known", "normal_form"]

SHOWN_FROM = 3  # days on which a text with unknown words was asked
FORGOTTEN_AFTER = 30  # days without having been asked again, unless it may be shown
KEPT_FOR = 365  # days, at most

_LONGEST = 80  # characters; who types more writes a letter
_PRIVATE = re.compile(r"@|\d{5,}|https?:")  # addresses and telephone numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedSearch:
    """A text that was looked for in vain."""

    text: str
    known: bool  # every word of it is a theme, a place or a time
    asked: int  # times
    days: int  # on how many days
    first_on: str  # ISO 8601 dates
    last_on: str


def normal_form(text: str) -> str:
    """Return the text as it is counted; "" where it is none to be kept.

    >>> normal_form("  Eisstockschießen   NDH "), normal_form("anna@example.org")
    ('eisstockschießen ndh', '')
    """
    tidy = " ".join(text.lower().replace('"', " ").split())
    return "" if len(tidy) > _LONGEST or _PRIVATE.search(tidy) else tidy


def is_known(parts: Sequence[Part]) -> bool:
    """Tell whether the vocabulary knows all that was asked for."""
    return all(part.concepts or part.facts for part in parts)
