"""Who is shown, in order from the left, as press captions have it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DepictedPerson"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepictedPerson:
    """One person in the picture; ``release_id`` is their consent, or None."""

    name: str
    position: str = ""  # as captions say it: "von links", "Mitte", "2. Reihe, 3. von rechts"
    organization: str = ""  # office, club, firm
    release_id: str | None = None
