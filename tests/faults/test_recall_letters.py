"""A thousand holders are told, and the worker is killed in the middle of it."""

from __future__ import annotations

import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.rights.recalls.holders import Holder
from imagepool.rights.recalls.notices import Answer
from imagepool.rights.recalls.recall import Recall
from imagepool.rights.recalls.report import RecallReport
from imagepool.workflows.workshop import now
from tests.faults.program import Program, comes_true, program_in
from tests.pools import settings_in
from tests.recalls import ACTOR, mail_settings, published, recalled, taken
from tests.servers.smtp import MailServer

HOLDERS = 1000
DEATHS = 4


@pytest.fixture
def pool(tmp_path: Path, mailbox: MailServer) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as opened:
        yield opened


@pytest.fixture
def program(tmp_path: Path, mailbox: MailServer, pool: Pool) -> Program:
    del pool  # made before its worker
    settings = {name.upper(): value for name, value in mail_settings(mailbox.port).items()}
    return program_in(tmp_path, WORKERS=1, **settings)


def _went_out(pool: Pool, folder: Path, holders: int) -> str:
    """Return a picture of which so many have a receipt, as so many downloads would leave it."""
    asset_id = published(pool, folder)
    first = taken(pool, asset_id, "holder-0@example.org")
    with pool._workshop.catalogue.transaction() as books:
        for number in range(1, holders):
            receipt = replace(first.receipt, id=f"{first.receipt.id[:-4]}{number:04}")
            books.receipts.add(receipt, first.signed)
            address = f"holder-{number}@example.org"
            books.holders.add(Holder(receipt_id=receipt.id, address=address, added_at=now()))
    return asset_id


def _killed_after(program: Program, mailbox: MailServer, letters: int) -> None:
    with program.running("worker") as worker:
        assert comes_true(lambda: len(mailbox.envelopes) >= letters, within=120)
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(20) == -signal.SIGKILL


def _finished(program: Program, pool: Pool, recall: Recall) -> RecallReport:
    """Let a worker do the rest. What a dead one had begun is taken over after its lease."""
    with program.running("worker") as worker:
        done = comes_true(lambda: _all_gone(pool, recall), within=180)
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(30)
        except subprocess.TimeoutExpired:
            worker.kill()
    assert done, _report(pool, recall)
    return _report(pool, recall)


def _all_gone(pool: Pool, recall: Recall) -> bool:
    with pool._workshop.catalogue.reading() as books:
        if books.letters.next_moment() is not None:
            return False
    return not _report(pool, recall).reached["waiting"]


def _report(pool: Pool, recall: Recall) -> RecallReport:
    return pool.recalls.file(recall.id).report


def test_killed_in_the_middle_it_finishes_and_nobody_is_told_twice(
    pool: Pool, program: Program, mailbox: MailServer, tmp_path: Path
) -> None:
    asset_id = _went_out(pool, tmp_path, HOLDERS)
    recall = recalled(pool, asset_id)
    report = _report(pool, recall)
    assert (report.holders, report.reached["waiting"]) == (HOLDERS, HOLDERS)
    draw = random.Random(7)
    for death in range(DEATHS):
        _killed_after(program, mailbox, HOLDERS * (death + 1) // (DEATHS + 2) + draw.randrange(9))
    report = _finished(program, pool, recall)

    told = mailbox.by_address
    assert [address for address, letters in told.items() if letters > 1] == []
    # Who has no letter was in flight at a death, and is named.
    missing = HOLDERS - len(told)
    assert missing <= report.reached["unconfirmed"] <= DEATHS
    assert report.reached["sent"] + report.reached["unconfirmed"] == HOLDERS
    assert report.adds_up
    ids = Counter(letter["Message-ID"] for letter in mailbox.letters)
    assert len(ids) == len(told)


def test_a_thousand_answers_come_back_and_the_closing_report_adds_up(
    pool: Pool, mailbox: MailServer, tmp_path: Path
) -> None:
    asset_id = _went_out(pool, tmp_path, HOLDERS)
    taken(pool, asset_id)  # two more whom nobody can reach
    taken(pool, asset_id)
    mailbox.refuse = lambda address: "550 5.1.1 gone" if address.startswith("holder-99") else ""
    recall = recalled(pool, asset_id)
    assert pool.recalls.post() == HOLDERS - 11
    assert max(mailbox.by_address.values()) == 1
    said = [*Answer, None]
    for number, told in enumerate(pool.recalls.file(recall.id).told[:HOLDERS]):
        answer = said[number % len(said)]
        if told.reached == "sent" and answer:
            pool.recalls.answer(told.notice.token, answer)
    pool.recalls.close(recall.id, actor=ACTOR)
    report = pool.recalls.report(recall.id)
    assert report["holders"] == HOLDERS + 2
    assert report["reached"] == {
        "sent": HOLDERS - 11,
        "unconfirmed": 0,
        "waiting": 0,
        "bounced": 11,
        "no_address": 2,
        "canceled": 0,
    }
    assert sum(report["answered"].values()) == HOLDERS + 2
    assert report["answered"]["open"] >= HOLDERS // 5
    assert all(report["answered"][each] > HOLDERS // 6 for each in Answer)
    assert report["adds_up"] is True
