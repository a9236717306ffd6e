from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.errors import InvalidReceipt, InvalidRequest
from imagepool.rights.proof.receipts import (
    examine_receipt,
    receipt_id,
    sign_receipt,
    verify_receipt,
)
from imagepool.rights.proof.signing import SigningKey
from tests.rights.samples import RECEIPT

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAME_KEY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def jwks(*keys: SigningKey) -> dict[str, list[dict[str, str]]]:
    return {"keys": [key.public_jwk() for key in keys]}


def signed(key: SigningKey, claims: Mapping[str, object]) -> bytes:
    """Sign other claims with the pool's own key, in the layout of a receipt."""
    flattened = key.sign(json.dumps(claims).encode())
    return (json.dumps({"receipt": claims, **flattened}, indent=2) + "\n").encode()


@_SAME_KEY
@given(title=_TEXT, creators=st.lists(_TEXT, min_size=1, max_size=3), size=st.integers(0, 2**40))
def test_every_receipt_survives_signing(
    key: SigningKey, title: str, creators: list[str], size: int
) -> None:
    receipt = replace(RECEIPT, title=title, creator=tuple(creators), file_bytes=size)
    assert verify_receipt(sign_receipt(receipt, key), jwks(key)) == receipt


@_SAME_KEY
@given(data=st.data())
def test_any_changed_byte_is_noticed(key: SigningKey, data: st.DataObject) -> None:
    good = sign_receipt(RECEIPT, key)
    at = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    with pytest.raises(InvalidReceipt):
        verify_receipt(good[:at] + bytes([other]) + good[at + 1 :], jwks(key))


def test_bits_that_base64_ignores_are_noticed_too(key: SigningKey) -> None:
    good = sign_receipt(RECEIPT, key)
    signature: str = json.loads(good)["signature"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = signature[:-1] + letters[letters.index(signature[-1]) ^ 1]
    assert urlsafe_b64decode(twin + "==") == urlsafe_b64decode(signature + "==")
    with pytest.raises(InvalidReceipt):
        verify_receipt(good.replace(signature.encode(), twin.encode()), jwks(key))


@pytest.mark.parametrize(
    "change",
    [
        lambda good: good + b" ",
        lambda good: good[:-1],
        lambda good: good.replace(b"\n", b"\r\n"),
        lambda good: good.replace(b'"print_run": 5000', b'"print_run": 9000'),
        lambda good: json.dumps(json.loads(good)).encode(),
        lambda good: good.replace(b'  "protected"', b'  "extra": 1,\n  "protected"'),
    ],
)
def test_additions_and_new_layouts_are_noticed(key: SigningKey, change: object) -> None:
    assert callable(change)
    with pytest.raises(InvalidReceipt):
        verify_receipt(change(sign_receipt(RECEIPT, key)), jwks(key))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"protected": 1, "payload": "", "signature": ""}',
        b'{"protected": "x", "payload": "y", "signature": "z"}',
        b'{"protected": "bnVsbA", "payload": "e30", "signature": ""}',
        b" " * 300_000,
    ],
)
def test_what_is_no_receipt_is_refused_politely(key: SigningKey, data: bytes) -> None:
    with pytest.raises(InvalidReceipt):
        verify_receipt(data, jwks(key))


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": [{}]}, {"keys": None}])
def test_without_the_pools_key_nothing_is_verified(
    key: SigningKey, keys: dict[str, object]
) -> None:
    with pytest.raises(InvalidReceipt):
        verify_receipt(sign_receipt(RECEIPT, key), keys)


def test_another_pools_receipt_is_refused(key: SigningKey, tmp_path: Path) -> None:
    other = SigningKey.load_or_create(tmp_path / "other.pem")
    with pytest.raises(InvalidReceipt):
        verify_receipt(sign_receipt(RECEIPT, other), jwks(key))


def test_a_retired_key_still_verifies(key: SigningKey, tmp_path: Path) -> None:
    newer = SigningKey.load_or_create(tmp_path / "newer.pem")
    assert verify_receipt(sign_receipt(RECEIPT, key), jwks(newer, key)) == RECEIPT


def reason_of(data: bytes, *keys: SigningKey) -> str:
    with pytest.raises(InvalidReceipt) as refused:
        verify_receipt(data, jwks(*keys))
    return refused.value.reason


@_SAME_KEY
@given(data=st.data())
def test_a_changed_byte_is_called_a_change(key: SigningKey, data: st.DataObject) -> None:
    good = sign_receipt(RECEIPT, key)
    at = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    reason = reason_of(good[:at] + bytes([other]) + good[at + 1 :], key)
    assert reason in {"changed", "copy_changed"}


