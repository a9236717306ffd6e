"""What a photographer signed, so that the pool may hand the pictures on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from imagepool.errors import InvalidRequest, RightsMissing

__all__ = ["Agreement", "sign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The creator's consent to one version of the upload terms.

    ``license_ids`` are the licenses the creator allows the pool to grant. An agreement that has
    ended lets nothing new go out; what was licensed before stays licensed. Whoever is named under
    another name stays known as the one who signed.
    """

    id: str
    creator: str
    signed_at: str  # ISO 8601, UTC
    signed_by: str  # who pressed the button; an administrator may act for the creator
    template_version: str
    text_sha256: str  # of the text as it was shown, UTF-8, 64 hex digits
    license_ids: tuple[str, ...]
    credit_name: str = ""  # under which the creator is named; "" is the own name
    evidence: str = ""  # how it was given: "web form", "command line", "paper, file 12/2026"
    valid_until: str | None = None  # ISO 8601 date, the last day
    terminated_at: str | None = None  # ISO 8601 date; from that day on nothing new goes out

    def covers(self, *, creator: str, license_id: str, on: date) -> bool:
        """Say whether this agreement lets the pool grant that license on that day."""
        return self.permits(creator=creator, license_id=license_id) and self.in_force(on)

    def permits(self, *, creator: str, license_id: str) -> bool:
        """Say whether this creator signed it, and for that license."""
        named = any(_same_name(each, creator) for each in (self.creator, self.credit_name))
        return bool(creator.strip()) and named and license_id in self.license_ids

    def in_force(self, on: date) -> bool:
        """Say whether the agreement holds on that day; the day of signing counts."""
        day = on.isoformat()
        if day < _day_before(self.signed_at[:10]):
            return False
        if self.terminated_at is not None and day >= self.terminated_at[:10]:
            return False
        return self.valid_until is None or day <= self.valid_until[:10]


def sign(
    *,
    creator: str,
    signed_by: str,
    signed_at: str,
    text: str,
    template_version: str,
    license_ids: Iterable[str],
    credit_name: str = "",
    evidence: str = "",
) -> Agreement:
    """Return the agreement; its id follows from what was signed, by whom and when.

    Raises ``RightsMissing`` where the creator, the signer, the text or the licenses are missing,
    ``InvalidRequest`` where the time is none.
    """
    licenses = tuple(sorted(set(license_ids)))
    parts = {"creator": creator.strip(), "signer": signed_by.strip(), "text": text.strip()}
    missing = tuple(name for name, value in parts.items() if not value)
    if missing or not licenses:
        raise RightsMissing(
            "an agreement needs a creator, a signer, its text and at least one license",
            missing=missing if licenses else (*missing, "license"),
        )
    _require_time(signed_at)
    text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    credit = " ".join(credit_name.split())
    if _same_name(credit, creator):
        credit = ""
    signed = "\x1f".join(
        (parts["creator"], signed_by, signed_at, text_sha256, *licenses, *filter(None, [credit]))
    )
    return Agreement(
        id="agr-" + hashlib.sha256(signed.encode()).hexdigest()[:20],
        creator=parts["creator"],
        signed_at=signed_at,
        signed_by=parts["signer"],
        template_version=template_version,
        text_sha256=text_sha256,
        license_ids=licenses,
        credit_name=credit,
        evidence=evidence,
    )


def _require_time(text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidRequest(f"{text!r} is not a time in ISO 8601") from error


def _same_name(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _day_before(day: str) -> str:
    # Signing times are UTC, days are local: just after midnight the local day is one ahead or
    # behind. Half a day of grace spares a photographer a refusal on the day of signing.
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
