"""Letters about what is new for saved searches, over a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from imagepool.errors import NotFound
from imagepool.pool import Pool
from imagepool.rights.days import today
from imagepool.rights.people import Role
from imagepool.search.query import Query
from imagepool.workflows.alerts import alert
from imagepool.workflows.retention import LETTER_DAYS, run_retention
from tests.pools import settings_in
from tests.recalls import mail_settings, published, worked
from tests.servers.smtp import MailServer

ADDRESS = "presse@example.org"
TOMORROW = today() + timedelta(days=1)


@pytest.fixture
def pool(tmp_path: Path, mailbox: MailServer) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as opened:
        yield opened


@pytest.fixture
def person(pool: Pool) -> str:
    return pool.accounts.admit(ADDRESS, name="Presse", role=Role.MEMBER).id


def wanted(pool: Pool, person: str, query: Query) -> str:
    """Save a search, and want mail about it."""
    saved = pool.wishes.save(person, query)
    assert pool.wishes.want_mail(saved.id, person, wanted=True).alert
    return saved.id


def letter_id(mailbox: MailServer) -> str:
    return mailbox.links()[-1].rpartition("/keine-mails/")[2]


def test_whoever_asked_is_told_of_what_is_new_in_one_letter_a_day(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    published(pool, tmp_path, 1, title="Kirche alt")
    saved = wanted(pool, person, Query(text="Kirche"))
    wanted(pool, person, Query(text="Wald", filters={"orientation": ("landscape",)}))
    pool.wishes.save(person, Query(text="Burg"))  # of this one no mail is wanted
    assert alert(pool._workshop) == 0
    church = published(pool, tmp_path, 2, title="Kirche <neu>")
    published(pool, tmp_path, 3, title="Wald im Herbst")
    published(pool, tmp_path, 4, title="Burg")
    worked(pool)  # the hourly round has it
    [letter] = mailbox.letters
    assert letter["To"] == ADDRESS
    # Nothing in it tells on a screen what somebody looks for.
    assert letter["Subject"] == "2 neue Bilder zu Ihren gespeicherten Suchen / 2 new pictures"
    text = mailbox.text()
    assert text.index("Guten Tag") < text.index("Good day")
    assert "Kirche: ein neues Bild\n- Kirche <neu>\n" in text
    assert "Wald, Landscape: one new picture" in text
    assert "Kirche alt" not in text
    assert "Burg" not in text
    assert f"http://127.0.0.1:8765/bilder/{church}" in mailbox.links()
    assert f"http://127.0.0.1:8765/gespeicherte-suchen/{saved}" in mailbox.links()
    html = letter.get_body(("html",))
    assert html is not None
    assert "Kirche &lt;neu&gt;" in html.get_content()

    published(pool, tmp_path, 5, title="Kirche am Abend")
    assert alert(pool._workshop) == 0  # one a day
    assert alert(pool._workshop, on=TOMORROW) == 1
    worked(pool)
    assert "Kirche am Abend" in mailbox.text()
    assert "<neu>" not in mailbox.text()
    assert alert(pool._workshop, on=TOMORROW + timedelta(days=1)) == 0  # nothing is told twice
    assert len(pool.wishes.news(saved, person).assets) == 2  # told is not seen


def test_what_was_seen_or_is_withdrawn_is_not_told(pool: Pool, person: str, tmp_path: Path) -> None:
    saved = wanted(pool, person, Query(text="Kirche"))
    published(pool, tmp_path, 1, title="Kirche")
    pool.wishes.seen(saved, person, "9999-01-01T00:00:00+00:00")
    gone = published(pool, tmp_path, 2, title="Kirche")
    pool.withdraw(gone, actor="test", reason="consent")
    assert alert(pool._workshop) == 0


def test_one_click_in_the_mail_program_ends_the_mails(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    wanted(pool, person, Query(text="Kirche"))
    published(pool, tmp_path, 1, title="Kirche")
    worked(pool)
    [letter] = mailbox.letters
    assert str(letter["List-Unsubscribe"]).strip() == f"<{mailbox.links()[-1]}>"  # RFC 8058
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    pool.wishes.stop_alerts(letter_id(mailbox))
    assert [news.saved.alert for news in pool.wishes.saved(person)] == [False]
    published(pool, tmp_path, 2, title="Kirche")
    assert alert(pool._workshop, on=TOMORROW) == 0
    with pytest.raises(NotFound):
        pool.wishes.stop_alerts("0" * 32)


def test_an_address_that_sends_letters_back_gets_no_more(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    wanted(pool, person, Query(text="Kirche"))
    published(pool, tmp_path, 1, title="Kirche")
    mailbox.refuse = lambda _address: "550 no such mailbox"
    worked(pool)
    published(pool, tmp_path, 2, title="Kirche")
    assert alert(pool._workshop, on=TOMORROW) == 0
    assert [news.saved.alert for news in pool.wishes.saved(person)] == [False]


def test_the_letters_are_forgotten_in_time(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    wanted(pool, person, Query(text="Kirche"))
    published(pool, tmp_path, 1, title="Kirche")
    worked(pool)
    sent = letter_id(mailbox)
    run_retention(pool._workshop, on=today() + timedelta(days=LETTER_DAYS))
    assert pool.wishes.is_alert(sent)
    run_retention(pool._workshop, on=today() + timedelta(days=LETTER_DAYS + 1))
    assert not pool.wishes.is_alert(sent)


def test_who_asks_again_after_a_bounce_is_told_again(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    saved = wanted(pool, person, Query(text="Kirche"))
    published(pool, tmp_path, 1, title="Kirche")
    mailbox.refuse = lambda _address: "550 mailbox full"
    worked(pool)
    assert pool.wishes.came_back(person)
    mailbox.refuse = lambda _address: ""
    pool.wishes.want_mail(saved, person, wanted=True)
    published(pool, tmp_path, 2, title="Kirche")
    assert alert(pool._workshop, on=TOMORROW) == 1
    worked(pool)
    assert not pool.wishes.came_back(person)


def test_a_letter_that_waits_does_not_go_once_it_is_not_wanted_or_not_true(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    saved = wanted(pool, person, Query(text="Kirche"))
    published(pool, tmp_path, 1, title="Kirche")
    assert alert(pool._workshop) == 1
    pool.wishes.want_mail(saved, person, wanted=False)
    worked(pool)
    assert mailbox.letters == []
    pool.wishes.want_mail(saved, person, wanted=True)
    gone = published(pool, tmp_path, 2, title="Kirche von Frau Mustermann")
    assert alert(pool._workshop, on=TOMORROW) == 1
    pool.withdraw(gone, actor="test", reason="consent")
    worked(pool)
    assert mailbox.letters == []


def test_a_search_that_nobody_understands_any_more_keeps_no_letter_from_others(
    pool: Pool, person: str, tmp_path: Path, mailbox: MailServer
) -> None:
    old = wanted(pool, person, Query(text="Kirchen"))
    other = pool.accounts.admit("verein@example.org", name="Verein", role=Role.MEMBER).id
    wanted(pool, other, Query(text="Kirche"))
    with pool._workshop.catalogue.transaction() as books:
        saved = books.saved_searches.get(old)
        books.saved_searches.remove(old)
        books.saved_searches.put(replace(saved, query="motif:x"))  # a filter of earlier days
    published(pool, tmp_path, 1, title="Kirche")
    worked(pool)
    assert [letter["To"] for letter in mailbox.letters] == ["verein@example.org"]
    [news] = pool.wishes.saved(person)
    assert (news.understood, news.name["de"]) == (False, "motif:x")
