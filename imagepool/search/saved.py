"""A saved search: what a person looks for again and again, and how far that was seen."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SavedSearch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """One person's search; what was published after ``seen_at`` is new to that person."""

    id: str
    person_id: str
    query: str  # as `Query.parse` reads it, filters included
    saved_at: str  # ISO 8601, UTC
    seen_at: str
    alert: bool = False  # the person wants to be told
    told_at: str  # up to when that has happened
