from __future__ import annotations

import io
import json

import pytest

from imagepool.pool import Pool
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.service import receipts
from imagepool.service.turnstile import Turnstile
from imagepool.workflows.download import Delivery
from tests.service.conftest import Visitor


@pytest.fixture
def delivery(pool: Pool, asset_id: str) -> Delivery:
    use = Use(purpose=Purpose.EDITORIAL, channel=Channel.PRINT, print_run=500)
    return pool.download(asset_id, "screen", use, recipient="Lena Privat", accepted_terms=True)


def check(visitor: Visitor, data: bytes, name: str = "x.json") -> str:
    return visitor.send("/pruefen", file=(io.BytesIO(data), name)).text


def test_a_receipt_can_be_looked_up_by_its_number(visitor: Visitor, delivery: Delivery) -> None:
    page = visitor.get(f"/belege/{delivery.receipt.id}").text
    assert "Dieser Beleg ist echt und unverändert." in page
    assert delivery.receipt.file_sha256 in page
    assert "500 Exemplare" in page


def test_nobody_learns_from_the_page_who_took_it(visitor: Visitor, delivery: Delivery) -> None:
    assert "Lena" not in visitor.get(f"/belege/{delivery.receipt.id}").text
    assert "Lena" not in check(visitor, delivery.data, "bild.jpg")
    assert visitor.get(f"/belege/{delivery.receipt.id}.json").status_code == 404


def test_an_unknown_number_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/belege/nothing").status_code == 404


def test_a_genuine_receipt_is_recognized(visitor: Visitor, delivery: Delivery) -> None:
    page = check(visitor, delivery.signed)
    assert "Dieser Beleg ist echt und unverändert." in page
    assert delivery.receipt.id in page


def test_a_changed_receipt_is_not(visitor: Visitor, delivery: Delivery) -> None:
    receipt = json.loads(delivery.signed)
    receipt["signature"] = receipt["signature"][::-1]
    page = check(visitor, json.dumps(receipt).encode())
    assert "nicht echt" in page


def test_a_delivered_file_is_recognized(visitor: Visitor, delivery: Delivery) -> None:
    page = check(visitor, delivery.data, "bild.jpg")
    assert "Diese Datei hat der Pool ausgeliefert" in page


def test_after_a_withdrawal_the_answer_says_so(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    pool.publish(waiting_id, actor="test")
    use = Use(purpose=Purpose.EDITORIAL, channel=Channel.WEB)
    delivery = pool.download(waiting_id, "screen", use, accepted_terms=True)
    pool.withdraw(waiting_id, actor="test", reason="consent withdrawn")
    for page in (
        visitor.get(f"/belege/{delivery.receipt.id}").text,
        check(visitor, delivery.signed),
    ):
        assert "wurde seither zurückgezogen" in page
        assert "Dieser Beleg ist echt und unverändert." in page


def test_a_foreign_file_is_unknown_and_not_called_free(visitor: Visitor) -> None:
    page = check(visitor, b"something else", "notiz.txt")
    assert "kennt diese Datei nicht" in page
    assert "Das heißt nicht" in page


def test_no_file_is_asked_for(visitor: Visitor) -> None:
    answer = visitor.send("/pruefen")
    assert answer.status_code == 422
    assert "Bitte wählen Sie zuerst eine Datei aus" in answer.text


def test_a_receipt_on_paper_is_recognized_and_the_recipient_not_told(
    visitor: Visitor, delivery: Delivery
) -> None:
    page = check(visitor, delivery.paper("de"), "beleg.pdf")
    assert "Dieser Beleg ist echt und unverändert." in page
    assert delivery.receipt.id in page
    assert "Lena" not in page
    assert "Angefragt von" not in page


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("de", "nach der Ausstellung verändert"), ("en", "changed after it was issued")],
)
def test_a_changed_receipt_is_named_in_the_readers_language(
    visitor: Visitor, delivery: Delivery, lang: str, sentence: str
) -> None:
    changed = delivery.signed.replace(b'"signature": "', b'"signature": "A')
    answer = visitor.send(f"/pruefen?lang={lang}", file=(io.BytesIO(changed), "x.json"))
    assert sentence in answer.text


def test_while_all_places_are_taken_a_file_is_turned_away_with_a_time(
    visitor: Visitor, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    turnstile = Turnstile(1, patience=0)
    monkeypatch.setattr(receipts, "_turnstile", turnstile)
    with turnstile.passage("somebody else"):
        answer = visitor.send("/pruefen", file=(io.BytesIO(delivery.signed), "x.json"))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "in einer halben Minute" in answer.text
    assert "echt und unverändert" in check(visitor, delivery.signed)
