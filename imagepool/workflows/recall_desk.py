"""The recall desk: calling pictures back, as part of the pool's front door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from imagepool.asset import Asset
from imagepool.catalogue.values import Page
from imagepool.mail.bounces import Bounce
from imagepool.rights.addresses import contact_address
from imagepool.rights.recalls.notices import Answer, RecallNotice
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.rights.recalls.report import RecallReport, Told
from imagepool.workflows import answering, posting, recall, recall_report, retention, telling
from imagepool.workflows.answering import Question
from imagepool.workflows.recall import RecallTerms
from imagepool.workflows.retention import Ended
from imagepool.workflows.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallFile:
    """Everything about one recall."""

    recall: Recall
    assets: tuple[Asset, ...]
    replacements: tuple[Asset, ...]
    told: tuple[Told, ...]
    report: RecallReport  # as it stands now
    still_against: str  # why it cannot be undone, a key of ``reasons``; "": the rights stand


class RecallDesk:
    """The life of recalls in one pool: opened, told, answered, undone or closed."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    @property
    def can_write(self) -> bool:
        """Whether a mail server is set; else letters wait."""
        return self._workshop.can_write

    def open(
        self,
        asset_ids: Iterable[str],
        *,
        cause: Cause,
        severity: Severity,
        actor: str,
        **terms: Unpack[RecallTerms],
    ) -> Recall:
        """Call assets back: blocked at once, files out of reach, and every holder written to.

        Terms are ``message``, ``effective_at``, ``replacements``, ``printed_too``, ``undo_hours``.
        Raises ``NotFound`` and ``InvalidRequest``.
        """
        return recall.open_recall(
            self._workshop, asset_ids, cause=cause, severity=severity, actor=actor, **terms
        )

    def undo(self, recall_id: str, *, actor: str, reason: str = "") -> Recall:
        """Take a recall back within its period; raises ``InvalidTransition`` after it."""
        return recall.undo_recall(self._workshop, recall_id, actor=actor, reason=reason)

    def close(self, recall_id: str, *, actor: str) -> Recall:
        """Close a recall and keep its report as evidence; what is blocked stays blocked."""
        return recall.close_recall(self._workshop, recall_id, actor=actor)

    def get(self, recall_id: str) -> Recall:
        """Return a recall; raises ``NotFound``."""
        with self._workshop.catalogue.reading() as books:
            return books.recalls.get(recall_id)

    def file(self, recall_id: str) -> RecallFile:
        """Return everything about a recall; raises ``NotFound``."""
        with self._workshop.catalogue.reading() as books:
            found = books.recalls.get(recall_id)
            return RecallFile(
                recall=found,
                assets=tuple(books.assets.many(found.asset_ids).values()),
                replacements=tuple(books.assets.many(found.replacements).values()),
                told=tuple(recall_report.told_of(books, found)),
                report=recall_report.report_in(books, found),
                still_against=recall.still_against(self._workshop, books, found),
            )

    def report(self, recall_id: str) -> Mapping[str, Any]:
        """Return the report: as it was kept when the recall was closed, else as it stands now."""
        with self._workshop.catalogue.reading() as books:
            kept = books.recalls.report(recall_id)
            return kept or recall_report.report_in(books, books.recalls.get(recall_id)).as_json()

    def page(self, after: str | None = None, *, limit: int = 50) -> Page[Recall]:
        """Return a page of all recalls, newest first."""
        with self._workshop.catalogue.reading() as books:
            return books.recalls.page(after, limit)

    def in_force(self) -> tuple[Recall, ...]:
        """Return every recall that was not undone, oldest first: what the public list tells."""
        with self._workshop.catalogue.reading() as books:
            return tuple(each for each in books.recalls.all() if not each.undone_at)

    def of_asset(self, asset_id: str) -> tuple[Recall, ...]:
        """Return the recalls of an asset that were not undone, oldest first."""
        with self._workshop.catalogue.reading() as books:
            found = books.clearances.of(asset_id).recalls
        return tuple(each for each in found if not each.undone_at)

    def receipts_of(self, asset_id: str) -> tuple[int, int]:
        """Return how many receipts an asset has, and for how many an address is known."""
        with self._workshop.catalogue.reading() as books:
            holders = [holder for _, holder in books.holders.of_asset(asset_id)]
        return len(holders), sum(holder is not None for holder in holders)

    def question(self, token: str) -> Question:
        """Return what a holder's link asks; raises ``NotFound``."""
        return answering.question(self._workshop, token)

    def answer(self, token: str, said: Answer, *, remark: str = "") -> RecallNotice:
        """Keep what a holder answers; raises ``NotFound`` and ``InvalidTransition``."""
        return answering.answer(self._workshop, token, said, remark=remark)

    def post(self) -> int:
        """Write and send what waits, now and here; return how many the mail server took."""
        with self._workshop.catalogue.reading() as books:
            waiting = books.recalls.open_ones()
        for each in waiting:
            telling.tell(self._workshop, each.id)
        return posting.post(self._workshop)

    def bounce(self, data: bytes) -> Bounce | None:
        """Note a letter that came back, from the mail that says so; None: it is not ours."""
        return posting.note_bounce(self._workshop, data)

    def remind(self) -> int:
        """Write once more to holders who have not answered for a week; return to how many."""
        return telling.remind(self._workshop)

    def forget(self, address: str) -> int:
        """Erase an e-mail address wherever it is kept for recalls; return at how many places."""
        with self._workshop.catalogue.transaction() as books:
            return books.holders.forget(contact_address(address))

    def run_retention(self, *, dry_run: bool = False, on: date | None = None) -> tuple[Ended, ...]:
        """Recall what has expired, erase addresses whose time is over; return what that was."""
        return retention.run_retention(self._workshop, dry_run=dry_run, on=on)
