from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, InvalidTransition, NotFound, UseRefused
from imagepool.pool import Pool
from imagepool.rights.days import today
from imagepool.rights.declarations import Declarations
from imagepool.rights.grants import AccessRequest, RequestState
from imagepool.rights.uses import Channel, Edit, Purpose, Use
from tests.pools import CREATOR, put_photos, settings_in
from tests.recalls import mail_settings, published, worked
from tests.servers.smtp import MailServer

SHOP = Use(purpose=Purpose.COMMERCIAL, channel=Channel.WEB)
OWN = "LicenseRef-Bilderpool-1.0"
MAIL = "laden@example.org"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path)) as opened:
        yield opened


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    [path] = put_photos(tmp_path / "in", 1)
    nothing = Declarations.nothing_to_release()
    [outcome] = pool.ingest(
        [path], license=OWN, creator=CREATOR, publish=True, declarations=nothing
    )
    return str(outcome.id)


@pytest.fixture
def asked(pool: Pool, asset_id: str) -> AccessRequest:
    return ask(pool, asset_id)


def ask(pool: Pool, asset_id: str, use: Use = SHOP) -> AccessRequest:
    return pool.requests.ask(
        asset_id, use, requester=" Laden@Example.org ", name="Hofladen", message="Startseite"
    )


def test_a_granted_request_lets_its_requester_download_and_nobody_else(
    pool: Pool, asset_id: str, asked: AccessRequest
) -> None:
    assert pool.may(asset_id, SHOP, requester=MAIL).verdict == "ask"
    grant = pool.requests.grant(asked.id, actor="Curator", answer="Nur auf der Startseite.")
    decision = pool.may(asset_id, SHOP, requester=MAIL)
    assert (decision.verdict, decision.clause, decision.grant_id) == (
        "conditions",
        "grant",
        grant.id,
    )
    assert decision.conditions[-1]["de"] == "Nur auf der Startseite."
    delivery = pool.download(asset_id, "screen", SHOP, requester=MAIL, accepted_terms=True)
    assert delivery.receipt.grant_id == grant.id
    assert pool.delivery(delivery.receipt.id).data == delivery.data
    assert pool.may(asset_id, SHOP, requester=" Laden@Example.ORG").granted
    assert pool.may(asset_id, SHOP).verdict == "ask"
    with pytest.raises(UseRefused):
        pool.download(asset_id, "screen", SHOP, requester="x@example.org", accepted_terms=True)


def test_a_revoked_grant_hands_out_nothing_more(
    pool: Pool, asset_id: str, asked: AccessRequest
) -> None:
    grant = pool.requests.grant(asked.id, actor="Curator")
    delivery = pool.download(asset_id, "screen", SHOP, requester=MAIL, accepted_terms=True)
    pool.requests.revoke(grant.id, actor="Curator", reason="Anzeige statt Startseite")
    assert pool.may(asset_id, SHOP, requester=MAIL).verdict == "ask"
    with pytest.raises(UseRefused):
        pool.delivery(delivery.receipt.id)


def test_a_grant_may_be_narrower_and_ends(pool: Pool, asset_id: str, asked: AccessRequest) -> None:
    last = today() + timedelta(days=1)
    pool.requests.grant(asked.id, actor="Curator", use=replace(SHOP, territory="DE"), ends=last)
    german = replace(SHOP, territory="DE-TH")
    assert pool.may(asset_id, SHOP, requester=MAIL).verdict == "ask"
    assert pool.may(asset_id, german, requester=MAIL).granted
    after = last + timedelta(days=1)
    assert pool.may(asset_id, german, on=after, requester=MAIL).verdict == "ask"


def test_asking_twice_is_one_request(pool: Pool, asset_id: str, asked: AccessRequest) -> None:
    assert ask(pool, asset_id) == asked
    other = ask(pool, asset_id, Use(purpose=Purpose.ADVERTISING, channel=Channel.PRINT))
    assert [each.id for each in pool.requests.waiting().items] == [asked.id, other.id]


def test_an_answer_is_given_once(pool: Pool, asked: AccessRequest) -> None:
    pool.requests.decline(asked.id, actor="Curator", reason="Zu werblich.")
    assert pool.requests.get(asked.id).state is RequestState.DECLINED
    assert pool.requests.get(asked.id).answer == "Zu werblich."
    assert pool.requests.waiting().items == ()
    with pytest.raises(InvalidTransition):
        pool.requests.grant(asked.id, actor="Another")


