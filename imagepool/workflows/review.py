"""Review: curators publish, return, reject, withdraw and describe; every act leaves an event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from imagepool.asset import Asset, Description, Event, State
from imagepool.catalogue.values import Page
from imagepool.errors import ChangedMeanwhile, InvalidRequest, InvalidTransition, RightsMissing
from imagepool.photo.fingerprint import NEAR
from imagepool.rights.days import today
from imagepool.rights.declarations import Declarations
from imagepool.rights.standing import reasons_against_publishing
from imagepool.rights.words import words
from imagepool.style.report import Finding, Report, Verdict
from imagepool.workflows.contrary import confirmed, require_confirmation
from imagepool.workflows.declare import keep_declarations
from imagepool.workflows.develop import at_home
from imagepool.workflows.opinions import note_decision, overrule_all
from imagepool.workflows.restamp import restamp_later
from imagepool.workflows.shelf import clear_later, clear_shelf
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

_HINTS = {
    "agreement_missing": "have the photographer sign first",
    "declarations_missing": "answer the questions about persons, ground, artworks, drone and AI",
    "license_irrevocable": "choose a license that can be recalled, such as the pool's own",
}


def publish(
    workshop: Workshop, asset_id: str, *, actor: str, overrule: str = "", confirm_rights: str = ""
) -> Asset:
    """Publish an asset; ``overrule`` is the reason to do so although a rule fails it.

    ``confirm_rights`` is the reason why its terms hold although its file says otherwise. Raises
    ``RightsMissing`` where its rights are not cleared (``rights.standing`` names each reason) or
    without that reason, and ``InvalidTransition`` where a rule fails the photo and no reason is
    given.
    """
    asset = workshop.asset(asset_id)
    _allow("publish", asset)
    _require_clearance(workshop, asset)
    require_confirmation(workshop, asset_id, confirm_rights)
    failed = _failed(workshop, asset_id)
    reason = overrule.strip()
    if failed and not reason:
        raise InvalidTransition(
            "a rule of the image-style concept fails this photo",
            state=asset.state,
            act="publish",
            hint="give the reason why it is published all the same",
        )
    published = replace(asset, state=State.PUBLISHED, published_at=now())
    with workshop.catalogue.transaction() as books:
        overrule_all(books, asset, failed, actor=actor, reason=reason)
        note_decision(books, asset_id, actor=actor, published=True)
        told = {"reason": reason, **confirmed(confirm_rights)}
        return books.assets.replace(published, event("publish", asset_id, actor=actor, **told))


def _require_clearance(workshop: Workshop, asset: Asset) -> None:
    reasons = tuple(reasons_against_publishing(workshop.rights(asset), today()))
    if reasons:
        raise RightsMissing(
            " ".join(words("reasons", reason)["en"] for reason in dict.fromkeys(reasons)),
            missing=reasons,
            hint=_HINTS.get(reasons[0], "see what was declared and released for this picture"),
        )


def sign_for(
    workshop: Workshop, asset_id: str, *, actor: str, declarations: Declarations | None = None
) -> Asset:
    """Note that the asset's photographer has signed by now.

    With the agreement the photographer declares; where nothing was declared before and nothing is
    given, a curator's word stands for it that the picture shows nothing which needs a release.
    """
    asset = workshop.asset(asset_id)
    agreement = sign_agreement(
        workshop, asset.creator, asset.license_id, actor=actor, evidence="on the word of a curator"
    )
    signed = replace(asset, agreement_id=agreement.id)
    with workshop.catalogue.transaction() as books:
        standing = books.clearances.of(asset_id).declarations
        if declarations or standing == Declarations():
            declared = declarations or Declarations.nothing_to_release()
            keep_declarations(books, asset_id, declared)
        written = books.assets.replace(signed, event("sign", asset_id, actor=actor))
        restamp_later(workshop, written, books.connection)
        return written


def return_(workshop: Workshop, asset_id: str, *, actor: str, reason: str) -> Asset:
    """Return an asset to its photographer, with the reason."""
    return _move(workshop, asset_id, "return", State.RETURNED, actor, reason)


def reject(workshop: Workshop, asset_id: str, *, actor: str, reason: str) -> Asset:
    """Reject an asset for good, with the reason."""
    return _move(workshop, asset_id, "reject", State.REJECTED, actor, reason)


def withdraw(workshop: Workshop, asset_id: str, *, actor: str, reason: str) -> Asset:
    """Stop delivery at once; the files leave the store, the evidence stays.

    Who holds a receipt is not told: that is a recall.
    """
    withdrawn = _move(workshop, asset_id, "withdraw", State.WITHDRAWN, actor, reason)
    clear_shelf(workshop, asset_id)
    return withdrawn


def describe(
    workshop: Workshop,
    asset_id: str,
    description: Description,
    *,
    actor: str,
    read: int | None = None,
) -> Asset:
    """Put other words to an asset; its delivered files carry them soon after, by a job.

    ``read`` is the asset's revision when its words were read. Raises ``ChangedMeanwhile`` where
    somebody has put other words to it since; other changes do no harm.
    """
    asset = workshop.asset(asset_id)
    _allow("describe", asset)
    described = replace(asset, description=at_home(description, workshop.region_name))
    # Its own revision tells later on whether the words were changed after somebody read them.
    happened = event("describe", asset_id, actor=actor, revision=str(asset.revision))
    with workshop.catalogue.transaction() as books:
        _refuse_reworded(books.events.of_asset(asset_id), asset, read)
        written = books.assets.replace(described, happened)
        restamp_later(workshop, written, books.connection)
    return written


def _refuse_reworded(events: Iterable[Event], asset: Asset, read: int | None) -> None:
    if read is None:
        return
    later = [e for e in events if e.act == "describe" and int(e.detail.get("revision", -1)) >= read]
    if later:
        raise ChangedMeanwhile(
            f"{later[-1].actor} has put other words to this picture meanwhile",
            kind="asset",
            key=asset.id,
            hint="look at them, and save yours once more if they are the better ones",
        )


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
    """Return what the image-style concept found and curators said of it, or None."""
    return reports_of(workshop, [asset_id]).get(asset_id)


def reports_of(workshop: Workshop, asset_ids: Collection[str]) -> dict[str, Report]:
    """Return the same for many assets at once; those without a report are left out."""
    with workshop.catalogue.reading() as books:
        kept = books.assets.reports(asset_ids)
        opinions = books.opinions.of_assets(asset_ids)
    return {one: Report.from_json(kept[one]).under(opinions.get(one, ())) for one in kept}


def _failed(workshop: Workshop, asset_id: str) -> tuple[Finding, ...]:
    report = report_of(workshop, asset_id)
    found = report.findings if report else ()
    return tuple(finding for finding in found if finding.standing is Verdict.FAIL)


def _move(
    workshop: Workshop, asset_id: str, act: str, state: State, actor: str, reason: str
) -> Asset:
    if not reason.strip():
        raise InvalidRequest(f"to {act} needs a reason", hint="say why, for those who come after")
    asset = workshop.asset(asset_id)
    _allow(act, asset)
    with workshop.catalogue.transaction() as books:
        if act != "withdraw":  # which is about rights, not about the picture
            note_decision(books, asset_id, actor=actor, published=False)
        else:
            clear_later(workshop, asset_id, books.connection)
        happened = event(act, asset_id, actor=actor, reason=reason.strip())
        return books.assets.replace(replace(asset, state=state), happened)


def _allow(act: str, asset: Asset) -> None:
    if asset.state not in FROM[act]:
        raise InvalidTransition(
            f"cannot {act} what is {asset.state}",
            state=asset.state,
            act=act,
            hint=f"possible from {', '.join(sorted(FROM[act]))}",
        )
