"""The receipt: what was licensed to whom, for what, and which bytes were handed out.

A receipt file is a flattened JWS (RFC 7515) signed with Ed25519, with a readable copy of its
payload beside it. It is verified with the pool's public key by us, by any JWS library, or by plain
openssl; ``docs/how-to/verify-a-receipt.md`` shows the commands.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from base64 import b32encode, urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imagepool.errors import InvalidReceipt, InvalidRequest
from imagepool.rights.proof.signatures import PARTS, Signature, compact_digest, verified
from imagepool.rights.proof.signing import SigningKey

__all__ = [
    "Proof",
    "Receipt",
    "SigningKey",
    "examine_receipt",
    "may_be_receipt",
    "receipt_id",
    "sign_receipt",
    "verify_receipt",
]

_FORMAT = "imagepool-receipt-1"
_MARKS = (_FORMAT.encode(), b'\n  "protected": "', b'\n  "signature": "')
_LARGEST = 256 * 1024  # bytes of a receipt file; a real one has four thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of one licensed download; lasting, also when the picture is later withdrawn."""

    id: str  # see ``receipt_id``
    issued_at: str  # ISO 8601, UTC
    pool_name: str
    pool_url: str
    asset_id: str
    asset_url: str
    title: str
    creator: tuple[str, ...]
    preset: str  # a rendition's name or "original"
    file_name: str
    media_type: str
    file_sha256: str  # of the bytes handed out, 64 hex digits
    file_bytes: int
    license_id: str  # SPDX identifier
    license_version: str
    license_url: str
    license_text_sha256: str  # of the license's German text
    agreement_id: str  # what the photographer signed
    credit_line: str  # the exact string to print
    purpose: str
    channel: str
    audience: str
    print_run: int | None = None
    decision: str  # "allowed" or "conditions"
    clause: str  # of the license, the one that decided
    conditions: tuple[Mapping[str, str], ...] = ()  # each {"de", "en"}
    territory: str = ""  # where the picture is to be seen; "" is everywhere
    edit: str = "none"  # how far it is to be changed: "none", "crop" or "any"
    grant_id: str | None = None  # of the curator's grant that allowed what the license leaves open
    recipient: str = ""  # name or organization, as stated by the recipient
    rights_stamp: str = ""  # of the rights embedded in the file
    left_out: tuple[str, ...] = ()  # of an original's own metadata: codes of the privacy list

    @property
    def document_name(self) -> str:
        """The name of the signed file; a second download of the same picture has another."""
        return f"{self._stem}.{self.id}.receipt.json"

    def paper_name(self, language: str) -> str:
        """Return the name of the same as a PDF in a language."""
        return f"{self._stem}.{self.id}.receipt.{language}.pdf"

    @property
    def _stem(self) -> str:
        return self.file_name.rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Proof:
    """A receipt that holds, and the signature under it."""

    receipt: Receipt
    signature: Signature


def receipt_id(*parts: str) -> str:
    """Return a receipt's number: 100 bits in base 32 (RFC 4648), four groups of five letters.

    It follows from the parts, such as asset, file and time; a random part among them keeps it
    from being guessed.

    >>> receipt_id("0123456789abcdef", "2026-05-01T12:00:00+00:00")
    'j3nyc-x4l3q-62rbm-hmdxn'
    """
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    letters = b32encode(digest).decode().lower()
    return "-".join(letters[start : start + 5] for start in range(0, 20, 5))


def sign_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    """Return the receipt as a signed file; the same receipt and key give the same bytes.

    Raises ``InvalidRequest`` where a text is none, such as a file name in a broken encoding.
    """
    claims = {"format": _FORMAT, **dataclasses.asdict(receipt)}
    try:
        payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
        parts = key.sign(payload.encode())
        return _document({**parts, "digest": compact_digest(parts)}, json.loads(payload))
    except UnicodeEncodeError as error:
        raise InvalidRequest("a text on the receipt is not valid Unicode") from error


def verify_receipt(data: bytes, keys: Mapping[str, Any]) -> Receipt:
    """Return the receipt that one of these keys (a JWK set) has signed; see ``examine_receipt``."""
    return examine_receipt(data, keys).receipt


def examine_receipt(data: bytes, keys: Mapping[str, Any]) -> Proof:
    """Return the receipt, and by which of these keys (a JWK set, today's first) it was signed.

    Raises ``InvalidReceipt`` with its reason where a single byte of the file is not as it was
    signed and written, or the key was in other hands when it was issued.
    """
    document = _parsed(data)
    signature = _verified(document, keys)
    try:
        claims = json.loads(signature.payload)
        written = _document(document, claims)
        receipt = _receipt(claims)
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidReceipt(f"the receipt is signed, but no {_FORMAT}") from error
    if written != data:
        raise InvalidReceipt(
            "the signature holds, but the readable part or the layout was changed",
            reason="copy_changed",
            hint="ask the sender for the file as it came from the pool",
        )
    if not signature.made_before_revocation(receipt.issued_at):
        raise InvalidReceipt(
            f"signed with a key that was in other hands by then: {signature.kid}",
            reason="key_compromised",
            hint="ask the pool whether it issued this receipt",
        )
    return Proof(receipt, signature)


def may_be_receipt(data: bytes) -> bool:
    """Say whether the bytes are, or once were, the JSON of a receipt."""
    return data.lstrip()[:1] == b"{" or (
        len(data) <= _LARGEST and any(mark in data for mark in _MARKS)
    )


def _document(parts: Mapping[str, Any], claims: Mapping[str, Any]) -> bytes:
    # One member a line, so that sed finds them; the readable part first, for people. Receipts of
    # the first days have no digest.
    kept = {name: parts[name] for name in (*PARTS, "digest") if name in parts}
    return (json.dumps({"receipt": claims, **kept}, ensure_ascii=False, indent=2) + "\n").encode()


def _parsed(data: bytes) -> Mapping[str, Any]:
    if len(data) > _LARGEST:
        raise InvalidReceipt("the file is too large for a receipt")
    # What was a receipt once is named as a changed one, however broken it is.
    reason = "changed" if any(mark in data for mark in _MARKS) else "no_receipt"
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InvalidReceipt("the file is no receipt: it is not JSON", reason=reason) from error
    if not isinstance(document, dict) or not all(
        isinstance(document.get(name), str) for name in PARTS
    ):
        raise InvalidReceipt("the file is no receipt: it has no signature", reason=reason)
    return document


def _verified(document: Mapping[str, Any], keys: Mapping[str, Any]) -> Signature:
    if _damaged(document):
        raise InvalidReceipt(
            "the receipt was changed after it was issued",
            reason="changed",
            hint="ask the sender for the file as it came from the pool",
        )
    return verified(document, keys)


def _damaged(document: Mapping[str, Any]) -> bool:
    try:
        if "digest" in document:
            return bool(document["digest"] != compact_digest(document))
        payload = document["payload"]
        return bool(
            json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
            != document["receipt"]
        )
    except (ValueError, KeyError, RecursionError):
        return True


def _receipt(claims: Mapping[str, Any]) -> Receipt:
    if claims["format"] != _FORMAT:
        raise ValueError(claims["format"])
    values: dict[str, Any] = {}
    for field in dataclasses.fields(Receipt):
        # A later version may say more; what this one needs must be there.
        if field.name in claims or field.default is dataclasses.MISSING:
            values[field.name] = claims[field.name]
    values["creator"] = tuple(values["creator"])
    for name in ("conditions", "left_out"):
        values[name] = tuple(values.get(name, ()))
    return Receipt(**values)
