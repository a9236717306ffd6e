"""Retention: what has had its time ends by itself; rights, and the addresses of receipt holders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from imagepool.asset import State
from imagepool.rights.clearance import AssetRights
from imagepool.rights.days import today
from imagepool.rights.recalls.recall import Cause, Severity
from imagepool.rights.standing import reasons_against
from imagepool.workflows import alerts, request_desk
from imagepool.workflows.posting import post_later
from imagepool.workflows.recall import open_recall
from imagepool.workflows.telling import remind
from imagepool.workflows.workshop import Workshop

CONTACT_YEARS = 10  # an address is kept, from the download on
NOTICE_DAYS = 365  # and in the notices of a recall, from its end on
LETTER_DAYS = 90  # and in letters about new pictures and those that answer requests

_EVERY = timedelta(hours=1)
_RENEWED_WITHIN = 365 * 24  # hours in which an expired right may be renewed, and all undone
_BEGINNING = date(1970, 1, 1)
_ENDED = frozenset({"expired", "release_expired", "release_renewal_due"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Something that has had its time."""

    kind: Literal["right", "address"]
    key: str  # an asset's id, or how many addresses
    reason: str  # a key of ``reasons`` in the rights room's words, or ""
    recall_id: str = ""


def run_retention(
    workshop: Workshop, *, dry_run: bool = False, on: date | None = None
) -> tuple[Ended, ...]:
    """Recall what has expired and erase what is not needed any more; return what had its time.

    The date itself blocks an expired asset already. The recall takes its files out of the store and
    writes to those who hold it: a right that ended asks them to stop, a release of a child that is
    to be renewed asks to replace the picture. With ``dry_run`` nothing is changed.
    """
    day = on or today()
    rights = list(_expired(workshop, day))
    if not dry_run:
        rights = list(_recalled(workshop, rights))
    return (*rights, *_addresses(workshop, day, dry_run=dry_run))


def tend(workshop: Workshop) -> None:
    """Do what is due by the clock, and see to it that it is done again within the hour."""
    workshop.queue.enqueue("tend", {}, key="tend", due=datetime.now(UTC) + _EVERY)
    run_retention(workshop)
    remind(workshop)
    alerts.alert(workshop)
    post_later(workshop)


def tend_soon(workshop: Workshop) -> None:
    """Begin the hourly round where none is waiting; letters may go out at once."""
    workshop.queue.enqueue("tend", {}, key="tend")
    post_later(workshop)


def _expired(workshop: Workshop, day: date) -> Iterator[Ended]:
    with workshop.catalogue.reading() as books:
        assets = books.assets.many(books.declarations.ended(_BEGINNING, day))
        published = {one: each for one, each in assets.items() if each.state is State.PUBLISHED}
        clearances = books.clearances.of_many(published)
    for asset_id, asset in published.items():
        license_ = workshop.license(asset.license_id)
        rights = AssetRights(asset=asset, license=license_, clearance=clearances[asset_id])
        reason = next((each for each in reasons_against(rights, day) if each in _ENDED), None)
        if reason:
            yield Ended(kind="right", key=asset_id, reason=reason)


def _recalled(workshop: Workshop, ended: list[Ended]) -> Iterator[Ended]:
    """Open one recall for each severity, so that a holder of several gets one letter."""
    for severity in (Severity.STOP_USE, Severity.REPLACE):
        some = [each for each in ended if _severity(each) is severity]
        if some:
            recall = open_recall(
                workshop,
                [each.key for each in some],
                cause=Cause.RIGHT_EXPIRED,
                severity=severity,
                actor="imagepool",
                undo_hours=_RENEWED_WITHIN,
            )
            for each in some:
                yield Ended(kind="right", key=each.key, reason=each.reason, recall_id=recall.id)


def _severity(ended: Ended) -> Severity:
    renewal = ended.reason == "release_renewal_due"  # nobody has withdrawn anything
    return Severity.REPLACE if renewal else Severity.STOP_USE


def _addresses(workshop: Workshop, day: date, *, dry_run: bool) -> Iterator[Ended]:
    """Erase addresses whose time is over, and tell how many."""
    given_before = (day - timedelta(days=round(365.25 * CONTACT_YEARS))).isoformat()
    ended_before = (day - timedelta(days=NOTICE_DAYS)).isoformat()
    with workshop.catalogue.transaction() as books:
        old = books.holders.given_before(given_before)
        told = [
            notice.id
            for recall in books.recalls.ended_before(ended_before)
            for notice in books.notices.of_recall(recall.id)
            if notice.address
        ]
        if not dry_run:
            books.holders.erase(old)
            books.holders.forget_notices(told)
            for occasion in (alerts.OCCASION, request_desk.OCCASION):
                end = f"{occasion}/{day - timedelta(days=LETTER_DAYS)}"
                books.letters.remove_before(f"{occasion}/", end)
    if old or told:
        yield Ended(kind="address", key=str(len(old) + len(told)), reason="")
