from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.asset import Description, State
from imagepool.photo.containers import write_blocks
from imagepool.photo.packet import build_packet
from imagepool.pool import Pool
from tests.making import make_photo
from tests.photo.delivered import RIGHTS
from tests.pools import ingest, put_photos
from tests.service.conftest import Visitor


def decide(anna: Visitor, asset_id: str, act: str, **fields: object) -> int:
    return anna.send(f"/redaktion/{asset_id}", f"/redaktion/{asset_id}/{act}", **fields).status_code


def test_the_desk_is_for_curators_only(visitor: Visitor, conrad: Visitor) -> None:
    assert visitor.get("/redaktion").location == "/anmelden?next=/redaktion"
    answer = conrad.get("/redaktion")
    assert answer.status_code == 403
    assert "Das dürfen Sie nicht" in answer.text


@pytest.mark.parametrize(
    "act",
    [
        "veroeffentlichen",
        "zurueckgeben",
        "ablehnen",
        "zurueckziehen",
        "beschreiben",
        "vereinbarung",
    ],
)
def test_nobody_else_decides(visitor: Visitor, conrad: Visitor, waiting_id: str, act: str) -> None:
    address = f"/redaktion/{waiting_id}/{act}"
    assert visitor.client.post(address, data={"reason": "x"}).status_code == 303
    assert conrad.send("/hochladen", address, reason="x").status_code == 403


def test_what_waits_is_listed_with_what_was_found(anna: Visitor, waiting_id: str) -> None:
    page = anna.get("/redaktion").text
    assert f'href="/redaktion/{waiting_id}"' in page
    assert "Bildsprache:" in page


def test_a_picture_is_published(
    anna: Visitor, visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    assert decide(anna, waiting_id, "veroeffentlichen") == 303
    assert "Das Bild ist veröffentlicht" in anna.get("/redaktion").text
    assert visitor.get(f"/bilder/{waiting_id}").status_code == 200
    assert pool.events(waiting_id)[-1].actor == "anna@example.org"


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("zurueckgeben", State.RETURNED),
        ("ablehnen", State.REJECTED),
        ("zurueckziehen", State.WITHDRAWN),
    ],
)
def test_every_no_needs_a_reason_that_is_kept(
    anna: Visitor, pool: Pool, waiting_id: str, act: str, state: State
) -> None:
    assert decide(anna, waiting_id, act, reason=" ") == 422
    assert decide(anna, waiting_id, act, reason="Bitte ohne Rahmen.") == 303
    assert pool.asset(waiting_id).state is state
    assert pool.events(waiting_id)[-1].detail["reason"] == "Bitte ohne Rahmen."
    assert "Bitte ohne Rahmen." in anna.get(f"/redaktion/{waiting_id}").text


def test_pictures_can_be_listed_by_their_state(anna: Visitor, pool: Pool, waiting_id: str) -> None:
    pool.return_(waiting_id, actor="test", reason="x")
    assert f'href="/redaktion/{waiting_id}"' in anna.get("/redaktion/stand/returned").text
    assert anna.get("/redaktion/stand/nowhere").status_code == 404


def test_what_is_decided_already_cannot_be_decided_again(
    anna: Visitor, pool: Pool, waiting_id: str
) -> None:
    pool.withdraw(waiting_id, actor="test", reason="x")
    page = f"/redaktion/{waiting_id}"
    answer = anna.send(page, f"{page}/veroeffentlichen")
    assert answer.status_code == 409
    assert "Das ist nicht mehr möglich" in answer.text


def test_the_description_is_changed_and_the_rest_stays(
    anna: Visitor, pool: Pool, waiting_id: str
) -> None:
    before = pool.asset(waiting_id).description
    words = {"title": " Rathaus ", "caption": "Bei Nacht", "alt_text": "Ein Haus", "theme": "wald"}
    assert (
        decide(anna, waiting_id, "beschreiben", keywords="Rathaus, Nacht,, Nacht", **words) == 303
    )
    after = pool.asset(waiting_id).description
    assert (after.title, after.caption, after.alt_text) == ("Rathaus", "Bei Nacht", "Ein Haus")
    assert (after.keywords, after.themes) == (("Rathaus", "Nacht"), ("wald",))
    assert after.date_taken == before.date_taken


def test_without_an_agreement_a_picture_cannot_go_out(
    anna: Visitor, pool: Pool, tmp_path: Path
) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    [outcome] = pool.ingest([path], license="CC-BY-4.0", creator="Ungezeichnet")
    page = anna.get(f"/redaktion/{outcome.id}").text
    assert "noch nicht angenommen" in page
    assert decide(anna, str(outcome.id), "veroeffentlichen") == 422
    assert decide(anna, str(outcome.id), "vereinbarung") == 303
    assert decide(anna, str(outcome.id), "veroeffentlichen") == 303


def test_a_picture_that_a_rule_fails_is_published_with_a_reason_only(
    anna: Visitor, pool: Pool, tmp_path: Path
) -> None:
    [path] = put_photos(tmp_path / "in", 1, size=(64, 48))
    [outcome] = ingest(pool, path, publish=False)
    assert outcome.outcome == "returned"
    assert decide(anna, str(outcome.id), "veroeffentlichen") == 409
    assert decide(anna, str(outcome.id), "veroeffentlichen", reason="Einzige Aufnahme") == 303


def test_a_file_that_says_otherwise_is_published_for_a_reason_only(
    anna: Visitor, pool: Pool, tmp_path: Path
) -> None:
    rights = replace(RIGHTS, creator=("Kai <Fremd>",))
    packet = build_packet("0" * 16, Description(title="Fremdes Bild"), rights)
    path = tmp_path / "contrary.jpg"
    path.write_bytes(write_blocks(make_photo(640, 480, seed=4711), "JPEG", packet))
    [outcome] = ingest(pool, path, publish=False)
    pool.sign_for(str(outcome.id), actor="anna@example.org")
    page = f"/redaktion/{outcome.id}"
    shown = anna.get(page).text
    assert "Die Datei selbst sagt etwas anderes" in shown
    assert "anderer Urheber: <q>Kai &lt;Fremd&gt;</q>" in shown
    refused = anna.send(page, f"{page}/veroeffentlichen")
    assert refused.status_code == 422
    assert 'id="rights-wrong"' in refused.text
    assert pool.asset(str(outcome.id)).state == "in_review"
    anna.send(page, f"{page}/veroeffentlichen", rights="Künstlername, siehe Brief")
    assert pool.asset(str(outcome.id)).state == "published"
    assert "Rechte bestätigt: Künstlername, siehe Brief" in " ".join(anna.get(page).text.split())
