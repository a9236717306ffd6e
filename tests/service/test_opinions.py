"""Overruling a rule, noting what it missed, and the count of both: on the editors' pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.pool import Pool
from tests.pools import ingest, put_photos
from tests.service.conftest import Visitor

WHY = "Historische <Aufnahme>"


@pytest.fixture
def small_id(pool: Pool, tmp_path: Path) -> str:
    """Give a picture that the lenient concept's only rule fails, a new one each time."""
    seed = abs(hash(tmp_path)) % 50
    path = put_photos(tmp_path / "in", 1, size=(60 + seed, 40 + seed // 2))[0]
    [outcome] = ingest(pool, path, publish=False)
    return str(outcome.id)


def send(anna: Visitor, asset_id: str, act: str, **fields: object) -> int:
    return anna.send(f"/redaktion/{asset_id}", f"/redaktion/{asset_id}/{act}", **fields).status_code


def test_a_curator_overrules_a_finding_and_publishes(
    anna: Visitor, pool: Pool, small_id: str
) -> None:
    assert send(anna, small_id, "regeln/resolution/ueberstimmen", reason=WHY) == 303
    page = anna.get(f"/redaktion/{small_id}").text
    assert "Historische &lt;Aufnahme&gt;" in page
    assert "anna@example.org" in page
    assert "Die Regel hat doch recht" in page
    assert "Warum trotzdem" not in page  # nothing fails any more
    assert send(anna, small_id, "veroeffentlichen") == 303
    assert [event.act for event in pool.events(small_id)][-2:] == ["overrule", "publish"]


def test_without_a_reason_the_form_asks_for_it(anna: Visitor, pool: Pool, small_id: str) -> None:
    answer = anna.send(
        f"/redaktion/{small_id}", f"/redaktion/{small_id}/regeln/resolution/ueberstimmen"
    )
    assert answer.status_code == 422
    assert 'id="overrule-resolution-wrong"' in answer.text
    report = pool.report(small_id)
    assert report
    assert report.verdict == "fail"


def test_an_objection_is_taken_back(anna: Visitor, pool: Pool, small_id: str) -> None:
    send(anna, small_id, "regeln/resolution/ueberstimmen", reason=WHY)
    assert send(anna, small_id, "regeln/resolution/bestaetigen") == 303
    report = pool.report(small_id)
    assert report
    assert report.verdict == "fail"


def test_what_a_rule_missed_is_noted(anna: Visitor, waiting_id: str) -> None:
    assert send(anna, waiting_id, "uebersehen", rule="resolution") == 422
    assert send(anna, waiting_id, "uebersehen", rule="resolution", reason="Aufgeblasen") == 303
    page = anna.get(f"/redaktion/{waiting_id}").text
    assert "Von der Regel übersehen" in page
    assert "Aufgeblasen" in page
    assert "Die Regel hat doch nichts übersehen" in page


def test_a_rule_that_the_photo_was_not_judged_by_cannot_be_overruled(
    anna: Visitor, small_id: str
) -> None:
    assert send(anna, small_id, "regeln/noise/ueberstimmen", reason=WHY) == 400


def test_the_rules_are_counted_for_curators_only(
    anna: Visitor, conrad: Visitor, visitor: Visitor, small_id: str
) -> None:
    send(anna, small_id, "regeln/resolution/ueberstimmen", reason=WHY)
    page = anna.get("/redaktion/regeln").text
    assert 'href="/redaktion/regeln/resolution"' in page
    assert "überstimmt" in page
    cases = anna.get("/redaktion/regeln/resolution").text
    assert f'href="/redaktion/{small_id}"' in cases
    assert "Historische &lt;Aufnahme&gt;" in cases
    assert "Megapixel" in cases
    assert anna.get("/redaktion/regeln/frame").status_code == 200
    assert anna.get("/redaktion/regeln/nonsense").status_code == 404
    assert conrad.get("/redaktion/regeln").status_code == 403
    assert visitor.get("/redaktion/regeln").status_code == 303


@pytest.mark.parametrize(
    "act", ["regeln/resolution/ueberstimmen", "regeln/resolution/bestaetigen", "uebersehen"]
)
def test_nobody_else_objects(visitor: Visitor, conrad: Visitor, waiting_id: str, act: str) -> None:
    address = f"/redaktion/{waiting_id}/{act}"
    assert visitor.client.post(address, data={"reason": "x"}).status_code == 303
    assert conrad.send("/hochladen", address, reason="x").status_code == 403


def test_a_finding_leads_to_the_text_that_it_was_judged_by(
    anna: Visitor, visitor: Visitor, pool: Pool, small_id: str
) -> None:
    address = "/bildsprache/fassung/lenient/1.0.0"
    assert f'href="{address}"' in anna.get(f"/redaktion/{small_id}").text
    page = visitor.get(address).text
    assert "[rules.resolution]" in page
    assert pool.style.versions()[0].sha256 in page
    assert visitor.get("/bildsprache/fassung/lenient/9.9.9").status_code == 404


def test_words_that_come_too_late_stay_in_the_form(
    anna: Visitor, pool: Pool, waiting_id: str
) -> None:
    page = f"/redaktion/{waiting_id}"
    read = pool.asset(waiting_id).revision
    early = {"title": "Annas Titel", "caption": "", "alt_text": "", "keywords": "", "theme": "wald"}
    late = {"title": "Berts Titel", "caption": "Berts <Worte>", "alt_text": "", "keywords": "Eins"}
    assert send(anna, waiting_id, "beschreiben", revision=read, **early) == 303
    answer = anna.send(page, f"{page}/beschreiben", revision=read, **late)
    assert answer.status_code == 409
    assert pool.asset(waiting_id).description.title == "Annas Titel"
    assert "jemand anderes andere Worte" in answer.text
    assert "Berts &lt;Worte&gt;" in answer.text
    assert 'value="Berts Titel"' in answer.text
    assert "Annas Titel" in answer.text
    fresh = pool.asset(waiting_id).revision
    assert f'name="revision" value="{fresh}"' in answer.text
    assert send(anna, waiting_id, "beschreiben", revision=fresh, **late) == 303
    assert pool.asset(waiting_id).description.title == "Berts Titel"


def test_the_page_of_a_picture_says_by_which_version_it_was_judged(
    visitor: Visitor, asset_id: str
) -> None:
    page = visitor.get(f"/bilder/{asset_id}").text
    assert 'href="/bildsprache/fassung/lenient/1.0.0">lenient 1.0.0</a>' in page
