"""Comparing proper names, however they are spelled."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["name_key"]

_WORDS = re.compile(r"[^\W_]+")
_SPELLED_OUT = re.compile(r"[ao]e|(?<![aeq])ue")


def name_key(name: str) -> str:
    """Return what two spellings of the same name have in common.

    Case, accents, umlauts written as vowel plus e, ß or ss, and punctuation do not count.

    >>> name_key("Mühlhausen/Thüringen") == name_key("MUEHLHAUSEN (Thueringen)")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _SPELLED_OUT.sub(lambda match: match[0][0], plain)
    return " ".join(_WORDS.findall(plain))
