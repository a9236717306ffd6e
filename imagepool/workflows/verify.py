"""Verify: whether a receipt is ours and unchanged, and whether a file belongs to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from imagepool.asset import Asset, Licensor, State
from imagepool.errors import InvalidReceipt, UnreadablePhoto
from imagepool.photo.facts import read_facts
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.sniffing import sniff
from imagepool.rights.receipts import Receipt, verify_receipt
from imagepool.workflows.keys import earlier_keys
from imagepool.workflows.workshop import Workshop

Message = Literal[
    "receipt_valid", "receipt_invalid", "file_unchanged", "file_changed", "file_original", "unknown"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a look at a receipt or a file told."""

    kind: Literal["receipt", "file", "unknown"]
    valid: bool
    message: Message
    reason: str = ""  # of a receipt that is not valid
    receipt: Receipt | None = None
    asset_id: str | None = None
    asset_state: State | None = None  # today's; a withdrawn asset is not to be used anew


def verify(workshop: Workshop, data: bytes) -> Verification:
    """Verify a receipt or a delivered file; bad bytes are an answer, never an error."""
    if data.lstrip()[:1] == b"{":
        return _verify_receipt(workshop, data)
    return _verify_file(workshop, data)


def _verify_receipt(workshop: Workshop, data: bytes) -> Verification:
    try:
        receipt = verify_receipt(data, public_keys(workshop))
    except InvalidReceipt as error:
        return Verification(
            kind="receipt", valid=False, message="receipt_invalid", reason=error.message
        )
    asset = _asset(workshop, receipt.asset_id)
    return Verification(
        kind="receipt",
        valid=True,
        message="receipt_valid",
        receipt=receipt,
        asset_id=receipt.asset_id,
        asset_state=asset.state if asset else None,
    )


def _verify_file(workshop: Workshop, data: bytes) -> Verification:
    digest = digest_of(data)
    with workshop.catalogue.reading() as books:
        receipt = books.receipts.by_file(digest)
        standing = books.assets.by_digest(digest)
    if receipt:
        asset = _asset(workshop, receipt.asset_id)
        return Verification(
            kind="file",
            valid=True,
            message="file_unchanged",
            receipt=receipt,
            asset_id=receipt.asset_id,
            asset_state=asset.state if asset else None,
        )
    if standing:
        return _file("file_original", standing)
    asset = _asset(workshop, _embedded_id(workshop, data))
    return _file("file_changed", asset) if asset else _UNKNOWN


def _embedded_id(workshop: Workshop, data: bytes) -> str:
    try:
        urls = workshop.darkroom.run(licensor_urls, data)
    except UnreadablePhoto:
        return ""
    ours = (url for url in urls if url.startswith(workshop.identity.url + "/"))
    return next(ours, "").rsplit("/", 1)[-1]


def licensor_urls(data: bytes) -> tuple[str, ...]:
    """Return where a file's embedded rights say that it can be licensed."""
    fact = read_facts(data, sniff(data)).fields.get("licensor")
    licensors = fact.value if fact and isinstance(fact.value, tuple) else ()
    return tuple(each.url for each in licensors if isinstance(each, Licensor))


_UNKNOWN = Verification(kind="unknown", valid=False, message="unknown")


def _file(message: Message, asset: Asset) -> Verification:
    return Verification(
        kind="file", valid=False, message=message, asset_id=asset.id, asset_state=asset.state
    )


def _asset(workshop: Workshop, asset_id: str) -> Asset | None:
    with workshop.catalogue.reading() as books:
        return books.assets.many([asset_id]).get(asset_id) if asset_id else None


def public_keys(workshop: Workshop) -> Mapping[str, Any]:
    """Return the pool's public keys as a JWK set (RFC 7517), today's first.

    Keys of earlier days stay: a receipt outlives the key that signed it.
    """
    return {"keys": [workshop.key.public_jwk(), *earlier_keys(workshop)]}
