"""The recall desk, the holder's answer, the tombstone and the public list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.rights.recalls.notices import Answer
from imagepool.service import create_app
from tests.pools import settings_in
from tests.recalls import mail_settings, published, recalled, taken, worked
from tests.servers.smtp import MailServer, mail_server
from tests.service.conftest import Visitor
from tests.service.test_download import take

TITLE = "Anna Muster am Markt"  # names the person who withdraws


@pytest.fixture(scope="module")
def mailbox() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory, mailbox: MailServer) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("recalls")
    with Pool.open(settings_in(folder, **mail_settings(mailbox.port))) as opened:
        opened.accounts.admit("anna@example.org", name="Anna", role=Role.CURATOR)
        opened.accounts.admit("mia@example.org", name="Mia", role=Role.MEMBER)
        published(opened, folder, 50, title="Winter am Markt")
        yield opened


@pytest.fixture(scope="module")
def app(pool: Pool) -> Flask:
    return create_app(pool, config={"RATELIMIT_ENABLED": False})


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Give a published picture, a new one for each test."""
    seed = 100 + sum(request.node.name.encode()) % 10_000
    return published(pool, tmp_path, seed, title=TITLE)


@pytest.fixture
def token(pool: Pool, asset_id: str, mailbox: MailServer) -> str:
    """Give what stands in the link of a holder of a recalled picture."""
    taken(pool, asset_id, "presse@example.org")
    recalled(pool, asset_id, message="Bitte <b>bald</b>.")
    worked(pool)
    found = re.search(r"/rueckruf/([\w-]+)\?", mailbox.text())
    assert found
    return found[1]


