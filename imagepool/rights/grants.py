"""Grants: the answer of a curator to somebody who asked, with terms of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from imagepool.rights.territories import lies_within
from imagepool.rights.uses import Edit, Use

__all__ = ["AccessRequest", "Grant", "RequestState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One use of one asset allowed to one requester, where the license says "ask"."""

    id: str
    asset_id: str
    requester: str  # e-mail address, lower case
    use: Use  # purpose and channel exactly; territory and edit at most; print run at most
    granted_by: str
    granted_at: str  # ISO 8601, UTC
    terms: str = ""  # what the curator added, in their own words
    ends: date | None = None  # the last day
    revoked_at: str = ""  # ISO 8601, UTC

    def covers(self, wanted: Use, on: date) -> bool:
        """Say whether the wanted use keeps within what was granted, on that day."""
        given = self.use
        return (
            not self.revoked_at
            and (self.ends is None or on <= self.ends)
            and (given.purpose, given.channel) == (wanted.purpose, wanted.channel)
            and (given.print_run is None or (wanted.print_run or 0) <= given.print_run)
            and lies_within(wanted.territory, {given.territory} - {""})
            and Edit(wanted.edit).within(given.edit)
        )


class RequestState(StrEnum):
    """Where a question to the pool stands."""

    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Somebody asks for a use that the license leaves to the pool."""

    id: str  # also what lets the requester see the answer; not to be guessed
    asset_id: str
    requester: str  # e-mail address, lower case
    name: str
    use: Use
    message: str  # what it is for, in their own words
    asked_at: str  # ISO 8601, UTC
    state: RequestState = RequestState.OPEN
    answered_by: str = ""
    answered_at: str = ""
    answer: str = ""  # the curator's words
    grant_id: str | None = None