def test_a_foreign_key_is_called_unknown(key: SigningKey, tmp_path: Path) -> None:
    other = SigningKey.load_or_create(tmp_path / "other.pem")
    assert reason_of(sign_receipt(RECEIPT, other), key) == "unknown_key"


def test_a_foreign_key_under_the_pools_name_is_called_wrong(
    key: SigningKey, tmp_path: Path
) -> None:
    other = SigningKey.load_or_create(tmp_path / "other.pem")
    other.kid = key.kid
    assert reason_of(sign_receipt(RECEIPT, other), key) == "wrong_key"


def test_receipts_of_the_first_days_have_no_digest_and_are_told_apart_too(
    key: SigningKey, tmp_path: Path
) -> None:
    def without_digest(data: bytes) -> bytes:
        document = json.loads(data)
        del document["digest"]
        return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()

    old = without_digest(sign_receipt(RECEIPT, key))
    assert verify_receipt(old, jwks(key)) == RECEIPT
    assert reason_of(old.replace(b'"tourism"', b'"private"'), key) == "changed"
    other = SigningKey.load_or_create(tmp_path / "other.pem")
    assert reason_of(without_digest(sign_receipt(RECEIPT, other)), key) == "unknown_key"


@pytest.mark.parametrize(
    ("since", "holds"), [("2026-05-01T11:59:59+00:00", False), ("2026-05-01T12:00:01+00:00", True)]
)
def test_a_key_in_other_hands_signs_nothing_from_then_on(
    key: SigningKey, since: str, holds: bool
) -> None:
    moment = int(datetime.fromisoformat(since).timestamp())
    revoked = {**key.public_jwk(), "revoked": {"revoked_at": moment, "reason": "compromised"}}
    data = sign_receipt(RECEIPT, key)
    if holds:
        proof = examine_receipt(data, {"keys": [revoked]})
        assert proof.signature.revoked_at is not None
        return
    with pytest.raises(InvalidReceipt) as refused:
        examine_receipt(data, {"keys": [revoked]})
    assert refused.value.reason == "key_compromised"


def test_an_earlier_key_is_named_as_one(key: SigningKey, tmp_path: Path) -> None:
    newer = SigningKey.load_or_create(tmp_path / "newer.pem")
    data = sign_receipt(RECEIPT, key)
    assert examine_receipt(data, jwks(newer, key)).signature.earlier
    assert not examine_receipt(data, jwks(key, newer)).signature.earlier


def test_an_unsigned_receipt_is_refused(key: SigningKey) -> None:
    document = json.loads(sign_receipt(RECEIPT, key))
    document["protected"] = urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    document["signature"] = ""
    data = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
    with pytest.raises(InvalidReceipt):
        verify_receipt(data, jwks(key))


@pytest.mark.parametrize("claims", [{}, {"format": "other"}, {"format": "imagepool-receipt-1"}])
def test_something_else_signed_with_the_same_key_is_no_receipt(
    key: SigningKey, claims: dict[str, object]
) -> None:
    with pytest.raises(InvalidReceipt):
        verify_receipt(signed(key, claims), jwks(key))


def test_a_receipt_of_a_later_version_may_say_more(key: SigningKey) -> None:
    claims = json.loads(sign_receipt(replace(RECEIPT, title="Tor"), key))["receipt"]
    claims = {name: value for name, value in claims.items() if name != "recipient"}
    flattened = key.sign(json.dumps({**claims, "new": True}, ensure_ascii=False).encode())
    document = {"receipt": {**claims, "new": True}, **flattened}
    names = ("receipt", "protected", "payload", "signature")
    ordered = {name: document[name] for name in names}
    data = (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()
    assert verify_receipt(data, jwks(key)) == replace(RECEIPT, title="Tor", recipient="")


def test_the_readable_copy_names_every_field(key: SigningKey) -> None:
    copy = json.loads(sign_receipt(RECEIPT, key))["receipt"]
    assert set(copy) == {field.name for field in fields(RECEIPT)} | {"format"}
    assert copy["credit_line"] == RECEIPT.credit_line


def test_a_text_that_is_no_unicode_is_refused(key: SigningKey) -> None:
    with pytest.raises(InvalidRequest, match="Unicode"):
        sign_receipt(replace(RECEIPT, recipient="\udcff"), key)


def test_receipt_numbers_are_readable_and_differ_with_every_part() -> None:
    number = receipt_id("asset", "file", "2026")
    assert re.fullmatch(r"([a-z2-7]{5}-){3}[a-z2-7]{5}", number)
    assert number == receipt_id("asset", "file", "2026")
    assert len({number, receipt_id("asset", "file", "2027"), receipt_id("assetf", "ile", "")}) == 3
