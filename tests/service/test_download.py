from __future__ import annotations

import hashlib
import io
import re
import zipfile

import pytest
from werkzeug.test import TestResponse

from imagepool.pool import Pool
from tests.service.conftest import Visitor

USE = {"purpose": "tourism", "channel": "web", "audience": "public", "preset": "screen"}


def take(visitor: Visitor, asset_id: str, **fields: str) -> TestResponse:
    page = f"/bilder/{asset_id}/herunterladen"
    return visitor.send(page, f"{page}/annehmen", **{**USE, "accepted": "yes", **fields})


def test_the_dialogue_asks_what_for_where_who_and_which_size(
    visitor: Visitor, asset_id: str
) -> None:
    page = visitor.get(f"/bilder/{asset_id}/herunterladen").text
    for name in ("purpose", "channel", "audience", "preset"):
        assert f'name="{name}"' in page
    assert 'value="original"' in page
    assert 'name="accepted"' not in page


def test_the_answer_names_the_clause_that_decides_before_anything_is_stored(
    visitor: Visitor, asset_id: str
) -> None:
    page = visitor.send(f"/bilder/{asset_id}/herunterladen", **USE).text
    assert 'name="accepted"' in page
    assert re.search(r'href="/lizenzen/CC-BY-4.0#[a-z-]+"', page)


def test_a_live_decision_is_only_the_part_that_changes(visitor: Visitor, asset_id: str) -> None:
    answer = visitor.client.post(
        f"/bilder/{asset_id}/herunterladen", data=USE, headers={"X-Part": "decision"}
    )
    assert "<html" not in answer.text
    assert 'name="accepted"' in answer.text


def test_file_credit_line_and_receipt_are_handed_out(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    answer = take(visitor, asset_id, recipient="Stadt Mühlhausen")
    assert answer.status_code == 303
    page = visitor.get(answer.location).text
    [receipt_id] = set(re.findall(r'href="/belege/([^".]+)"', page))
    receipt, _signed = pool.receipt(receipt_id)
    assert receipt.recipient == "Stadt Mühlhausen"
    assert receipt.credit_line in page
    file = visitor.get(answer.location + "/datei")
    assert hashlib.sha256(file.data).hexdigest() == receipt.file_sha256
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert receipt.file_name in file.headers["Content-Disposition"]
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert pool.verify(file.data).valid
    proof = visitor.get(answer.location + "/beleg")
    assert pool.receipt(receipt_id) == (receipt, proof.data)
    assert pool.verify(proof.data).valid
    assert proof.headers["Content-Disposition"].endswith(".receipt.json")


def test_without_accepting_the_terms_nothing_is_handed_out(visitor: Visitor, asset_id: str) -> None:
    page = f"/bilder/{asset_id}/herunterladen"
    answer = visitor.send(page, f"{page}/annehmen", **USE)
    assert answer.status_code == 422
    assert "Bitte nehmen Sie zuerst die Bedingungen an" in answer.text


def test_without_a_purpose_the_page_asks_for_it(visitor: Visitor, asset_id: str) -> None:
    answer = take(visitor, asset_id, purpose="")
    assert answer.status_code == 422
    assert "Bitte sagen Sie, wofür das Bild ist" in answer.text


@pytest.mark.parametrize(
    "wrong", [{"purpose": "conquest"}, {"channel": "x"}, {"audience": "x"}, {"preset": "poster"}]
)
def test_unknown_answers_are_refused(
    visitor: Visitor, asset_id: str, wrong: dict[str, str]
) -> None:
    assert take(visitor, asset_id, **wrong).status_code == 400


def test_a_use_that_the_license_does_not_allow_gets_no_file(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    assert take(visitor, waiting_id).status_code == 404
    pool.publish(waiting_id, actor="test")
    assert take(visitor, waiting_id).status_code == 303


def test_a_ticket_cannot_be_forged(visitor: Visitor, asset_id: str) -> None:
    ticket = take(visitor, asset_id).location
    for forged in (ticket[:-2] + "xx", "/abholen/abc", "/abholen/IngiLg.aaaa.bbbb"):
        assert visitor.get(forged).status_code == 404
        assert visitor.get(forged + "/datei").status_code == 404


def test_after_withdrawal_even_a_ticket_gets_nothing(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    pool.publish(waiting_id, actor="test")
    ticket = take(visitor, waiting_id).location
    pool.withdraw(waiting_id, actor="test", reason="consent withdrawn")
    assert visitor.get(ticket).status_code == 410
    assert visitor.get(ticket + "/datei").status_code in {403, 410}


def test_a_logged_in_person_downloads_in_the_organizations_name(
    anna: Visitor, asset_id: str
) -> None:
    assert 'value="Anna"' in anna.get(f"/bilder/{asset_id}/herunterladen").text
    assert take(anna, asset_id).status_code == 303


@pytest.mark.parametrize("accepted", ["no", "0", "", "yes please"])
def test_only_the_forms_own_yes_accepts_the_terms(
    visitor: Visitor, asset_id: str, accepted: str
) -> None:
    assert take(visitor, asset_id, accepted=accepted).status_code == 422


@pytest.mark.parametrize("fields", [{"recipient": "x" * 201}, {"print_run": "-5"}])
def test_nothing_is_signed_that_the_form_would_not_take(
    visitor: Visitor, asset_id: str, fields: dict[str, str]
) -> None:
    assert take(visitor, asset_id, **fields).status_code == 400


def test_the_receipt_comes_on_paper_in_the_readers_language(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    ticket = take(visitor, asset_id, recipient="Stadt Mühlhausen").location
    assert "Beleg als PDF" in visitor.get(ticket).text
    for language in ("de", "en"):
        answer = visitor.get(f"{ticket}/beleg.pdf?lang={language}")
        assert answer.mimetype == "application/pdf"
        assert f".receipt.{language}.pdf" in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert pool.verify(answer.data).status == "valid"


def test_all_comes_as_one_zip(visitor: Visitor, pool: Pool, asset_id: str) -> None:
    ticket = take(visitor, asset_id).location
    answer = visitor.get(f"{ticket}/zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        [photo] = [name for name in archive.namelist() if name.startswith("bilder/")]
        assert pool.verify(archive.read(photo)).status == "valid"


def test_a_withdrawn_picture_leaves_no_zip(visitor: Visitor, pool: Pool, waiting_id: str) -> None:
    pool.publish(waiting_id, actor="test")
    ticket = take(visitor, waiting_id).location
    pool.withdraw(waiting_id, actor="test", reason="consent withdrawn")
    assert visitor.get(f"{ticket}/zip").status_code == 410