def test_only_what_is_a_question_is_asked(pool: Pool, asset_id: str) -> None:
    with pytest.raises(UseRefused):
        ask(pool, asset_id, Use(purpose=Purpose.TOURISM, channel=Channel.WEB))
    with pytest.raises(UseRefused):
        ask(pool, asset_id, Use(purpose=Purpose.AI_TRAINING, channel=Channel.WEB))
    with pytest.raises(UseRefused):
        ask(pool, asset_id, replace(SHOP, edit=Edit.ANY))


@pytest.mark.parametrize("mail", ["", "laden", "@example.org", "a b@example.org", "x" * 300])
def test_a_request_needs_an_address_a_name_and_a_word(pool: Pool, asset_id: str, mail: str) -> None:
    with pytest.raises(InvalidRequest):
        pool.requests.ask(asset_id, SHOP, requester=mail, name="Laden", message="Startseite")
    with pytest.raises(InvalidRequest):
        pool.requests.ask(asset_id, SHOP, requester=MAIL, name=" ", message="Startseite")
    with pytest.raises(InvalidRequest):
        pool.requests.ask(asset_id, SHOP, requester=MAIL, name="Laden", message="")


def test_an_answer_is_for_the_use_that_was_asked(pool: Pool, asked: AccessRequest) -> None:
    with pytest.raises(InvalidRequest):
        pool.requests.grant(
            asked.id, actor="Curator", use=Use(purpose=Purpose.TOURISM, channel=Channel.WEB)
        )
    with pytest.raises(InvalidRequest):
        pool.requests.decline(asked.id, actor="Curator", reason=" ")
    with pytest.raises(NotFound):
        pool.requests.get("unknown")


def test_what_is_withdrawn_is_granted_to_nobody(
    pool: Pool, asset_id: str, asked: AccessRequest
) -> None:
    pool.requests.grant(asked.id, actor="Curator")
    pool.withdraw(asset_id, actor="Curator", reason="Widerruf")
    assert pool.may(asset_id, SHOP, requester=MAIL).clause == "withdrawn"


@pytest.fixture
def writing(tmp_path: Path, mailbox: MailServer) -> Iterator[Pool]:
    """Give a pool that has a mail server."""
    with Pool.open(settings_in(tmp_path / "writing", **mail_settings(mailbox.port))) as opened:
        yield opened


def test_whoever_asked_gets_the_answer_by_mail_once(
    writing: Pool, tmp_path: Path, mailbox: MailServer
) -> None:
    title = "Markt <b>& Rathaus</b>"
    allowed = ask(writing, published(writing, tmp_path, 1, license_id=OWN, title=title))
    declined = ask(writing, published(writing, tmp_path, 2, license_id=OWN))
    writing.requests.grant(allowed.id, actor="Curator", answer="Nur auf der\nStartseite.")
    worked(writing)
    [letter] = mailbox.letters
    assert letter["To"] == MAIL
    assert letter["Subject"].startswith(f"Ihre Anfrage ist beantwortet: {title}")
    text = mailbox.text()
    assert "Ja, die Redaktion erlaubt diese Nutzung." in text
    assert "> Nur auf der\n> Startseite." in text
    assert mailbox.links() == [f"http://127.0.0.1:8765/anfragen/{allowed.id}"] * 2
    html = letter.get_body(("html",))
    assert html is not None
    assert "Markt &lt;b&gt;" in html.get_content()
    writing.requests.decline(declined.id, actor="Curator", reason="Zu nah an Werbung.")
    worked(writing)
    assert len(mailbox.letters) == 2
    assert "leider abgelehnt" in mailbox.text()
    assert "Zu nah an Werbung." in mailbox.text()


def test_answered_requests_are_listed_the_newest_question_first(
    pool: Pool, asset_id: str, asked: AccessRequest
) -> None:
    other = ask(pool, asset_id, replace(SHOP, channel=Channel.PRINT))
    assert pool.requests.answered().items == ()
    pool.requests.grant(other.id, actor="Curator")
    pool.requests.decline(asked.id, actor="Curator", reason="Nein.")
    assert pool.requests.waiting().items == ()
    first = pool.requests.answered(limit=1)
    assert [each.id for each in first.items] == [other.id]
    assert [each.id for each in pool.requests.answered(first.next).items] == [asked.id]