def test_an_address_given_at_the_download_is_kept_and_explained(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    page = visitor.get(f"/bilder/{asset_id}/herunterladen").text
    assert "E-Mail-Adresse für einen Rückruf (freiwillig)" in page
    assert take(visitor, asset_id, contact="presse@example.org").status_code == 303
    assert take(visitor, asset_id).status_code == 303
    assert pool.recalls.receipts_of(asset_id) == (2, 1)
    assert take(visitor, asset_id, contact="presse").status_code == 400


def test_who_is_logged_in_is_told_at_their_own_address(
    app: Flask, pool: Pool, asset_id: str
) -> None:
    mia = Visitor(app.test_client())
    mia.client.post(f"/anmelden/{pool.accounts.one_time_token('mia@example.org')}")
    page = f"/bilder/{asset_id}/herunterladen"
    assert 'value="mia@example.org"' in mia.get(page).text


def test_a_curator_opens_a_recall_from_the_page_of_a_picture(
    anna: Visitor, pool: Pool, asset_id: str
) -> None:
    taken(pool, asset_id, "presse@example.org")
    assert f"/redaktion/rueckrufe/neu?asset={asset_id}" in anna.get(f"/redaktion/{asset_id}").text
    page = f"/redaktion/rueckrufe/neu?asset={asset_id}"
    shown = anna.get(page).text
    assert "1 Beleg wurde ausgestellt." in shown
    instead = pool.search("Winter").hits[0].asset.id
    answer = anna.send(
        page,
        "/redaktion/rueckrufe/neu/eroeffnen",
        asset=asset_id,
        cause="claim",
        severity="stop_use",
        message="Bitte melden.",
        more_replacements=instead,
    )
    assert answer.status_code == 303
    shown = anna.get(answer.location).text
    assert "presse@example.org" in shown
    assert "Winter am Markt" in shown
    [recall] = pool.recalls.of_asset(asset_id)
    assert (recall.opened_by, recall.replacements) == ("anna@example.org", (instead,))
    assert pool.asset(asset_id).state == "withdrawn"
    assert recall.id in anna.get("/redaktion/rueckrufe").text


def test_looking_for_a_replacement_keeps_what_was_filled_in_and_recalls_nothing(
    anna: Visitor, pool: Pool, asset_id: str
) -> None:
    answer = anna.send(
        f"/redaktion/rueckrufe/neu?asset={asset_id}",
        "/redaktion/rueckrufe/neu",
        asset=asset_id,
        cause="error",
        message="Falscher Ort",
        sought="Winter",
    )
    assert "Winter am Markt" in answer.text
    assert re.search(r'value="error" checked', answer.text)
    assert "Falscher Ort" in answer.text
    assert pool.recalls.of_asset(asset_id) == ()


def test_without_cause_or_severity_the_form_asks_for_it(
    anna: Visitor, pool: Pool, asset_id: str
) -> None:
    answer = anna.send(
        f"/redaktion/rueckrufe/neu?asset={asset_id}",
        "/redaktion/rueckrufe/neu/eroeffnen",
        asset=asset_id,
        cause="error",
    )
    assert answer.status_code == 422
    assert answer.text.count("Bitte wählen Sie.") == 1
    assert pool.recalls.of_asset(asset_id) == ()


def test_a_recall_is_undone_and_closed_at_the_desk(
    anna: Visitor, pool: Pool, asset_id: str
) -> None:
    first = recalled(pool, asset_id)
    page = f"/redaktion/rueckrufe/{first.id}"
    assert anna.send(page, f"{page}/aufheben", reason="Irrtum").status_code == 303
    assert pool.asset(asset_id).state == "published"
    assert "Aufgehoben" in anna.get(page).text
    second = recalled(pool, asset_id)
    page = f"/redaktion/rueckrufe/{second.id}"
    assert anna.send(page, f"{page}/schliessen").status_code == 303
    assert "aufheben" not in anna.get(page).text
    assert "Die Zahlen gehen auf" in anna.get(f"{page}/bericht").text
    report = json.loads(anna.get(f"{page}/bericht.json").text)
    assert report["adds_up"] is True
    assert report["closed_at"]


def test_only_curators_see_the_desk(visitor: Visitor, conrad: Visitor, token: str) -> None:
    del token
    for path in ("", "/neu", "/r0", "/r0/bericht", "/r0/bericht.json"):
        assert visitor.get(f"/redaktion/rueckrufe{path}").status_code == 303
        assert conrad.get(f"/redaktion/rueckrufe{path}").status_code == 403


@pytest.fixture
def conrad(app: Flask, pool: Pool) -> Visitor:
    """Give somebody who is logged in, but no curator."""
    visitor = Visitor(app.test_client())
    visitor.client.post(f"/anmelden/{pool.accounts.one_time_token('mia@example.org')}")
    return visitor


def test_opening_the_link_stores_nothing_and_the_answer_is_chosen_already(
    visitor: Visitor, pool: Pool, token: str
) -> None:
    page = visitor.get(f"/rueckruf/{token}?antwort=printed_before")
    assert page.status_code == 200
    assert re.search(r'value="printed_before" checked', page.text)
    assert TITLE in page.text
    assert "Bitte &lt;b&gt;bald&lt;/b&gt;." in page.text
    assert pool.recalls.question(token).notice.answer is None
    assert "noindex" in page.text


def test_an_answer_is_sent_and_can_be_changed(visitor: Visitor, pool: Pool, token: str) -> None:
    page = f"/rueckruf/{token}"
    answer = visitor.client.post(page, data={"answer": "need_help", "remark": "Stadtplan?"})
    assert answer.status_code == 303
    assert "Vielen Dank" in visitor.get(answer.location).text
    notice = pool.recalls.question(token).notice
    assert (notice.answer, notice.remark) == (Answer.NEED_HELP, "Stadtplan?")
    visitor.client.post(page, data={"answer": "removed"})
    assert pool.recalls.question(token).notice.answer is Answer.REMOVED


def test_no_answer_a_forged_link_and_a_foreign_page_are_refused(
    visitor: Visitor, pool: Pool, token: str
) -> None:
    page = f"/rueckruf/{token}"
    assert visitor.client.post(page, data={"answer": "maybe"}).status_code == 422
    assert visitor.get("/rueckruf/guessed").status_code == 404
    foreign = {"Sec-Fetch-Site": "cross-site"}
    sent = visitor.client.post(page, data={"answer": "removed"}, headers=foreign)
    assert sent.status_code == 403
    assert pool.recalls.question(token).notice.answer is None


def test_after_closing_the_link_says_so(visitor: Visitor, pool: Pool, token: str) -> None:
    recall = pool.recalls.question(token).recall
    pool.recalls.close(recall.id, actor="Anna")
    page = visitor.get(f"/rueckruf/{token}").text
    assert "ist abgeschlossen" in page
    assert 'name="answer"' not in page
    assert visitor.client.post(f"/rueckruf/{token}", data={"answer": "removed"}).status_code == 409


def test_the_tombstone_says_what_to_do_and_names_nobody(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    instead = pool.search("Winter").hits[0].asset.id
    recall = recalled(pool, asset_id, replacements=[instead])
    page = visitor.get(f"/bilder/{asset_id}")
    assert page.status_code == 410
    assert "nicht mehr angeboten" in page.text
    assert instead in page.text
    assert "Muster" not in page.text
    assert "Einwilligung" not in page.text
    assert "noindex" in page.headers["X-Robots-Tag"]
    told = visitor.get(f"/bilder/{asset_id}", headers={"Accept": "application/json"})
    assert told.status_code == 410
    assert told.mimetype == "application/problem+json"
    assert [each["recall"] for each in json.loads(told.text)["recalls"]] == [recall.id]
    assert "Muster" not in told.text


def test_the_public_list_tells_programs_what_is_called_back(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    recall = recalled(pool, asset_id)
    answer = visitor.get("/recalls.json")
    [entry] = [each for each in json.loads(answer.text)["recalls"] if each["asset"] == asset_id]
    assert entry == {
        "recall": recall.id,
        "asset": asset_id,
        "url": f"http://127.0.0.1:8765/bilder/{asset_id}",
        "severity": "stop_use",
        "effective_at": recall.effective_at,
        "replacements": [],
    }
    assert "@" not in answer.text
    assert "Muster" not in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = visitor.get("/recalls.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert asset_id in visitor.get("/rueckrufe").text
    pool.recalls.undo(recall.id, actor="Anna")
    changed = visitor.get("/recalls.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert changed.status_code == 200
    assert asset_id not in changed.text


def test_curators_see_that_a_picture_is_withdrawn_and_not_the_picture(
    anna: Visitor, pool: Pool, asset_id: str
) -> None:
    recalled(pool, asset_id)
    for page in (f"/redaktion/{asset_id}", f"/bilder/{asset_id}", "/redaktion/stand/withdrawn"):
        shown = anna.get(page)
        assert shown.status_code == 200
        assert f"/dateien/{asset_id}/" not in shown.text
        assert "wird nicht mehr gezeigt" in shown.text
