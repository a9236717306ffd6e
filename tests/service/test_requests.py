from __future__ import annotations

import re
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from tests.pools import titled_photo
from tests.service.conftest import Visitor

pytestmark = pytest.mark.usefixtures("tidy")

SHOP = {"purpose": "commercial", "channel": "web", "audience": "business", "preset": "screen"}
WHO = {"requester": "laden@example.org", "recipient": "Hofladen", "message": "Für die Startseite"}


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    """Give a picture under the pool's own terms, which leave business uses to the pool."""
    path = tmp_path / "shop.jpg"
    path.write_bytes(titled_photo(abs(hash(tmp_path)) % 10_000 + 900, title="Markt"))
    taken = pool.ingest(
        [path],
        license="LicenseRef-Bilderpool-1.0",
        creator="Jana Beyer",
        publish=True,
        declarations=Declarations.nothing_to_release(),
    )
    return str(next(taken).id)


def ask(visitor: Visitor, asset_id: str, **changes: str) -> str:
    page = f"/bilder/{asset_id}/herunterladen"
    answer = visitor.send(page, f"/bilder/{asset_id}/anfragen", **{**SHOP, **WHO, **changes})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def answer_with(anna: Visitor, request: str, act: str, **fields: str) -> None:
    address = request.replace("/anfragen/", "/redaktion/anfragen/")
    assert anna.send("/redaktion/anfragen", f"{address}/{act}", **fields).status_code == 303


def test_what_the_pool_decides_on_can_be_asked_on_the_spot(visitor: Visitor, asset_id: str) -> None:
    page = visitor.send(f"/bilder/{asset_id}/herunterladen", **SHOP).text
    assert f'formaction="/bilder/{asset_id}/anfragen"' in page
    assert 'name="accepted"' not in page


def test_a_question_is_answered_on_a_page_of_its_own(
    visitor: Visitor, anna: Visitor, asset_id: str
) -> None:
    request = ask(visitor, asset_id)
    assert "liegt der Redaktion vor" in visitor.get(request).text
    assert "Für die Startseite" in anna.get("/redaktion/anfragen").text
    answer_with(anna, request, "erlauben", answer="Nur bis zum Herbstmarkt.", ends="2099-10-01")
    page = visitor.get(request)
    assert "Nur bis zum Herbstmarkt." in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    [way] = re.findall(rf'href="(/bilder/{asset_id}/herunterladen[^"]+)"', page.text)
    way = way.replace("&amp;", "&")
    dialogue = visitor.get(way).text
    assert 'name="accepted"' in dialogue
    [hidden] = re.findall(r'name="request" value="([^"]+)"', dialogue)
    take = f"/bilder/{asset_id}/herunterladen/annehmen"
    taken = visitor.send(way, take, **SHOP, request=hidden, accepted="yes")
    assert taken.status_code == 303
    assert visitor.get(taken.location + "/datei").status_code == 200


def test_without_the_request_the_grant_is_nobodys(
    visitor: Visitor, anna: Visitor, asset_id: str
) -> None:
    answer_with(anna, ask(visitor, asset_id), "erlauben")
    page = f"/bilder/{asset_id}/herunterladen"
    assert 'name="accepted"' not in visitor.send(page, **SHOP).text
    wrong = visitor.send(page, f"{page}/annehmen", **SHOP, accepted="yes", **WHO)
    assert wrong.status_code == 403


def test_a_permission_is_taken_back_at_the_picture(
    visitor: Visitor, anna: Visitor, asset_id: str
) -> None:
    request = ask(visitor, asset_id)
    answer_with(anna, request, "erlauben")
    page = f"/redaktion/{asset_id}"
    shown = anna.get(page).text
    assert "Erlaubte Verwendungen" in shown
    assert "laden@example.org" in shown
    [form] = re.findall(r'action="(/redaktion/erlaubnisse/[^"]+/zuruecknehmen)"', shown)
    assert anna.send(page, form, reason="Der Laden ist zu.").status_code == 303
    assert "/zuruecknehmen" not in anna.get(page).text
    assert "zurückgenommen" in visitor.get(request).text


def test_a_declined_request_says_why(visitor: Visitor, anna: Visitor, asset_id: str) -> None:
    request = ask(visitor, asset_id)
    answer_with(anna, request, "ablehnen", reason="Das ist Werbung.")
    assert "Das ist Werbung." in visitor.get(request).text


def test_a_question_without_who_and_what_for_is_shown_again(
    visitor: Visitor, asset_id: str
) -> None:
    page = f"/bilder/{asset_id}/herunterladen"
    answer = visitor.send(page, f"/bilder/{asset_id}/anfragen", **SHOP, **{**WHO, "message": " "})
    assert answer.status_code == 422
    assert "den Zweck an" in answer.text


def test_requests_are_for_curators(visitor: Visitor, conrad: Visitor) -> None:
    assert visitor.get("/redaktion/anfragen").status_code in {302, 303}
    assert conrad.get("/redaktion/anfragen").status_code == 403
    assert visitor.get("/anfragen/unknown").status_code == 404


def test_the_desk_lists_what_was_answered_and_by_whom(
    visitor: Visitor, anna: Visitor, asset_id: str
) -> None:
    asked = ask(visitor, asset_id, channel="print", print_run="500")
    assert "Höchstens so viele Exemplare" in anna.get("/redaktion/anfragen?lang=de").text
    answer_with(anna, asked, "erlauben", answer="Gern, aber nur 200.", print_run="200")
    page = anna.get("/redaktion/anfragen/beantwortet?lang=de").text
    assert "Gern, aber nur 200." in page
    assert "anna@example.org" in page
    assert asked in page
    assert ">200<" in visitor.get(f"{asked}?lang=de").text
    assert visitor.get("/redaktion/anfragen/beantwortet").status_code == 303
