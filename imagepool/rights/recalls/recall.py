"""Recalls: calling back what went out; why, how urgently, until when it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from imagepool.rights.license import License

__all__ = ["Cause", "Recall", "Severity", "deadline_of"]

_SOON = 7  # days, where no license names any


class Cause(StrEnum):
    """Why something is called back."""

    RELEASE_WITHDRAWN = "release_withdrawn"
    RIGHT_EXPIRED = "right_expired"
    CLAIM = "claim"  # somebody claims rights in the picture
    PHOTOGRAPHER = "photographer"
    ERROR = "error"  # of the pool: wrong credit, wrong person, wrong place


class Severity(StrEnum):
    """What holders are asked to do, from least to most."""

    INFORM = "inform"  # know it; the picture may stay
    REPLACE = "replace"  # take the replacement at the next occasion
    STOP_USE = "stop_use"  # take it down


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """One recall of one or more assets."""

    id: str
    asset_ids: tuple[str, ...]
    cause: Cause
    severity: Severity
    opened_at: str  # ISO 8601, UTC
    opened_by: str
    effective_at: str  # ISO 8601, UTC; from then on nothing goes out
    message: str = ""  # to the holders, in the curator's words; never names the person
    replacements: tuple[str, ...] = ()  # ids of assets to use instead
    printed_too: bool = False  # copies printed before may not be used up either
    undo_until: str = ""  # ISO 8601, UTC; until then it can be taken back
    undone_at: str = ""
    closed_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether answers are still waited for."""
        return not (self.undone_at or self.closed_at)

    def blocks(self, at: datetime) -> bool:
        """Say whether its assets are blocked at that moment; a closed recall goes on blocking."""
        if self.severity is Severity.INFORM or self.undone_at:
            return False
        return at >= datetime.fromisoformat(self.effective_at)


def deadline_of(recall: Recall, licenses: Iterable[License]) -> date:
    """Return until when holders are to have acted: the shortest period of their licenses."""
    days = [license_.recall_days for license_ in licenses if license_.recall_days]
    begins = datetime.fromisoformat(max(recall.effective_at, recall.opened_at)).date()
    return begins + timedelta(days=min(days, default=_SOON))
