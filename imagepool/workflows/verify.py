"""Verify: whether a receipt is ours and unchanged, and whether a file belongs to one.

Who received a picture, and as what, is told to nobody here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from imagepool.asset import Asset, Licensor, State
from imagepool.errors import InvalidReceipt, UnreadablePhoto
from imagepool.photo.facts import read_facts
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.sniffing import sniff
from imagepool.rights.proof.paper import Page, compare_page, embedded_receipt, is_ours, is_paper
from imagepool.rights.proof.receipts import Proof, Receipt, examine_receipt, may_be_receipt
from imagepool.rights.words import LangText, words
from imagepool.workflows.aftermath import Standing, standing_of
from imagepool.workflows.keys import public_keys
from imagepool.workflows.workshop import Workshop

Message = Literal[
    "receipt_valid",
    "receipt_changed",
    "receipt_copy_changed",
    "receipt_page_changed",
    "receipt_unknown_key",
    "receipt_wrong_key",
    "receipt_key_compromised",
    "receipt_invalid",
    "receipt_wanted",
    "file_unchanged",
    "file_changed",
    "file_original",
    "file_not_examined",
    "unknown",
]
Status = Literal[
    "valid", "changed", "superseded", "withdrawn", "forged", "original", "not_examined", "unknown"
]

_STATUS: Mapping[str, Status] = {
    "receipt_valid": "valid",
    "receipt_changed": "changed",
    "receipt_copy_changed": "changed",
    "receipt_page_changed": "changed",
    "receipt_unknown_key": "forged",
    "receipt_wrong_key": "forged",
    "receipt_key_compromised": "forged",
    "file_unchanged": "valid",
    "file_changed": "changed",
    "file_original": "original",
    "file_not_examined": "not_examined",
}
_REASONS: Mapping[str, Message] = {
    "no_receipt": "receipt_invalid",
    "changed": "receipt_changed",
    "copy_changed": "receipt_copy_changed",
    "unknown_key": "receipt_unknown_key",
    "wrong_key": "receipt_wrong_key",
    "key_compromised": "receipt_key_compromised",
}
# Not that the file is none of ours, but that we did not get as far.
_UNFINISHED = frozenset({"timeout", "out_of_memory", "crashed", "too_large", "too_many_pixels"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a look at a receipt or a file told; ``sentence`` says it in German and English."""

    kind: Literal["receipt", "file", "unknown"]
    valid: bool  # genuine and unchanged; ``status`` says whether it is still to be used
    message: Message
    status: Status = "unknown"
    notes: tuple[str, ...] = ()  # what is to be known besides; keys of "verification_notes"
    reason: str = ""  # of a receipt that is not valid, for whoever looks into it
    kid: str = ""  # the key that signed
    receipt: Receipt | None = None  # without recipient and audience
    asset_id: str | None = None
    asset_state: State | None = None  # today's; a withdrawn asset is not to be used anew

    @property
    def sentence(self) -> LangText:
        return words("verification", self.message)

    @property
    def remarks(self) -> tuple[LangText, ...]:
        """The notes in words."""
        return tuple(words("verification_notes", note) for note in self.notes)


def verify(workshop: Workshop, data: bytes) -> Verification:
    """Verify a receipt or a delivered file; bad bytes are an answer, never an error."""
    receipt = _receipt_in(data)
    if receipt is None:
        return _hollow(data) or _verify_file(workshop, data)
    found = _examined(receipt, data, public_keys(workshop))
    return _with_standing(workshop, found, receipt)


def verify_with_keys(data: bytes, keys: Mapping[str, Any]) -> Verification:
    """Verify a receipt, without the pool, by its public keys (a JWK set)."""
    receipt = _receipt_in(data)
    if receipt is None:
        wanted = Verification(kind="unknown", valid=False, message="receipt_wanted")
        return _hollow(data) or wanted
    return _examined(receipt, data, keys)


def _receipt_in(data: bytes) -> bytes | None:
    """Return the JSON of a receipt, as it is or out of a PDF; None: this is something else."""
    if is_paper(data):
        return embedded_receipt(data)
    return data if may_be_receipt(data) else None


