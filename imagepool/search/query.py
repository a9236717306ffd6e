"""What somebody looks for: words, filters, and which page of the answers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from imagepool.asset import State
from imagepool.errors import InvalidQuery
from imagepool.search.facets import FACETS, LONGEST_VALUE, tidy_value
from imagepool.search.shades import known_shade

__all__ = ["LIMIT", "LONGEST_TEXT", "Query", "Sort"]

LIMIT = 200  # hits on one page, at most
LONGEST_TEXT = 500  # characters; nobody types more
_MOST_VALUES = 100  # of one facet
_NEVER = 100_000  # characters of text and filters; not even looked at

_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*")+')
# Lower case and without a space behind the colon: "Foto: Müller" and "10:30" are words.
_FILTER = re.compile(r'([a-z][a-z_]+):((?!//)(?:[^\s"]|"[^"]*")+)')
_PLAIN = re.compile(r'[^\s"]+')


class Sort(StrEnum):
    """In what order answers come; what they are sorted by goes down, and of equals the newest."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    MOST_USED = "most_used"  # by licensed downloads
    BEST_STYLE = "best_style"  # by how well they fit the image-style concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to the pool.

    Values of one facet are alternatives, different facets must all hold. ``parse`` and ``str``
    are inverse to each other as far as text and filters go.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    states: tuple[State, ...] = (State.PUBLISHED,)
    limit: int = 24  # hits on a page, 1 to LIMIT
    after: str | None = None  # ``next`` of the page before
    sort: Sort | None = None  # None: by relevance where there is something to be near to
    like: str = ""  # id of an asset: those that resemble it
    shade: str = ""  # "#rrggbb": those with that color, or one like it
    typing: bool = False  # the last word may still be incomplete

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= LIMIT:
            raise InvalidQuery(f"a page has 1 to {LIMIT} hits, not {self.limit}")
        text = _tidy(self.text[:_NEVER])
        if len(text) > LONGEST_TEXT:
            raise _too_long()
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "sort", _known_sort(self.sort))
        object.__setattr__(self, "shade", known_shade(self.shade))
        object.__setattr__(self, "filters", _tidy_filters(self.filters))

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read a search as typed: words, and filters such as ``district:16062``.

        In quotes everything is a word: ``"district:16062"``. Raises `InvalidQuery` for a filter
        that does not exist and for a text of absurd length; everything else is words.
        """
        if len(text) > _NEVER:
            raise _too_long()
        typed: list[str] = []
        filters: dict[str, list[str]] = {}
        for token in _TOKEN.findall(_balanced(text)):
            match = _FILTER.fullmatch(token)
            if match:
                filters.setdefault(match[1], []).append(match[2])
            else:
                typed.append(token)
        if not typed and not filters and text.strip():
            typed.append('""')  # a lonely quote is no word, and not the search for everything
        return cls(text=" ".join(typed), filters={k: tuple(v) for k, v in filters.items()})

    def __str__(self) -> str:
        chosen = (f"{name}:{_printed(v)}" for name, values in self.filters.items() for v in values)
        return " ".join((*filter(None, [self.text]), *chosen))


def _known_sort(sort: str | None) -> Sort | None:
    if sort is not None and sort not in list(Sort):
        hint = f"There are {', '.join(Sort)}."
        raise InvalidQuery(f"answers cannot be sorted by {sort!r}", hint=hint)
    return Sort(sort) if sort else None


def _tidy(text: str) -> str:
    """Return the text as ``parse`` would have read it, with its filters quoted to be words."""
    tokens = _TOKEN.findall(_balanced(text))
    return " ".join(_quoted(token) if _FILTER.fullmatch(token) else token for token in tokens)


def _balanced(text: str) -> str:
    """Return the text with one kind of space, and without a quote that is never closed."""
    text = " ".join(text.split())
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        text = " ".join(f"{before} {after}".split())
    return text


def _tidy_filters(filters: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    for name in filters:
        if name not in FACETS:
            raise _unknown(name)
    tidy: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        values = {tidy_value(value) for value in filters.get(name, ())}
        values.discard("")
        if len(values) > _MOST_VALUES or any(len(value) > LONGEST_VALUE for value in values):
            raise _too_long()
        if values:
            tidy[name] = tuple(sorted(values))
    return tidy


def _printed(value: str) -> str:
    return value if _PLAIN.fullmatch(value) and not value.startswith("//") else _quoted(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'


def _too_long() -> InvalidQuery:
    return InvalidQuery(
        f"the search is too long; at most {LONGEST_TEXT} characters are read",
        reason="too_long",
        hint="A few words find more than many.",
    )


def _unknown(name: str) -> InvalidQuery:
    close = difflib.get_close_matches(name, FACETS, n=1)
    known = f"Filters are {', '.join(FACETS)}."
    return InvalidQuery(
        f"there is no filter {name!r}",
        reason="unknown_filter",
        word=name,
        close=close[0] if close else "",
        hint=f"Did you mean {close[0]!r}? {known}"
        if close
        else f"{known} To search for it, quote it.",
    )
