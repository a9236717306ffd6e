from __future__ import annotations

from imagepool.pool import Pool
from tests.service.conftest import Visitor


def test_a_page_says_what_is_seen_and_what_may_be_done(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    page = visitor.get(f"/bilder/{asset_id}").text
    statement = pool.statement(pool.asset(asset_id))
    for expected in (
        "<h1>Fachwerk am Untermarkt</h1>",
        statement.credit_line,
        f'<link rel="license" href="{statement.license_url}">',
        f'href="/bilder/{asset_id}/herunterladen"',
        'href="/suche?q=Altstadt"',
    ):
        assert expected in page


def test_the_picture_has_words_for_those_who_do_not_see_it(visitor: Visitor, pool: Pool) -> None:
    asset = pool.search("Barbarossa").hits[0].asset
    assert 'alt="Eine Höhle mit See"' in visitor.get(f"/bilder/{asset.id}").text


def test_an_unpublished_picture_is_for_curators_only(
    visitor: Visitor, anna: Visitor, conrad: Visitor, waiting_id: str
) -> None:
    assert visitor.get(f"/bilder/{waiting_id}").status_code == 404
    assert conrad.get(f"/bilder/{waiting_id}").status_code == 404
    page = anna.get(f"/bilder/{waiting_id}")
    assert page.status_code == 200
    assert "Diese Seite sieht nur die Redaktion" in page.text


def test_a_withdrawn_picture_is_gone_and_the_page_says_what_to_do(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    pool.publish(waiting_id, actor="test")
    pool.withdraw(waiting_id, actor="test", reason="consent withdrawn")
    answer = visitor.get(f"/bilder/{waiting_id}")
    assert answer.status_code == 410
    assert "nehmen Sie es bitte heraus" in answer.text


def test_an_unknown_picture_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/bilder/0000000000000000").status_code == 404
