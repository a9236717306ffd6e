"""Why a file is no photo, in the words of those who handed it in: German and English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from imagepool.errors import PoolError, UnreadablePhoto

__all__ = ["unreadable_text"]

_THOUSANDS = {"de": ".", "en": ","}
_COUNTED = "counted"  # the case of reasons that come with their numbers


def unreadable_text(error: PoolError) -> Mapping[str, str]:
    """Return what is wrong and what to do about it, by language ("de", "en").

    >>> unreadable_text(UnreadablePhoto("cut off", reason="truncated"))["de"][:21]
    'Die Datei bricht ab, '
    """
    terms = {"message": error.message, **getattr(error, "terms", {})}
    for key in _keys(error):
        try:
            return {
                lang: text.format_map({name: _said(term, lang) for name, term in terms.items()})
                for lang, text in _words()[key].items()
            }
        except KeyError:  # no such sentence, or nothing fills it
            continue
    return {"de": error.message, "en": error.message}


def _keys(error: PoolError) -> Iterator[str]:
    """Yield what names a sentence, from the most exact on."""
    if isinstance(error, UnreadablePhoto):
        yield from (f"{error.reason}:{error.case or _COUNTED}", error.reason)
    yield "other"


def _said(term: str | int, lang: str) -> str:
    if isinstance(term, int):
        return f"{term:,}".replace(",", _THOUSANDS[lang])
    return _words()["names"].get(term, term) if lang == "de" else term


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
