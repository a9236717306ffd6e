from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, InvalidTransition, NotFound
from imagepool.pool import Pool
from imagepool.rights.recalls.notices import Answer
from imagepool.rights.recalls.recall import Severity
from imagepool.workflows.telling import remind
from tests.pools import settings_in
from tests.recalls import ACTOR, acts, mail_settings, published, recalled, taken, worked
from tests.servers.smtp import MailServer

OURS = "LicenseRef-Bilderpool-1.0"


@pytest.fixture
def pool(tmp_path: Path, mailbox: MailServer) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as opened:
        yield opened


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    return published(pool, tmp_path, license_id=OURS, title="Markt <b>& Rathaus</b>")


def _link(mailbox: MailServer, answer: str = "removed", number: int = -1) -> tuple[str, str]:
    [link, *_] = [each for each in mailbox.links(number) if each.endswith(f"?antwort={answer}")]
    path, _, query = link.removeprefix("http://127.0.0.1:8765/rueckruf/").partition("?antwort=")
    return path, query


def test_each_holder_gets_one_letter_whatever_they_took(
    pool: Pool, asset_id: str, tmp_path: Path, mailbox: MailServer
) -> None:
    other = published(pool, tmp_path, 2, license_id=OURS)
    taken(pool, asset_id, "presse@example.org")
    taken(pool, asset_id, " Presse@EXAMPLE.org ")
    taken(pool, other, "presse@example.org")
    taken(pool, other, "verein@example.org")
    taken(pool, other)  # nobody knows whom to tell
    recall = recalled(pool, asset_id, other)
    worked(pool)
    assert sorted(address.lower() for address in mailbox.by_address.elements()) == [
        "presse@example.org",
        "verein@example.org",
    ]
    report = pool.recalls.file(recall.id).report
    assert (report.receipts, report.holders) == (5, 3)
    assert report.reached["sent"] == 2
    assert report.reached["no_address"] == 1
    assert report.answered["open"] == 3
    assert report.adds_up


def test_the_letter_says_in_two_languages_what_to_do_until_when(
    pool: Pool, asset_id: str, tmp_path: Path, mailbox: MailServer
) -> None:
    instead = published(pool, tmp_path, 3, title="Markt im Winter")
    receipt = taken(pool, asset_id, "presse@example.org").receipt
    recalled(pool, asset_id, message="Bitte rufen Sie an.\nDanke.", replacements=[instead])
    worked(pool)
    [letter] = mailbox.letters
    text = mailbox.text()
    until = datetime.now(UTC).date() + timedelta(days=7)  # as the license has it
    assert "bis " + f"{until:%d.%m.%Y}" in text
    assert f"{until:%B %Y}" in text
    assert text.index("Guten Tag") < text.index("Good day")
    assert "Markt <b>& Rathaus</b>" in text
    assert "> Bitte rufen Sie an.\n> Danke." in text
    assert "dürfen Sie aufbrauchen" in text
    assert f"/bilder/{instead}" in text
    assert f"/belege/{receipt.id}" in text
    answers = re.findall(r"/rueckruf/([\w-]+)\?antwort=(\w+)", text)
    assert [answer for _, answer in answers] == [*Answer, *Answer]
    assert len({token for token, _ in answers}) == 1
    assert "Rückruf: Bitte nehmen Sie ein Bild herunter" in letter["Subject"]
    html = letter.get_body(("html",))
    assert html is not None
    shown = html.get_content()
    assert "Markt &lt;b&gt;&amp; Rathaus&lt;/b&gt;" in shown
    assert '<section lang="de">' in shown
    assert '<section lang="en">' in shown


