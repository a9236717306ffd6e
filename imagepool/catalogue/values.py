"""What the catalogue hands out besides the pool's own values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from imagepool.errors import InvalidRequest

__all__ = ["Change", "Page", "SchemaState"]

T = TypeVar("T")

SchemaState = Literal["empty", "current", "behind", "ahead"]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in their order; ``next`` goes into ``after`` for the page that follows."""

    items: tuple[T, ...]
    next: str | None = None  # None: this was the last page


@dataclass(frozen=True, slots=True)
class Change:
    """The newest change of an asset, by its position in the feed."""

    position: int  # counts from 1
    asset_id: str


_PORTION = 10_000  # engines bound how many values one question names


def in_portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the ids in portions that one question can name; one portion as a rule."""
    for start in range(0, len(ids), _PORTION):
        yield ids[start : start + _PORTION]


def position_of(cursor: str | None) -> int | None:
    """Return the number that a page's ``next`` stands for; raises ``InvalidRequest``."""
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 19):
        raise InvalidRequest(f"{cursor[:40]!a} is no place in the list", hint="begin without it")
    return int(cursor)


def paged(items: Sequence[tuple[int, T]], limit: int) -> Page[T]:
    """Return the page of the first ``limit`` items, each with its number; one more was read."""
    shown = items[:limit]
    more = len(items) > limit
    return Page(tuple(item for _, item in shown), str(shown[-1][0]) if more else None)
