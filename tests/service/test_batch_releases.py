from __future__ import annotations

import re
import secrets
import threading

import pytest

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from imagepool.rights.questionnaire import answers_of
from imagepool.rights.releases import ReleaseState
from tests.service.conftest import Visitor
from tests.service.test_upload import a_photo, hand_in

pytestmark = pytest.mark.usefixtures("tidy")

PORTRAITS = {**answers_of(Declarations.nothing_to_release()), "persons": "recognizable"}
OWN = "LicenseRef-Bilderpool-1.0"


@pytest.fixture
def upload(conrad: Visitor, pool: Pool) -> tuple[str, list[str]]:
    """Hand in three portraits; give the address of the upload, and the pictures' ids."""
    first = 60_000 + secrets.randbelow(10_000)
    seeds = range(first, first + 3)
    answer = hand_in(conrad, [a_photo(seed) for seed in seeds], license=OWN, **PORTRAITS)
    pool.work(threading.Event(), until_empty=True)
    batch = answer.location.rsplit("/", 1)[1]
    return answer.location, [str(each.asset_id) for each in pool.submissions(batch)]


def standings(pool: Pool, asset_id: str) -> list[ReleaseState]:
    releases = pool.clearance.rights(pool.asset(asset_id)).clearance.releases
    return [release.state for release in releases]


def test_one_link_clears_the_chosen_pictures_of_an_upload_and_withdraws_from_all(
    conrad: Visitor, visitor: Visitor, pool: Pool, upload: tuple[str, list[str]]
) -> None:
    address, [first, second, third] = upload
    form = f"{address}/einwilligungen"
    assert f'href="{form}"' in conrad.get(address).text
    page = conrad.send(form, asset=[first, second], kind="model", subject="Rosa").text
    assert "<svg" in page
    [link] = set(re.findall(r'href="[^"]*(/freigabe/[^"]+)"', page))
    asked = visitor.get(link).text
    assert asked.count(f"{link}/bild/") == 2
    assert visitor.send(link, name="Rosa Klein", allow="web").status_code == 303
    for asset_id in (first, second):  # the question that nobody had been asked is answered, too
        assert standings(pool, asset_id) == [ReleaseState.GIVEN]
    assert standings(pool, third) == [ReleaseState.REQUESTED]
    assert visitor.send(link, f"{link}/beenden").status_code == 303
    for asset_id in (first, second):
        assert standings(pool, asset_id) == [ReleaseState.WITHDRAWN]


def test_without_a_picture_it_is_asked_again_and_strangers_pictures_are_not_reached(
    conrad: Visitor, anna: Visitor, visitor: Visitor, pool: Pool, upload: tuple[str, list[str]]
) -> None:
    address, asset_ids = upload
    form = f"{address}/einwilligungen"
    stranger = pool.search("", patient=True).hits[0].asset.id
    answer = conrad.send(form, asset=[stranger], kind="model")
    assert answer.status_code == 422
    assert "Bitte wählen Sie mindestens ein Bild" in answer.text
    assert conrad.send(form, asset=asset_ids, kind="emperor").status_code == 400
    assert visitor.get(form).status_code == 303
    assert anna.get(form).status_code == 200  # editors help out
    assert conrad.get("/hochladen/niemandes-upload-0000/einwilligungen").status_code == 404
