"""Releases: the consent of who is shown, or owns what is shown; its scope, its term, its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from imagepool.rights.territories import lies_within
from imagepool.rights.uses import Channel, Purpose, Use

__all__ = ["LegalBasis", "Release", "ReleaseKind", "ReleaseStanding", "ReleaseState", "Scope"]


class ReleaseKind(StrEnum):
    """Whose consent it is."""

    MODEL = "model"  # a person shown
    GUARDIAN = "guardian"  # for a child shown
    PROPERTY = "property"  # the owner of the ground that the picture was taken from
    ARTWORK = "artwork"  # the author of a work shown
    HOUSE = "house"  # the house rules of the rooms shown


class LegalBasis(StrEnum):
    """Why the picture of a person may be processed and shown."""

    CONSENT = "gdpr_6_1_a"  # free to be withdrawn at any time (GDPR 7 III)
    CONTRACT = "gdpr_6_1_b"  # a paid model's release
    INTEREST = "gdpr_6_1_f"  # a balance of interests
    KUG_22 = "kug_22"  # consent under the older law, withdrawn for an important reason
    KUG_23 = "kug_23"  # no consent needed: gathering, accessory, contemporary history


class ReleaseState(StrEnum):
    """What has been said so far."""

    REQUESTED = "requested"  # the link has been handed over
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"  # somebody says that it was never theirs to give


ReleaseStanding = Literal[
    "valid", "requested", "declined", "withdrawn", "disputed", "expired", "renewal_due"
]


_STANDINGS: Mapping[ReleaseState, ReleaseStanding] = {
    ReleaseState.REQUESTED: "requested",
    ReleaseState.DECLINED: "declined",
    ReleaseState.WITHDRAWN: "withdrawn",
    ReleaseState.DISPUTED: "disputed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What was consented to; an empty set is no limit."""

    purposes: frozenset[Purpose] = frozenset()
    channels: frozenset[Channel] = frozenset()
    territories: frozenset[str] = frozenset()
    naming: bool = False  # the person may be named beside the picture

    def covers(self, use: Use) -> bool:
        """Say whether the use keeps within."""
        return (
            (not self.purposes or use.purpose in self.purposes)
            and (not self.channels or use.channel in self.channels)
            and lies_within(use.territory, self.territories)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One consent. The file that leaves carries its state and opaque id only."""

    id: str
    kind: ReleaseKind
    legal_basis: LegalBasis
    state: ReleaseState
    subject: str  # who consents; never delivered
    scope: Scope = Scope()
    text_sha256: str = ""  # of the text that was consented to, 64 hex digits
    given_at: str = ""  # ISO 8601, UTC
    valid_until: date | None = None  # the last day
    renew_on: date | None = None  # a child is asked anew: from this day on the consent rests
    ended_at: str = ""  # when it was declined, withdrawn or disputed; ISO 8601, UTC
    reason: str = ""
    evidence_sha256: str = ""  # of the signed paper kept encrypted, 64 hex digits

    def standing(self, on: date) -> ReleaseStanding:
        """Say how the release stands on a day."""
        if self.state is not ReleaseState.GIVEN:
            return _STANDINGS[self.state]
        if self.valid_until is not None and on > self.valid_until:
            return "expired"
        if self.renew_on is not None and on >= self.renew_on:
            return "renewal_due"
        return "valid"

    @property
    def of_person(self) -> bool:
        """Say whether somebody shown is released by it, and not what they own."""
        return self.kind in (ReleaseKind.MODEL, ReleaseKind.GUARDIAN)

    @property
    def limited(self) -> bool:
        """Say whether it sets any limit: of purpose, channel, territory or time, or may end."""
        scope = self.scope
        narrowed = scope.purposes or scope.channels or scope.territories
        ends = self.valid_until or self.renew_on or self.revocable
        return bool(narrowed or ends)

    @property
    def revocable(self) -> bool:
        """Say whether its giver may take it back; then no irrevocable license may rest on it."""
        return self.legal_basis in (LegalBasis.CONSENT, LegalBasis.KUG_22)
