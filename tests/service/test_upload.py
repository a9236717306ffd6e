from __future__ import annotations

import io
import threading
from typing import Any

import pytest
from werkzeug.test import TestResponse

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from imagepool.rights.questionnaire import answers_of
from tests.making import make_photo
from tests.pools import LICENSE, titled_photo
from tests.service.conftest import Visitor

Files = list[tuple[io.BytesIO, str]]


def hand_in(visitor: Visitor, files: Files, **fields: Any) -> TestResponse:
    terms = {"creator": "Conrad", "license": LICENSE, "agreement": "1.1"}
    return visitor.send("/hochladen", files=files, **{**terms, **fields})


def a_photo(seed: int, name: str = "bild.jpg") -> tuple[io.BytesIO, str]:
    return io.BytesIO(make_photo(seed=seed)), name


def test_who_is_not_logged_in_is_asked_to_and_comes_back(visitor: Visitor) -> None:
    answer = visitor.get("/hochladen")
    assert (answer.status_code, answer.location) == (303, "/anmelden?next=/hochladen")


def test_the_form_shows_licenses_and_the_agreement_to_accept(conrad: Visitor) -> None:
    page = conrad.get("/hochladen").text
    assert f'value="{LICENSE}"' in page
    assert "Vereinbarung" in page
    assert 'name="agreement" value="1.1"' in page


def test_every_file_gets_its_own_answer(conrad: Visitor, pool: Pool) -> None:
    files = [a_photo(50, "gut.jpg"), (io.BytesIO(b"GIF89a..."), "falsch.gif")]
    answer = hand_in(conrad, files)
    assert answer.status_code == 303
    waiting = conrad.get(answer.location).text
    assert "wird angesehen" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    pool.work(threading.Event(), until_empty=True)
    page = conrad.get(answer.location).text
    assert "gut.jpg" in page
    assert "zur Begutachtung angenommen" in page
    assert "falsch.gif" in page
    assert "nicht angenommen" in page
    assert "kein Foto, sondern von der Art „GIF“" in page
    assert "of the kind “GIF”" in conrad.get(f"{answer.location}?lang=en").text
    assert '<p lang="en"' not in page
    assert "refresh" not in page


def test_the_same_picture_twice_is_told(conrad: Visitor, pool: Pool) -> None:
    answer = hand_in(conrad, [a_photo(51, "eins.jpg"), a_photo(51, "zwei.jpg")])
    pool.work(threading.Event(), until_empty=True)
    assert "schon im Pool" in conrad.get(answer.location).text


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ({"creator": " "}, "Bitte nennen Sie die Urheberin"),
        ({"license": ""}, "Bitte wählen Sie eine Lizenz"),
        ({"files": []}, "Bitte wählen Sie mindestens ein Bild aus"),
    ],
)
def test_what_is_missing_is_asked_for(conrad: Visitor, left_out: dict[str, Any], told: str) -> None:
    answer = hand_in(conrad, **{"files": [a_photo(52)], **left_out})
    assert answer.status_code == 422
    assert told in answer.text


def test_without_the_agreement_nothing_is_taken(conrad: Visitor) -> None:
    answer = conrad.send("/hochladen", files=[a_photo(53)], creator="Conrad", license=LICENSE)
    assert answer.status_code == 422
    assert "Ohne die Vereinbarung" in answer.text


def test_an_older_version_of_the_agreement_is_not_enough(conrad: Visitor) -> None:
    assert hand_in(conrad, [a_photo(54)], agreement="0.9").status_code == 400


def test_the_enhanced_page_sends_one_by_one_and_is_answered_as_data(conrad: Visitor) -> None:
    page = conrad.get("/hochladen").text
    batch = page.split('name="batch" value="')[1].split('"')[0]
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"creator": "Conrad", "license": LICENSE, "agreement": "1.1", "batch": batch}
    for seed in (55, 56):
        answer = conrad.client.post(
            "/hochladen",
            data={**fields, "csrf_token": token, "files": [a_photo(seed)]},
            headers={"Accept": "application/json"},
        )
        assert (answer.status_code, answer.json) == (201, {"status": f"/hochladen/{batch}"})
    assert conrad.get(f"/hochladen/{batch}").text.count("bild.jpg") == 2


def test_nobody_sees_another_persons_upload(
    conrad: Visitor, anna: Visitor, visitor: Visitor
) -> None:
    address = hand_in(anna, [a_photo(57)]).location
    assert conrad.get(address).status_code == 404
    assert visitor.get(address).status_code == 303
    assert conrad.get("/hochladen/neverwasneverwas").status_code == 404


def test_an_upload_without_the_sessions_token_is_refused(conrad: Visitor) -> None:
    answer = conrad.client.post("/hochladen", data={"creator": "x"})
    assert answer.status_code == 400


@pytest.mark.usefixtures("tidy")
def test_a_pseudonym_is_printed_and_the_signer_stays_known_to_the_editors_alone(
    conrad: Visitor, anna: Visitor, visitor: Visitor, pool: Pool
) -> None:
    photo = titled_photo(77_001, title="Käuzchen", creator="Conrad Heimlich")
    plain = answers_of(Declarations.nothing_to_release())
    answer = hand_in(
        conrad,
        [(io.BytesIO(photo), "kauz.jpg")],
        creator="Conrad Heimlich",
        credit_name="  Der  Waldkauz ",
        **plain,
    )
    pool.work(threading.Event(), until_empty=True)
    [taken] = pool.submissions(answer.location.rsplit("/", 1)[1])
    asset = pool.asset(str(taken.asset_id))
    assert asset.creator == ("Der Waldkauz",)
    assert pool.clearance.contrary(asset.id) == ()  # the camera's owner is whoever signed
    assert "Conrad Heimlich" in anna.get(f"/redaktion/{asset.id}").text
    pool.publish(asset.id, actor="Anna", overrule="a drawn photo")
    for path in (f"/bilder/{asset.id}", f"/api/v1/assets/{asset.id}/rights"):
        shown = visitor.get(path).text
        assert "Der Waldkauz" in shown
        assert "Heimlich" not in shown
    assert b"Heimlich" not in visitor.get(f"/dateien/{asset.id}/preview").data


@pytest.mark.usefixtures("tidy")
def test_another_pseudonym_is_another_agreement_and_the_same_one_is_not_signed_twice(
    conrad: Visitor, pool: Pool
) -> None:
    names = ("Kauz", "Kauz", "Uhu", "")
    for seed, name in enumerate(names, 77_100):
        hand_in(conrad, [a_photo(seed)], credit_name=name)
    pool.work(threading.Event(), until_empty=True)
    page = pool.clearance.handed_in(conrad_of(pool), limit=4)
    signed = [each.agreement_id for each in reversed(page.items)]
    assert signed[0] == signed[1]
    assert len(set(signed)) == 3
    assert [each.creator for each in reversed(page.items)] == [
        ("Kauz",),
        ("Kauz",),
        ("Uhu",),
        ("Conrad",),
    ]


def conrad_of(pool: Pool) -> str:
    token = pool.accounts.one_time_token("conrad@example.org")
    person = pool.accounts.by_token(token)
    assert person
    return person.id
