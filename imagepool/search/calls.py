"""A call for pictures: what the pool lacks, and asks photographers for in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Call"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call; open until its last day is over or it is closed."""

    id: str
    title: str
    text: str  # what is wanted, for photographers to read
    themes: tuple[str, ...] = ()  # ids of the wanted themes
    places: tuple[str, ...] = ()  # official keys of municipalities or districts
    deadline: date  # the last day
    license_id: str  # under which the pictures are asked for
    agreement_version: str  # that photographers accept with their upload
    closed: bool = False
    called_at: str  # ISO 8601, UTC
    called_by: str

    def open_on(self, day: date) -> bool:
        """Say whether pictures are taken in for it on that day."""
        return not self.closed and day <= self.deadline
