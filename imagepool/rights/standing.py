"""Standing: whether an asset may be shown and handed out at all, whatever the license says.

Each judge looks at one thing and names its reason, a key of ``reasons`` in ``words.toml``. The
first reason decides; a further restriction only ever adds one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from imagepool.asset import State
from imagepool.rights.clearance import AssetRights
from imagepool.rights.days import end_of
from imagepool.rights.territories import lies_within
from imagepool.rights.uses import Use

__all__ = ["GONE", "barred", "reasons_against", "reasons_against_publishing", "reasons_against_use"]


GONE = frozenset({"withdrawn", "recalled", "expired"})
"""Reasons that end what was published before: shown to nobody, and told to who holds a copy."""


def barred(rights: AssetRights, on: date) -> str | None:
    """Return the first reason why nothing of the asset may leave on that day, or None."""
    return next(reasons_against(rights, on), None)


def reasons_against(rights: AssetRights, on: date) -> Iterator[str]:
    """Give each reason why nothing of the asset may leave on that day; none: it stands."""
    # A recall that takes effect in the course of a day blocks the whole of it.
    if any(recall.blocks(end_of(on)) for recall in rights.clearance.recalls):
        yield "recalled"
    yield from _state(rights)
    closed = rights.clearance.availability.closed(on)
    if closed:
        yield closed
    yield from reasons_against_publishing(rights, on)


def reasons_against_publishing(rights: AssetRights, on: date) -> Iterator[str]:
    """Give each reason why the asset's rights do not let it be published."""
    yield from _terms(rights, on)
    if rights.clearance.declarations.open_questions:
        yield "declarations_missing"
    if rights.clearance.declarations.own_work is False:
        yield "not_own_work"
    yield from _releases(rights, on)


def reasons_against_use(rights: AssetRights, use: Use) -> Iterator[str]:
    """Give each reason why this use is withheld of an asset that stands."""
    limits = rights.clearance.availability
    if limits.purposes and use.purpose not in limits.purposes:
        yield "purpose_withheld"
    if limits.channels and use.channel not in limits.channels:
        yield "channel_withheld"
    if limits.audiences and use.audience not in limits.audiences:
        yield "audience_withheld"
    if not lies_within(use.territory, limits.territories):
        yield "territory_withheld"
    if not all(release.scope.covers(use) for release in rights.clearance.releases):
        yield "release_scope"


def _state(rights: AssetRights) -> Iterator[str]:
    if rights.asset.state is State.WITHDRAWN:
        yield "withdrawn"
    elif rights.asset.state is not State.PUBLISHED:
        yield "not_published"


def _terms(rights: AssetRights, on: date) -> Iterator[str]:
    asset, license_, agreement = rights.asset, rights.license, rights.clearance.agreement
    if not any(name.strip() for name in asset.creator):
        yield "creator_missing"
    if asset.license_id != license_.id:
        yield "license_mismatch"
    creator = "; ".join(asset.creator)
    if agreement is None or not agreement.permits(creator=creator, license_id=asset.license_id):
        yield "agreement_missing"
    elif not agreement.in_force(on):
        signed = on.isoformat() >= agreement.signed_at[:10]
        yield "agreement_ended" if signed else "agreement_missing"
    if on < license_.valid_from:
        yield "license_not_yet_valid"


def _releases(rights: AssetRights, on: date) -> Iterator[str]:
    for release in rights.clearance.releases:
        standing = release.standing(on)
        if standing != "valid":
            yield f"release_{standing}"
        if release.revocable and not rights.license.revocable:
            yield "license_irrevocable"
    if rights.clearance.missing_releases:
        yield "release_missing"
