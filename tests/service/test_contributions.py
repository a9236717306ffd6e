from __future__ import annotations

import io
import threading

import pytest

from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.workflows.submit import Offer
from tests.pools import LICENSE
from tests.service.conftest import PASSWORD, Visitor
from tests.service.test_upload import a_photo, hand_in

pytestmark = pytest.mark.usefixtures("tidy")


def test_photographers_see_their_own_pictures_and_what_is_open_on_each(
    conrad: Visitor, anna: Visitor, visitor: Visitor, pool: Pool
) -> None:
    hand_in(conrad, [a_photo(911, "offen.jpg")])
    assert "offen.jpg" in conrad.get("/meine-bilder").text
    pool.work(threading.Event(), until_empty=True)
    page = conrad.get("/meine-bilder").text
    row = page[page.index('class="worklist"') :]
    assert row.index("offen.jpg") < row.index("Vor der Veröffentlichung ist zu klären")
    assert "offen.jpg" not in anna.get("/meine-bilder").text
    assert visitor.get("/meine-bilder").status_code == 303


def test_the_menu_leads_photographers_there(conrad: Visitor, visitor: Visitor) -> None:
    assert 'href="/meine-bilder"' in conrad.get("/").text
    assert 'href="/meine-bilder"' not in visitor.get("/").text


def test_many_pictures_are_turned_over_page_by_page(pool: Pool, visitor: Visitor) -> None:
    person = pool.accounts.admit(
        "vera@example.org", name="Vera", role=Role.CONTRIBUTOR, password=PASSWORD
    )
    version = pool.region.agreement.version
    offer = Offer(license_id=LICENSE, creator="Vera", agreement_version=version)
    for number in range(26):
        pool.submit(
            io.BytesIO(b"no photo"),
            f"seite-{number:02}.jpg",
            offer,
            batch="b" * 20,
            person=person,
        )
    visitor.send("/anmelden", email="vera@example.org", password=PASSWORD)
    page = visitor.get("/meine-bilder").text
    assert "seite-25.jpg" in page
    assert "seite-00.jpg" not in page
    following = page.split('href="/meine-bilder?after=')[1].split('"')[0]
    assert "seite-00.jpg" in visitor.get(f"/meine-bilder?after={following}").text


def test_photographers_see_their_own_pictures_before_others_do(
    conrad: Visitor, anna: Visitor, visitor: Visitor, pool: Pool
) -> None:
    answer = hand_in(conrad, [a_photo(77_900, "eigenes.jpg")])
    pool.work(threading.Event(), until_empty=True)
    [taken] = pool.submissions(answer.location.rsplit("/", 1)[1])
    picture = f"/dateien/{taken.asset_id}/grid"
    assert [each.get(picture).status_code for each in (conrad, anna, visitor)] == [200, 200, 404]
    others = pool.review_queue(limit=48).items
    for asset in others:
        mine = pool.clearance.handed_in_by(asset.id, taken.person_id)
        assert (conrad.get(f"/dateien/{asset.id}/grid").status_code == 200) is mine
