"""Telling: one notice for each holder of a recalled picture, and the letters that carry it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from imagepool.asset import Asset
from imagepool.catalogue.letter import LetterState
from imagepool.catalogue.transaction import Transaction
from imagepool.mail.recall_letter import Occasion, RecallLetter, write_recall_letter
from imagepool.mail.writing import Link
from imagepool.rights.recalls.holders import Holder
from imagepool.rights.recalls.notices import RecallNotice
from imagepool.rights.recalls.recall import Recall, Severity
from imagepool.rights.recalls.report import Told
from imagepool.workflows.posting import letter_of, post_later
from imagepool.workflows.recall_report import told_of
from imagepool.workflows.workshop import Workshop, now

REMINDED_AFTER_DAYS = 7
REMINDERS = 2  # at most, for each holder
_PORTION = 200  # letters written in one transaction


def note_holders(workshop: Workshop, books: Transaction, recall: Recall) -> None:
    """Keep one notice for each holder; their letters are written by a job, for they are many.

    So the transaction that blocks is short, however many there are.
    """
    books.notices.add_all(_notices(books, recall))
    workshop.queue.enqueue(
        "tell", {"recall_id": recall.id}, connection=books.connection, key=f"tell:{recall.id}"
    )


def tell(workshop: Workshop, recall_id: str) -> None:
    """Write the letters of a recall that are not written yet, unless it was undone meanwhile."""
    while _tell_some(workshop, recall_id):
        post_later(workshop)


def _tell_some(workshop: Workshop, recall_id: str) -> int:
    with workshop.catalogue.transaction() as books:
        recall = books.recalls.locked(recall_id)  # nobody undoes it meanwhile
        if recall.undone_at:
            return 0
        unwritten = books.notices.without_letter(recall_id, _PORTION)
        pen = _Pen(workshop, books, recall)
        for notice in unwritten:
            pen.write(notice, "recall", "recall")
    return len(unwritten)


def tell_undone(workshop: Workshop, books: Transaction, recall: Recall) -> None:
    """Write to those who were told that the recall is undone; the others need not hear of it."""
    notices = books.notices.of_recall(recall.id)
    for letters in books.letters.about(notice.id for notice in notices).values():
        for letter in letters:
            if letter.state is LetterState.WAITING:
                books.letters.cancel(letter, now())
    pen = _Pen(workshop, books, recall)
    for told in told_of(books, recall):
        if told.reached in ("sent", "unconfirmed") and told.notice.address:
            pen.write(told.notice, "undone", "undone")
    post_later(workshop, books.connection)


def remind(workshop: Workshop, *, at: datetime | None = None) -> int:
    """Write once more to holders who have not answered; return to how many."""
    moment = at or datetime.now(UTC)
    with workshop.catalogue.transaction() as books:
        due = [
            (recall, told)
            for recall in books.recalls.open_ones()
            if recall.severity is not Severity.INFORM
            for told in told_of(books, recall)
            if _reminder_due(told, moment)
        ]
        for recall, told in due:
            _remind(workshop, books, recall, told.notice)
        if due:
            post_later(workshop, books.connection)
    return len(due)


def _reminder_due(told: Told, moment: datetime) -> bool:
    notice = told.notice
    reached = told.reached in ("sent", "unconfirmed") and notice.address
    if not reached or not told.silent or notice.reminders >= REMINDERS:
        return False
    days = REMINDED_AFTER_DAYS * (notice.reminders + 1)
    return moment >= datetime.fromisoformat(told.told_at) + timedelta(days=days)


def _remind(workshop: Workshop, books: Transaction, recall: Recall, notice: RecallNotice) -> None:
    number = notice.reminders + 1
    books.notices.replace(replace(notice, reminders=number))
    _Pen(workshop, books, recall).write(notice, "reminder", f"reminder-{number}")


def _notices(books: Transaction, recall: Recall) -> Iterable[RecallNotice]:
    """Make one notice for each address; each receipt without one has its own, to be counted."""
    by_address: dict[str, list[tuple[str, str, Holder | None]]] = {}
    for asset_id in recall.asset_ids:
        for receipt_id, holder in books.holders.of_asset(asset_id):
            key = holder.address.casefold() if holder else f"/{receipt_id}"
            by_address.setdefault(key, []).append((receipt_id, asset_id, holder))
    for held in by_address.values():
        holder = held[-1][2]  # the newest knows best how to write the address
        yield RecallNotice(
            id=f"n{secrets.token_hex(8)}",
            recall_id=recall.id,
            token=secrets.token_urlsafe(24),
            receipt_ids=tuple(receipt_id for receipt_id, _, _ in held),
            asset_ids=tuple(dict.fromkeys(asset_id for _, asset_id, _ in held)),
            address=holder.address if holder else "",
            language=holder.language if holder else "de",
            created_at=now(),
        )


class _Pen:
    """Writes the letters of one recall; its pictures are read once."""

    def __init__(self, workshop: Workshop, books: Transaction, recall: Recall) -> None:
        self._workshop = workshop
        self._books = books
        self._recall = recall
        self._assets = books.assets.many((*recall.asset_ids, *recall.replacements))

    def write(self, notice: RecallNotice, kind: Occasion, occasion: str) -> None:
        written = write_recall_letter(self._contents(notice), kind)
        self._books.letters.add(
            letter_of(
                written,
                occasion=f"{notice.id}/{occasion}",
                about=notice.id,
                address=notice.address,
            )
        )

    def _contents(self, notice: RecallNotice) -> RecallLetter:
        pool = self._workshop.identity
        assets = [self._assets[each] for each in notice.asset_ids]
        licenses = dict.fromkeys(asset.license_id for asset in assets)
        return RecallLetter(
            recall=self._recall,
            pictures=tuple(self._picture(asset) for asset in assets),
            receipts=tuple(
                Link(name=each, url=f"{pool.url}/belege/{each}") for each in notice.receipt_ids
            ),
            replacements=tuple(
                self._picture(self._assets[each]) for each in self._recall.replacements
            ),
            licenses=tuple(self._workshop.license(each) for each in licenses),
            answer_url=f"{pool.url}/rueckruf/{notice.token}",
            signed=pool.signature,
        )

    def _picture(self, asset: Asset) -> Link:
        return Link(name=asset.title, url=self._workshop.statement(asset).asset_url)
