"""What a look at a receipt or a file tells, and what it never tells."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest

from imagepool.asset import Description
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.limits import Limits
from imagepool.pool import Pool
from imagepool.rights.availability import Availability
from imagepool.rights.days import today
from imagepool.rights.license import License
from imagepool.rights.proof.receipts import sign_receipt
from imagepool.rights.proof.signing import SigningKey
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.workflows.develop import PRELOAD
from imagepool.workflows.download import Delivery
from imagepool.workflows.verify import Verification, verify, verify_with_keys
from tests.pools import ingest, put_photos

USE = Use(purpose=Purpose.EDITORIAL, channel=Channel.WEB, audience=Audience.PRESS)


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
    return str(outcome.id)


@pytest.fixture
def delivery(pool: Pool, asset_id: str) -> Delivery:
    return pool.download(asset_id, "screen", USE, recipient="Lena Privat", accepted_terms=True)


@pytest.fixture
def forger(tmp_path: Path) -> SigningKey:
    return SigningKey.load_or_create(tmp_path / "forger.pem")


def forms(delivery: Delivery) -> list[bytes]:
    """Return the receipt as JSON, on both papers, and the file."""
    papers = [delivery.paper(language) for language in ("de", "en")]
    return [delivery.signed, *papers, delivery.data]


def told(found: Verification) -> tuple[str, str, tuple[str, ...]]:
    return found.message, found.status, found.notes


def test_what_stands_is_valid_in_every_form(pool: Pool, delivery: Delivery) -> None:
    for data in forms(delivery):
        found = pool.verify(data)
        assert (found.valid, found.status, found.notes) == (True, "valid", ())
        assert found.kid == ("" if found.kind == "file" else pool.public_keys["keys"][0]["kid"])


def test_nobody_learns_who_received_it_or_as_what(pool: Pool, delivery: Delivery) -> None:
    keys = pool.public_keys
    for data in forms(delivery):
        for found in (pool.verify(data), verify_with_keys(data, keys)):
            text = json.dumps(asdict(found))
            assert "Lena" not in text
            assert "press" not in text


def test_a_withdrawn_picture_is_named_in_every_form(
    pool: Pool, asset_id: str, delivery: Delivery
) -> None:
    pool.withdraw(asset_id, actor="Test", reason="consent withdrawn")
    for data in forms(delivery):
        found = pool.verify(data)
        assert (found.valid, found.status, found.notes) == (True, "withdrawn", ("withdrawn",))
        assert "zurückgezogen" in found.remarks[0]["de"]


def test_a_picture_whose_time_is_over_is_named_before_anybody_withdraws_it(
    pool: Pool, asset_id: str, delivery: Delivery
) -> None:
    over = Availability(ends=today() - timedelta(days=1))
    pool.clearance.limit(asset_id, over, actor="Test")
    for data in forms(delivery):
        assert pool.verify(data).status == "withdrawn"


def test_a_changed_copy_of_a_withdrawn_picture_is_named_as_such(
    pool: Pool, asset_id: str, delivery: Delivery, tmp_path: Path
) -> None:
    pool.withdraw(asset_id, actor="Test", reason="consent withdrawn")
    changed = delivery.data[:-40] + bytes(38) + b"\xff\xd9"
    assert told(pool.verify(changed)) == ("file_changed", "changed", ("withdrawn",))
    original = (tmp_path / "in" / "photo-00.jpg").read_bytes()
    assert told(pool.verify(original)) == ("file_original", "original", ("withdrawn",))


def test_other_words_since_are_named(pool: Pool, asset_id: str, delivery: Delivery) -> None:
    pool.describe(asset_id, Description(title="Anders"), actor="Test")
    for data in forms(delivery):
        found = pool.verify(data)
        assert (found.valid, found.status, found.notes) == (True, "superseded", ("words_changed",))


@pytest.mark.parametrize(
    "changes",
    [{"version": "9.9"}, {"text_sha256": "0" * 64}, {"superseded_by": "CC-BY-5.0"}],
)
def test_a_newer_version_of_the_license_is_named(
    pool: Pool, delivery: Delivery, changes: dict[str, str]
) -> None:
    terms: License = replace(pool.licenses["CC-BY-4.0"], **changes)  # type: ignore[arg-type]
    later = replace(pool._workshop, licenses={**pool.licenses, terms.id: terms})
    found = verify(later, delivery.signed)
    assert (found.valid, found.status) == (True, "superseded")
    assert "license_superseded" in found.notes


def test_a_license_that_the_pool_no_longer_has_is_superseded_too(
    pool: Pool, delivery: Delivery
) -> None:
    later = replace(pool._workshop, licenses={})
    assert told(verify(later, delivery.signed)) == (
        "receipt_valid",
        "superseded",
        ("license_superseded",),
    )


def test_a_changed_receipt_is_named_in_every_form(pool: Pool, delivery: Delivery) -> None:
    changed = delivery.signed.replace(b'"editorial"', b'"advertising"')
    assert told(pool.verify(changed)) == ("receipt_copy_changed", "changed", ())
    document = json.loads(delivery.signed)
    document["signature"] = document["signature"][::-1]
    assert told(pool.verify(json.dumps(document).encode())) == ("receipt_changed", "changed", ())
    paper = delivery.paper("de")
    assert told(pool.verify(paper + b" ")) == ("receipt_page_changed", "changed", ())
    assert told(pool.verify(paper[:500] + paper[-500:])) == ("unknown", "unknown", ())
    hollow = paper.replace(b"endstream", b"endstroom").replace(b"\nstream", b"\nstroom")
    assert told(pool.verify(hollow)) == ("receipt_changed", "changed", ())


def test_every_single_changed_byte_is_called_a_change(pool: Pool, delivery: Delivery) -> None:
    signed = delivery.signed
    for at in range(0, len(signed), 97):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        assert pool.verify(changed).status == "changed", at


def test_a_forged_receipt_is_named(pool: Pool, delivery: Delivery, forger: SigningKey) -> None:
    forged = sign_receipt(replace(delivery.receipt, purpose="advertising"), forger)
    assert told(pool.verify(forged)) == ("receipt_unknown_key", "forged", ())
    forger.kid = pool.public_keys["keys"][0]["kid"]
    forged = sign_receipt(replace(delivery.receipt, purpose="advertising"), forger)
    assert told(pool.verify(forged)) == ("receipt_wrong_key", "forged", ())


def test_a_genuine_receipt_that_the_catalogue_does_not_have_is_named(
    pool: Pool, delivery: Delivery
) -> None:
    other = sign_receipt(
        replace(delivery.receipt, id="abcde-abcde-abcde-abcde"), pool._workshop.key
    )
    assert told(pool.verify(other)) == ("receipt_valid", "valid", ("not_in_catalogue",))


def test_a_photo_beside_keys_alone_is_told_what_to_do(pool: Pool, delivery: Delivery) -> None:
    found = verify_with_keys(delivery.data, pool.public_keys)
    assert (found.valid, found.message) == (False, "receipt_wanted")
    assert ".receipt.pdf" in found.sentence["en"]


def test_a_look_that_takes_too_long_is_not_called_unknown(pool: Pool, delivery: Delivery) -> None:
    changed = delivery.data[:-40] + bytes(38) + b"\xff\xd9"
    assert told(pool.verify(changed))[0] == "file_changed"
    with Darkroom(workers=1, limits=Limits(seconds=0.001), preload=PRELOAD) as hasty:
        found = verify(replace(pool._workshop, darkroom=hasty), changed)
    assert told(found) == ("file_not_examined", "not_examined", ())
    assert found.valid is False
    assert "offen" in found.sentence["de"]


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"{", b"\xff\xd8\xff", b"hello", b'{"payload": 1}', b"%PDF-1.7\nnothing"]
)
def test_bad_bytes_have_a_sentence_too(pool: Pool, data: bytes) -> None:
    found = pool.verify(data)
    assert not found.valid
    assert found.sentence["de"]
    assert found.sentence["en"]
