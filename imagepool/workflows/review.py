"""Review: curators publish, return, reject, withdraw and describe; every act leaves an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from imagepool.asset import Asset, Description, State
from imagepool.catalogue.values import Page
from imagepool.errors import InvalidRequest, InvalidTransition, RightsMissing
from imagepool.photo.fingerprint import NEAR
from imagepool.style.report import Report, Verdict
from imagepool.workflows.develop import at_home
from imagepool.workflows.restamp import restamp_later
from imagepool.workflows.sign import sign_agreement
from imagepool.workflows.workshop import Workshop, event, now

_OPEN = frozenset({State.DRAFT, State.IN_REVIEW, State.RETURNED})

FROM: Mapping[str, frozenset[State]] = {
    "publish": _OPEN | {State.REJECTED},
    "return": _OPEN,
    "reject": _OPEN,
    "withdraw": frozenset(State) - {State.WITHDRAWN},
    "describe": frozenset(State) - {State.WITHDRAWN},
}


def publish(workshop: Workshop, asset_id: str, *, actor: str, overrule: str = "") -> Asset:
    """Publish an asset; ``overrule`` is the reason to do so although a rule fails it.

    Raises ``RightsMissing`` without an agreement and ``InvalidTransition`` where a rule fails the
    photo and no reason is given.
    """
    asset = workshop.asset(asset_id)
    _allow("publish", asset)
    if not asset.agreement_id:
        raise RightsMissing(
            f"{'; '.join(asset.creator)} has signed no agreement",
            missing=("agreement",),
            hint="have the photographer sign first",
        )
    report = report_of(workshop, asset_id)
    if report and report.verdict is Verdict.FAIL and not overrule.strip():
        raise InvalidTransition(
            "a rule of the image-style concept fails this photo",
            state=asset.state,
            act="publish",
            hint="give the reason why it is published all the same",
        )
    published = replace(asset, state=State.PUBLISHED, published_at=now())
    return _enter(workshop, published, "publish", actor, overrule)


def sign_for(workshop: Workshop, asset_id: str, *, actor: str) -> Asset:
    """Note that the asset's photographer has signed by now."""
    asset = workshop.asset(asset_id)
    agreement = sign_agreement(
        workshop, asset.creator, asset.license_id, actor=actor, evidence="on the word of a curator"
    )
    return _enter(workshop, replace(asset, agreement_id=agreement.id), "sign", actor, "")


def return_(workshop: Workshop, asset_id: str, *, actor: str, reason: str) -> Asset:
    """Return an asset to its photographer, with the reason."""
    return _move(workshop, asset_id, "return", State.RETURNED, actor, reason)


def reject(workshop: Workshop, asset_id: str, *, actor: str, reason: str) -> Asset:
    """Reject an asset for good, with the reason."""
    return _move(workshop, asset_id, "reject", State.REJECTED, actor, reason)


def withdraw(workshop: Workshop, asset_id: str, *, actor: str, reason: str) -> Asset:
    """Stop delivery at once; the evidence stays."""
    return _move(workshop, asset_id, "withdraw", State.WITHDRAWN, actor, reason)


def describe(workshop: Workshop, asset_id: str, description: Description, *, actor: str) -> Asset:
    """Put other words to an asset; its delivered files carry them soon after, by a job."""
    asset = workshop.asset(asset_id)
    _allow("describe", asset)
    described = replace(asset, description=at_home(description, workshop.region_name))
    with workshop.catalogue.transaction() as books:
        written = books.assets.replace(described, event("describe", asset_id, actor=actor))
        restamp_later(workshop, written, books.connection)
    return written


def queue(workshop: Workshop, *, after: str | None, limit: int) -> Page[Asset]:
    """Return the assets that wait for a curator, oldest first."""
    waiting = (State.IN_REVIEW, State.DRAFT)
    with workshop.catalogue.reading() as books:
        return books.assets.page(waiting, after=after, limit=limit, oldest_first=True)


def twins(workshop: Workshop, asset: Asset) -> tuple[tuple[Asset, int], ...]:
    """Return the assets that look nearly the same, nearest first."""
    with workshop.catalogue.reading() as books:
        near = [pair for pair in books.assets.near(asset.likeness, NEAR) if pair[0] != asset.id]
        assets = books.assets.many([found for found, _ in near])
    return tuple((assets[found], distance) for found, distance in near if found in assets)


def report_of(workshop: Workshop, asset_id: str) -> Report | None:
    """Return what the image-style concept found, or None where it has not looked."""
    with workshop.catalogue.reading() as books:
        kept = books.assets.report(asset_id)
    return Report.from_json(kept) if kept else None


def _move(
    workshop: Workshop, asset_id: str, act: str, state: State, actor: str, reason: str
) -> Asset:
    if not reason.strip():
        raise InvalidRequest(f"to {act} needs a reason", hint="say why, for those who come after")
    asset = workshop.asset(asset_id)
    _allow(act, asset)
    return _enter(workshop, replace(asset, state=state), act, actor, reason)


def _allow(act: str, asset: Asset) -> None:
    if asset.state not in FROM[act]:
        raise InvalidTransition(
            f"cannot {act} what is {asset.state}",
            state=asset.state,
            act=act,
            hint=f"possible from {', '.join(sorted(FROM[act]))}",
        )


def _enter(workshop: Workshop, asset: Asset, act: str, actor: str, reason: str) -> Asset:
    happened = event(act, asset.id, actor=actor, reason=reason.strip())
    with workshop.catalogue.transaction() as books:
        return books.assets.replace(asset, happened)