def _examined(receipt: bytes, data: bytes, keys: Mapping[str, Any]) -> Verification:
    try:
        proof = examine_receipt(receipt, keys)
    except InvalidReceipt as error:
        message = _REASONS[error.reason]
        return Verification(
            kind="receipt",
            valid=False,
            message=message,
            status=_STATUS.get(message, "unknown"),
            reason=error.message,
        )
    page = compare_page(proof.receipt, receipt, data) if data != receipt else Page.SAME
    message = "receipt_page_changed" if page is Page.CHANGED else "receipt_valid"
    return Verification(
        kind="receipt",
        valid=page is not Page.CHANGED,
        message=message,
        status=_STATUS[message],
        notes=_notes(proof, page),
        kid=proof.signature.kid,
        receipt=_public(proof.receipt),
        asset_id=proof.receipt.asset_id,
    )


def _notes(proof: Proof, page: Page) -> tuple[str, ...]:
    told = {
        "earlier_key": proof.signature.earlier,
        "key_compromised_later": proof.signature.revoked_at is not None,
        "page_not_compared": page is Page.UNKNOWN,
    }
    return tuple(note for note, holds in told.items() if holds)


def _with_standing(workshop: Workshop, found: Verification, signed: bytes) -> Verification:
    if found.receipt is None:
        return found
    with workshop.catalogue.reading() as books:
        kept = books.receipts.find(found.receipt.id)
    issued = kept is not None and kept[1] == signed
    if not issued and "key_compromised_later" in found.notes:
        # Whoever has the key can date a receipt back, but not put it into our catalogue.
        message: Message = "receipt_key_compromised"
        return Verification(
            kind="receipt", valid=False, message=message, status=_STATUS[message], kid=found.kid
        )
    notes = found.notes if issued else (*found.notes, "not_in_catalogue")
    return _standing(replace(found, notes=notes), standing_of(workshop, found.receipt))


def _verify_file(workshop: Workshop, data: bytes) -> Verification:
    digest = digest_of(data)
    with workshop.catalogue.reading() as books:
        receipt = books.receipts.by_file(digest)
        original = books.assets.by_digest(digest)
    if receipt:
        found = Verification(
            kind="file",
            valid=True,
            message="file_unchanged",
            status="valid",
            receipt=_public(receipt),
            asset_id=receipt.asset_id,
        )
        return _standing(found, standing_of(workshop, receipt))
    if original:
        return _file("file_original", original)
    try:
        asset = _asset(workshop, _embedded_id(workshop, data))
    except UnreadablePhoto as error:
        return _unread(error)
    return _file("file_changed", asset) if asset else _UNKNOWN


def _standing(found: Verification, standing: Standing) -> Verification:
    return replace(
        found,
        status=standing.status if found.status == "valid" else found.status,
        notes=(*found.notes, *standing.notes),
        asset_state=standing.state,
    )


def _embedded_id(workshop: Workshop, data: bytes) -> str:
    urls = workshop.darkroom.run(licensor_urls, data)
    ours = (url for url in urls if url.startswith(workshop.identity.url + "/"))
    return next(ours, "").rsplit("/", 1)[-1]


def licensor_urls(data: bytes) -> tuple[str, ...]:
    """Return where a file's embedded rights say that it can be licensed."""
    fact = read_facts(data, sniff(data)).fields.get("licensor")
    licensors = fact.value if fact and isinstance(fact.value, tuple) else ()
    return tuple(each.url for each in licensors if isinstance(each, Licensor))


_UNKNOWN = Verification(kind="unknown", valid=False, message="unknown")


def _hollow(data: bytes) -> Verification | None:
    """Name a PDF that calls itself a receipt and holds none any more; else return None."""
    if not (is_paper(data) and is_ours(data)):
        return None
    return Verification(
        kind="receipt",
        valid=False,
        message="receipt_changed",
        status="changed",
        reason="the PDF holds no receipt any more",
    )


def _unread(error: UnreadablePhoto) -> Verification:
    if error.reason not in _UNFINISHED:
        return _UNKNOWN
    return Verification(
        kind="unknown",
        valid=False,
        message="file_not_examined",
        status="not_examined",
        reason=error.message,
    )


def _file(message: Message, asset: Asset) -> Verification:
    return Verification(
        kind="file",
        valid=False,
        message=message,
        status=_STATUS[message],
        notes=("withdrawn",) if asset.state is State.WITHDRAWN else (),
        asset_id=asset.id,
        asset_state=asset.state,
    )


def _public(receipt: Receipt) -> Receipt:
    return replace(receipt, recipient="", audience="")


def _asset(workshop: Workshop, asset_id: str) -> Asset | None:
    with workshop.catalogue.reading() as books:
        return books.assets.many([asset_id]).get(asset_id) if asset_id else None
