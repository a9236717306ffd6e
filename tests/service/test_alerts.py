"""Mails about saved searches, as a visitor orders and ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.service import create_app
from tests.pools import settings_in
from tests.recalls import mail_settings, published, worked
from tests.servers.smtp import MailServer
from tests.service.conftest import Visitor

SEARCHES = "/gespeicherte-suchen"
ORDER = "Per Mail melden"
ADDRESS = "presse@example.org"


@pytest.fixture
def pool(tmp_path: Path, mailbox: MailServer) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as opened:
        opened.accounts.admit(ADDRESS, name="Presse", role=Role.VISITOR)
        yield opened


@pytest.fixture
def press(pool: Pool) -> Visitor:
    app = create_app(pool, config={"RATELIMIT_ENABLED": False})
    visitor = Visitor(app.test_client())
    visitor.client.post(f"/anmelden/{pool.accounts.one_time_token(ADDRESS)}")
    visitor.send("/suche?q=Kirche", SEARCHES, q="Kirche")
    return visitor


def mail_action(page: str) -> str:
    found = re.search(r'action="(/gespeicherte-suchen/\w+/mail)[?"]', page)
    assert found
    return found[1]


def test_mails_are_ordered_and_ended_at_the_saved_search(press: Visitor) -> None:
    page = press.get(f"{SEARCHES}?lang=de").text
    assert ORDER in page
    assert press.send(SEARCHES, mail_action(page), wanted="yes").status_code == 303
    page = press.get(f"{SEARCHES}?lang=de").text
    assert "presse@example.org" in page
    assert "höchstens einmal am Tag" in page
    assert ORDER not in page
    press.send(SEARCHES, mail_action(page))
    assert ORDER in press.get(f"{SEARCHES}?lang=de").text


def test_the_link_in_the_mail_ends_them_without_a_login(
    press: Visitor, pool: Pool, tmp_path: Path, mailbox: MailServer
) -> None:
    press.send(SEARCHES, mail_action(press.get(SEARCHES).text), wanted="yes")
    published(pool, tmp_path, title="Kirche")
    worked(pool)
    [link] = re.findall(r"<(\S+)>", str(mailbox.letters[0]["List-Unsubscribe"]))
    path = link.removeprefix("http://127.0.0.1:8765")
    stranger = Visitor(press.client.application.test_client())
    page = stranger.get(f"{path}?lang=de").text
    assert "Mails abbestellen" in page
    assert "Kirche" not in page  # nor is anything told of the person
    assert [news.saved.alert for news in pool.wishes.saved(_press_id(pool))] == [True]
    # As the mail program does it (RFC 8058): no cookie, no token, no Origin.
    answer = stranger.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert [news.saved.alert for news in pool.wishes.saved(_press_id(pool))] == [False]
    unknown = f"/keine-mails/{'0' * 32}"
    assert "zu alt" in stranger.get(f"{unknown}?lang=de").text
    assert stranger.client.post(unknown).status_code == 404


def _press_id(pool: Pool) -> str:
    return pool.accounts.admit(ADDRESS, name="Presse", role=Role.VISITOR).id
