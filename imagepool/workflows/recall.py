"""Recall: calling back what went out. One transaction blocks every delivery and writes to holders.

What is called back is withdrawn: pages, files, tickets and earlier downloads refuse from the commit
on, in every process, because each asks the catalogue. Its renditions then leave the store, and with
them end the addresses that the store itself has given out. Until ``undo_until`` it can be undone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypedDict, TypeVar, Unpack

from imagepool.asset import Asset, State
from imagepool.catalogue.transaction import Transaction
from imagepool.errors import InfrastructureError, InvalidRequest, InvalidTransition
from imagepool.rights.clearance import AssetRights
from imagepool.rights.days import day_of, end_of, start_of, today
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.rights.standing import barred
from imagepool.workflows.recall_report import report_in
from imagepool.workflows.shelf import clear_later, clear_shelf, restore, restore_later
from imagepool.workflows.telling import note_holders, tell_undone
from imagepool.workflows.workshop import Workshop, event, now

UNDO_HOURS = 7 * 24  # as long as holders have to act
LONGEST_MESSAGE = 2000  # characters
Code = TypeVar("Code", Cause, Severity)
_AT_ONCE = 20  # assets whose files are moved before the act returns; jobs do the rest


class RecallTerms(TypedDict, total=False):
    """What else a recall says; all of it has a default."""

    message: str  # to the holders; never names the person
    effective_at: datetime | date | None  # None: now; a later day is announced now, and blocks then
    replacements: Sequence[str]  # ids of assets to use instead
    printed_too: bool  # copies printed before may not be used up either
    undo_hours: float


def open_recall(
    workshop: Workshop,
    asset_ids: Iterable[str],
    *,
    cause: Cause,
    severity: Severity,
    actor: str,
    **terms: Unpack[RecallTerms],
) -> Recall:
    """Call assets back: block them, take their files out of reach, write to who holds them.

    Raises ``NotFound`` for an unknown asset and ``InvalidRequest`` for terms that make no sense.
    """
    with workshop.catalogue.transaction() as books:
        recall = open_recall_in(
            workshop, books, asset_ids, cause=cause, severity=severity, actor=actor, **terms
        )
    clear_now(workshop, recall)
    return recall


def open_recall_in(
    workshop: Workshop,
    books: Transaction,
    asset_ids: Iterable[str],
    *,
    cause: Cause,
    severity: Severity,
    actor: str,
    **terms: Unpack[RecallTerms],
) -> Recall:
    """Do the same within an open transaction; the files leave the store by a job right after it.

    Who wants them gone before returning calls ``clear_now`` once the transaction has ended.
    """
    ids = tuple(dict.fromkeys(asset_ids))
    recall = _drafted(ids, cause, severity, actor, terms)
    for each in ids:
        books.assets.get(each)  # or NotFound
    _check_replacements(books, recall)
    books.recalls.add(recall)  # from here on no other writer changes an asset
    assets = books.assets.many(ids)
    for asset in assets.values():
        told = {"recall": recall.id, "cause": recall.cause, "severity": recall.severity}
        books.events.add(event("recall", asset.id, actor=actor, **told))
    if recall.severity is not Severity.INFORM:
        _block_when_due(workshop, books, recall, assets.values(), actor)
    note_holders(workshop, books, recall)
    return recall


def begin_recall(workshop: Workshop, recall_id: str) -> None:
    """Block what a recall announced for today; again, or after it was undone, is harmless."""
    with workshop.catalogue.transaction() as books:
        recall = books.recalls.locked(recall_id)
        if not recall.blocks(end_of(today())):
            return
        assets = books.assets.many(recall.asset_ids)
        _block(workshop, books, recall, assets.values(), "imagepool")
    clear_now(workshop, recall)


def undo_recall(workshop: Workshop, recall_id: str, *, actor: str, reason: str = "") -> Recall:
    """Take a recall back: assets and files are as before, and who was told is told.

    Raises ``InvalidTransition`` once its period is over, or where it was closed or undone before,
    or where the rights to one of its assets do not stand: holders would be told that it is free.
    """
    with workshop.catalogue.transaction() as books:
        recall = _open_one(books, recall_id, "undo")
        if now() > recall.undo_until:
            raise InvalidTransition(
                f"the recall could be undone until {recall.undo_until[:16]} (UTC)",
                state="final",
                act="undo",
                hint="a picture whose rights are cleared again can be handed in anew",
            )
        if standing := still_against(workshop, books, recall):
            raise InvalidTransition(
                f"the rights to what was called back do not stand: {standing}",
                state=str(State.WITHDRAWN),
                act="undo",
                hint="renew the right or the consent first, or close the recall",
            )
        undone = books.recalls.replace(replace(recall, undone_at=now()))
        for asset_id in recall.asset_ids:
            happened = event(
                "undo_recall", asset_id, actor=actor, recall=recall.id, reason=reason.strip()
            )
            books.events.add(happened)
            restore_later(workshop, asset_id, recall.id, books.connection)
        tell_undone(workshop, books, undone)
    for asset_id in recall.asset_ids[:_AT_ONCE]:
        with suppress(InfrastructureError):  # the job tries again
            restore(workshop, asset_id, recall.id)
    return undone


def still_against(workshop: Workshop, books: Transaction, recall: Recall) -> str:
    """Return the first reason, apart from recalls, that bars what was called back; "" if none."""
    if recall.severity is Severity.INFORM:
        return ""
    assets = books.assets.many(recall.asset_ids)
    clearances = books.clearances.of_many(assets)
    for asset_id, asset in assets.items():
        rights = AssetRights(
            asset=replace(asset, state=State.PUBLISHED),
            license=workshop.license(asset.license_id),
            clearance=replace(clearances[asset_id], recalls=()),
        )
        if reason := barred(rights, today()):
            return reason
    return ""


def close_recall(workshop: Workshop, recall_id: str, *, actor: str) -> Recall:
    """Close a recall with its report, which is kept as evidence; its assets stay blocked."""
    with workshop.catalogue.transaction() as books:
        recall = _open_one(books, recall_id, "close")
        closed = books.recalls.replace(replace(recall, closed_at=now()))
        books.recalls.set_report(recall.id, report_in(books, closed).as_json())
        for asset_id in recall.asset_ids:
            books.events.add(event("close_recall", asset_id, actor=actor, recall=recall.id))
    return closed


def clear_now(workshop: Workshop, recall: Recall) -> None:
    """Clear the shelves of a recall's assets at once; jobs do the same, behind their other work.

    For who opened it within a transaction, once that has ended.
    """
    for asset_id in recall.asset_ids[:_AT_ONCE]:
        with suppress(InfrastructureError):  # the job tries again; until then pages refuse
            clear_shelf(workshop, asset_id)


def _open_one(books: Transaction, recall_id: str, act: str) -> Recall:
    recall = books.recalls.locked(recall_id)
    if recall.is_open:
        return recall
    state = "undone" if recall.undone_at else "closed"
    raise InvalidTransition(f"the recall is {state} already", state=state, act=act)


def _drafted(
    ids: tuple[str, ...], cause: Cause, severity: Severity, actor: str, terms: RecallTerms
) -> Recall:
    message = terms.get("message", "").strip()
    hours = terms.get("undo_hours", UNDO_HOURS)
    if not ids:
        raise InvalidRequest("a recall needs at least one asset", hint="name the assets' ids")
    if len(message) > LONGEST_MESSAGE:
        raise InvalidRequest(
            f"a message has at most {LONGEST_MESSAGE} characters", hint="shorten it"
        )
    if hours < 0:
        raise InvalidRequest("a recall cannot be undone before it was opened")
    opened = datetime.now(UTC)
    return Recall(
        id=f"r{secrets.token_hex(6)}",
        asset_ids=ids,
        cause=_one_of(Cause, cause),
        severity=_one_of(Severity, severity),
        opened_at=opened.isoformat(),
        opened_by=actor,
        effective_at=_effective(terms.get("effective_at"), opened).isoformat(),
        message=message,
        replacements=tuple(dict.fromkeys(terms.get("replacements", ()))),
        printed_too=terms.get("printed_too", False),
        undo_until=(opened + timedelta(hours=hours)).isoformat(),
    )


def _one_of(kind: type[Code], value: str) -> Code:
    try:
        return kind(value)
    except ValueError as error:
        hint = f"choose from {', '.join(kind)}"
        raise InvalidRequest(f"{value!r:.40} is no {kind.__name__.lower()}", hint=hint) from error


def _effective(wish: datetime | date | None, opened: datetime) -> datetime:
    """Return the moment; a day begins with its first minute, and nothing begins in the past."""
    if wish is None:
        return opened
    if not isinstance(wish, datetime):
        wish = start_of(wish)
    if wish.tzinfo is None:
        wish = wish.replace(tzinfo=UTC)
    return max(wish.astimezone(UTC), opened)


def _check_replacements(books: Transaction, recall: Recall) -> None:
    for each in recall.replacements:
        state = books.assets.get(each).state
        if state is not State.PUBLISHED or each in recall.asset_ids:
            raise InvalidRequest(
                f"{each} cannot replace what is called back: it is {state}"
                + (" and called back itself" if each in recall.asset_ids else ""),
                hint="name published pictures as replacements",
            )


def _block_when_due(
    workshop: Workshop, books: Transaction, recall: Recall, assets: Iterable[Asset], actor: str
) -> None:
    if recall.blocks(end_of(today())):
        _block(workshop, books, recall, assets, actor)
        return
    day = day_of(recall.effective_at)
    workshop.queue.enqueue(
        "begin_recall",
        {"recall_id": recall.id},
        connection=books.connection,
        key=f"begin_recall:{recall.id}",
        due=start_of(day),  # rights are judged by the day
    )


def _block(
    workshop: Workshop, books: Transaction, recall: Recall, assets: Iterable[Asset], actor: str
) -> None:
    for asset in assets:
        if books.recalls.state_before(recall.id, asset.id):
            continue  # blocked before, by a job that is done again
        before = _standing(books, asset)
        books.recalls.note_state(recall.id, asset.id, before)
        if asset.state is not State.WITHDRAWN:
            withdrawn = replace(asset, state=State.WITHDRAWN)
            happened = event("withdraw", asset.id, actor=actor, recall=recall.id)
            books.assets.replace(withdrawn, happened)
        clear_later(workshop, asset.id, books.connection)


def _standing(books: Transaction, asset: Asset) -> State:
    """Return where the asset would stand if nothing called it back."""
    if asset.state is not State.WITHDRAWN:
        return asset.state
    blocking = books.clearances.of(asset.id).recalls
    before = books.recalls.states_before(asset.id)
    held = [before[each.id] for each in blocking if not each.undone_at and each.id in before]
    return held[0] if held else State.WITHDRAWN
