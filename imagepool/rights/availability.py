"""Availability: from when, until when, where and to whom an asset is to be had at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from imagepool.errors import InvalidRequest
from imagepool.rights.uses import Audience, Channel, Purpose

__all__ = ["Availability"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """What a curator set beyond the license; an empty set or None is no limit."""

    starts: date | None = None
    ends: date | None = None  # the last day
    embargo_until: date | None = None  # the first day on which it may be shown
    territories: frozenset[str] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    channels: frozenset[Channel] = frozenset()
    audiences: frozenset[Audience] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a period that has no day."""
        if self.starts and self.ends and self.starts > self.ends:
            raise InvalidRequest(
                f"it would end on {self.ends}, before it starts on {self.starts}",
                hint="exchange the two days",
            )

    def closed(self, on: date) -> Literal["embargo", "not_yet_available", "expired"] | None:
        """Return why nothing is to be had on that day, or None."""
        if self.embargo_until is not None and on < self.embargo_until:
            return "embargo"
        if self.starts is not None and on < self.starts:
            return "not_yet_available"
        if self.ends is not None and on > self.ends:
            return "expired"
        return None
