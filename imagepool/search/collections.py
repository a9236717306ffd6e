"""A collection: pictures that curators have put together under a name."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LONGEST_TEXT", "LONGEST_TITLE", "MOST", "Collection"]

LONGEST_TITLE, LONGEST_TEXT = 120, 5_000  # characters
MOST = 200  # pictures in one collection; it shall fit into one package, and more are a search


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One collection; only curators see it until it is public."""

    id: str
    title: str
    text: str = ""  # what it is about, for whoever looks at it
    public: bool = False
    made_at: str  # ISO 8601, UTC
    made_by: str