def test_printed_copies_may_be_used_up_unless_the_recall_says_otherwise(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    taken(pool, asset_id, "presse@example.org")
    recalled(pool, asset_id, printed_too=True)
    worked(pool)
    assert "aufbrauchen" not in mailbox.text()
    assert "Auch was schon gedruckt ist" in mailbox.text()


def test_who_holds_an_irrevocable_license_is_asked_and_told_why(
    pool: Pool, tmp_path: Path, mailbox: MailServer
) -> None:
    asset_id = published(pool, tmp_path, 4)  # CC BY
    taken(pool, asset_id, "presse@example.org")
    recalled(pool, asset_id)
    worked(pool)
    assert "ist unwiderruflich" in mailbox.text()


def test_a_hint_asks_for_nothing(pool: Pool, asset_id: str, mailbox: MailServer) -> None:
    taken(pool, asset_id, "presse@example.org")
    recalled(pool, asset_id, severity=Severity.INFORM, message="Der Ort war falsch.")
    worked(pool)
    assert "Sie dürfen das Bild weiter nutzen" in mailbox.text()
    assert "aufbrauchen" not in mailbox.text()


def test_an_answer_is_kept_counted_and_can_be_changed(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    for name in ("a", "b", "c"):
        taken(pool, asset_id, f"{name}@example.org")
    recall = recalled(pool, asset_id)
    worked(pool)
    token, _ = _link(mailbox)
    assert [asset.id for asset in pool.recalls.question(token).assets] == [asset_id]
    pool.recalls.answer(token, Answer.NEED_HELP, remark="Es steht im Stadtplan.")
    pool.recalls.answer(token, Answer.REMOVED)
    report = pool.recalls.file(recall.id).report
    assert report.answered == {
        "removed": 1,
        "printed_before": 0,
        "never_used": 0,
        "need_help": 0,
        "open": 2,
    }
    assert acts(pool, asset_id).count("answer_recall") == 2
    assert "@" not in str([event.detail for event in pool.events(asset_id)])


def test_a_link_that_nobody_got_answers_nothing(pool: Pool) -> None:
    for token in ("", "guessed"):
        with pytest.raises(NotFound):
            pool.recalls.question(token)


def test_who_does_not_answer_is_reminded_twice_and_no_more(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    taken(pool, asset_id, "silent@example.org")
    taken(pool, asset_id, "quick@example.org")
    recall = recalled(pool, asset_id)
    worked(pool)
    quick = next(n for n, each in enumerate(mailbox.letters) if "quick" in each["To"])
    pool.recalls.answer(_link(mailbox, number=quick)[0], Answer.NEVER_USED)
    begin = datetime.now(UTC)
    for days, told in ((6, 0), (8, 1), (8, 0), (15, 1), (60, 0)):
        assert remind(pool._workshop, at=begin + timedelta(days=days)) == told
    worked(pool)
    assert mailbox.by_address == {"silent@example.org": 3, "quick@example.org": 1}
    assert "noch keine Antwort" in mailbox.text()
    assert pool.recalls.file(recall.id).report.reminders == 2


def test_undone_those_who_were_told_hear_of_it_and_the_others_hear_nothing(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    taken(pool, asset_id, "told@example.org")
    recall = recalled(pool, asset_id)
    worked(pool)
    token, _ = _link(mailbox)
    pool.recalls.undo(recall.id, actor=ACTOR)
    worked(pool)
    assert mailbox.by_address == {"told@example.org": 2}
    assert mailbox.letters[-1]["Subject"].startswith("Entwarnung")
    with pytest.raises(InvalidTransition, match="is over"):
        pool.recalls.answer(token, Answer.REMOVED)
    second = recalled(pool, asset_id)
    pool.recalls.undo(second.id, actor=ACTOR)  # before any letter of it went
    worked(pool)
    assert mailbox.by_address == {"told@example.org": 2}
    assert pool.recalls.file(second.id).report.reached["canceled"] == 1


def test_a_server_that_refuses_is_reported_and_the_address_is_not_reminded(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    taken(pool, asset_id, "gone@example.org")
    taken(pool, asset_id, "here@example.org")
    mailbox.refuse = lambda address: "550 5.1.1 no such user" if "gone" in address else ""
    recall = recalled(pool, asset_id)
    worked(pool)
    file = pool.recalls.file(recall.id)
    assert file.report.reached["bounced"] == 1
    assert file.report.reached["sent"] == 1
    assert [told.trouble for told in file.told if told.reached == "bounced"] == [
        "550 5.1.1 no such user"
    ]
    assert remind(pool._workshop, at=datetime.now(UTC) + timedelta(days=8)) == 1


def test_a_server_that_puts_off_is_tried_again_and_nobody_else_waits(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    taken(pool, asset_id, "gray@example.org")
    taken(pool, asset_id, "here@example.org")
    mailbox.refuse = lambda address: "451 4.7.1 greylisted" if "gray" in address else ""
    recall = recalled(pool, asset_id)
    worked(pool)
    assert mailbox.by_address == {"here@example.org": 1}
    report = pool.recalls.file(recall.id).report
    assert report.reached["waiting"] == 1


def test_without_a_mail_server_letters_wait_and_go_once_there_is_one(
    tmp_path: Path, mailbox: MailServer
) -> None:
    with Pool.open(settings_in(tmp_path)) as pool:
        asset_id = published(pool, tmp_path)
        taken(pool, asset_id, "presse@example.org")
        recall = recalled(pool, asset_id)
        worked(pool)
        assert not pool.recalls.can_write
        assert pool.recalls.file(recall.id).report.reached["waiting"] == 1
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as pool:
        worked(pool)
        assert mailbox.by_address == {"presse@example.org": 1}
        worked(pool)
        assert mailbox.by_address == {"presse@example.org": 1}


def test_an_address_that_is_none_is_refused_before_anything_goes(pool: Pool, asset_id: str) -> None:
    for wrong in ("presse", "a@b", "x y@example.org", "a@example.org\nBcc: b@example.org"):
        with pytest.raises(InvalidRequest, match="no e-mail address"):
            taken(pool, asset_id, wrong)
    assert pool.recalls.receipts_of(asset_id) == (0, 0)


def test_the_signed_receipt_does_not_hold_the_address(pool: Pool, asset_id: str) -> None:
    delivery = taken(pool, asset_id, "presse@example.org")
    assert b"presse@" not in delivery.signed
    assert b"presse@" not in delivery.data
    assert pool.recalls.receipts_of(asset_id) == (1, 1)


def test_an_address_is_forgotten_on_request_and_the_figures_stay(
    pool: Pool, asset_id: str, mailbox: MailServer
) -> None:
    taken(pool, asset_id, "Presse@example.org")
    recall = recalled(pool, asset_id)
    worked(pool)
    before = pool.recalls.report(recall.id)
    assert pool.recalls.forget("presse@example.org") == 2
    assert pool.recalls.report(recall.id) == before
    assert pool.recalls.receipts_of(asset_id) == (1, 0)
    assert "presse@" not in str(pool.recalls.file(recall.id))
    assert pool.recalls.forget("presse@example.org") == 0
    token, _ = _link(mailbox)
    pool.recalls.answer(token, Answer.REMOVED)  # the link in the mail still works
    assert remind(pool._workshop, at=datetime.now(UTC) + timedelta(days=30)) == 0


def test_a_closed_report_is_kept_as_it_was(pool: Pool, asset_id: str, mailbox: MailServer) -> None:
    taken(pool, asset_id, "presse@example.org")
    recall = recalled(pool, asset_id)
    worked(pool)
    closed = pool.recalls.close(recall.id, actor=ACTOR)
    report = pool.recalls.report(recall.id)
    assert report["closed_at"] == closed.closed_at
    assert report["adds_up"] is True
    assert "presse@" not in str(report)
    with pytest.raises(InvalidTransition, match="is over"):
        pool.recalls.answer(_link(mailbox)[0], Answer.REMOVED)
    assert pool.recalls.report(recall.id) == report
