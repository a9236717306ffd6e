"""Telling: one notice for each holder of a recalled picture, and the letters that carry it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from imagepool.asset import Asset
from imagepool.catalogue.letter import Letter, LetterState
from imagepool.catalogue.transaction import Transaction
from imagepool.rights.holders import Holder
from imagepool.rights.notices import RecallNotice
from imagepool.rights.recall import Recall, Severity
from imagepool.rights.recall_letter import Link, Occasion, RecallLetter, write_letter
from imagepool.rights.recall_report import Told
from imagepool.workflows.posting import post_later
from imagepool.workflows.recall_report import told_of
from imagepool.workflows.workshop import Workshop, now

REMINDED_AFTER_DAYS = 7
REMINDERS = 2  # at most, for each holder


def tell_holders(workshop: Workshop, books: Transaction, recall: Recall) -> None:
    """Keep one notice for each holder, with a letter where there is an address."""
    for notice in _notices(books, recall):
        books.notices.add(notice)
        if notice.address:
            _write(workshop, books, recall, notice, "recall", "recall")
    post_later(workshop, books.connection)


def tell_undone(workshop: Workshop, books: Transaction, recall: Recall) -> None:
    """Write to those who were told that the recall is undone; the others need not hear of it."""
    notices = books.notices.of_recall(recall.id)
    for letters in books.letters.about(notice.id for notice in notices).values():
        for letter in letters:
            if letter.state is LetterState.WAITING:
                books.letters.cancel(letter, now())
    for told in told_of(books, recall.id):
        if told.reached in ("sent", "unconfirmed") and told.notice.address:
            _write(workshop, books, recall, told.notice, "undone", "undone")
    post_later(workshop, books.connection)


def remind(workshop: Workshop, *, at: datetime | None = None) -> int:
    """Write once more to holders who have not answered; return to how many."""
    moment = at or datetime.now(UTC)
    with workshop.catalogue.transaction() as books:
        due = [
            (recall, told)
            for recall in books.recalls.open_ones()
            if recall.severity is not Severity.INFORM
            for told in told_of(books, recall.id)
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
    _write(workshop, books, recall, notice, "reminder", f"reminder-{number}")


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


def _write(
    workshop: Workshop,
    books: Transaction,
    recall: Recall,
    notice: RecallNotice,
    kind: Occasion,
    occasion: str,
) -> None:
    written = write_letter(_contents(workshop, books, recall, notice), kind)
    books.letters.add(
        Letter(
            id=secrets.token_hex(16),
            occasion=f"{notice.id}/{occasion}",
            about=notice.id,
            address=notice.address,
            subject=written.subject,
            text=written.text,
            html=written.html,
            written_at=now(),
        )
    )


def _contents(
    workshop: Workshop, books: Transaction, recall: Recall, notice: RecallNotice
) -> RecallLetter:
    pool, assets = workshop.identity, books.assets.many(notice.asset_ids)
    licenses = dict.fromkeys(asset.license_id for asset in assets.values())
    return RecallLetter(
        recall=recall,
        pictures=tuple(_picture(workshop, asset) for asset in assets.values()),
        receipts=tuple(
            Link(name=each, url=f"{pool.url}/belege/{each}") for each in notice.receipt_ids
        ),
        replacements=tuple(
            _picture(workshop, asset) for asset in books.assets.many(recall.replacements).values()
        ),
        licenses=tuple(workshop.license(each) for each in licenses),
        answer_url=f"{pool.url}/rueckruf/{notice.token}",
        pool_name=pool.name,
        pool_email=pool.email,
    )


def _picture(workshop: Workshop, asset: Asset) -> Link:
    return Link(name=asset.title, url=workshop.statement(asset).asset_url)
