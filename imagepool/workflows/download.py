"""Download: a judged use, a file that carries its rights, and a receipt signed by the pool."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from imagepool.asset import FORMATS, Asset
from imagepool.errors import UseRefused
from imagepool.photo.containers import Delivered
from imagepool.photo.fingerprint import digest_of
from imagepool.rights.addresses import contact_address, known_address
from imagepool.rights.days import today
from imagepool.rights.permission import Decision, may
from imagepool.rights.proof.paper import print_receipt
from imagepool.rights.proof.receipts import Receipt, receipt_id, sign_receipt
from imagepool.rights.recalls.holders import Holder
from imagepool.rights.uses import Use
from imagepool.workflows.deliver import delivered_file, format_of, require_preset
from imagepool.workflows.keys import publish_key
from imagepool.workflows.workshop import Workshop, event, now

_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A licensed file on its way out, with its receipt and the decision that let it go."""

    data: bytes
    receipt: Receipt
    signed: bytes  # the receipt as a file: JSON, flattened JWS
    decision: Decision

    @property
    def file_name(self) -> str:
        return self.receipt.file_name

    @property
    def media_type(self) -> str:
        return self.receipt.media_type

    @property
    def credit_line(self) -> str:
        return self.receipt.credit_line

    @property
    def receipt_name(self) -> str:
        return self.receipt.document_name

    def paper(self, language: str) -> bytes:
        """Return the receipt as a PDF, with the signed form inside."""
        return print_receipt(self.receipt, self.signed, language)


def judge_use(
    workshop: Workshop,
    asset_id: str,
    use: Use,
    *,
    on: date | None = None,
    requester: str = "",
) -> Decision:
    """Say whether the asset may be used so on a day (today), and which clause decides.

    ``requester`` is the e-mail address of who asks: a grant to them counts. Raises
    ``InvalidRequest`` for what is no address.
    """
    asset, known = workshop.asset(asset_id), known_address(requester)
    rights = workshop.rights(asset, requester=known)
    return may(rights, use, on=on or today())


def download(
    workshop: Workshop,
    asset_id: str,
    preset: str,
    use: Use,
    *,
    recipient: str = "",
    requester: str = "",
    contact: str = "",
    accepted_terms: bool = False,
) -> Delivery:
    """Hand out a file for a use; the receipt is in the catalogue before the file goes.

    ``requester`` is the e-mail address of who asks: what a curator granted them counts;
    ``contact`` the one at which the holder is told of a recall, kept apart from the receipt.

    Raises ``UseRefused`` where the rights say no or "ask", or the terms were not accepted;
    ``InvalidRequest`` for an unknown preset or what is no address.
    """
    require_preset(preset)
    address = contact_address(contact)
    decision = allowed(judge_use(workshop, asset_id, use, requester=requester))
    require_acceptance(accepted=accepted_terms)
    delivery = drawn_up(workshop, asset_id, preset, use, decision, recipient=recipient)
    issued = [(delivery.receipt, delivery.signed)]
    record(workshop, use, issued, requester=requester, contact=address)
    return delivery


def allowed(decision: Decision) -> Decision:
    """Return the decision, or raise ``UseRefused`` where it does not let the file go."""
    if decision.verdict in ("refused", "ask"):
        raise UseRefused(
            decision.message["en"],
            verdict=decision.verdict,
            clause=decision.clause,
            hint="see the license's terms, or ask the pool",
        )
    return decision


def drawn_up(
    workshop: Workshop, asset_id: str, preset: str, use: Use, decision: Decision, *, recipient: str
) -> Delivery:
    """Return the file with its signed receipt, which is not in the catalogue yet."""
    asset = workshop.asset(asset_id)
    delivered = delivered_file(workshop, asset, preset)
    receipt = _receipt(workshop, asset, preset, delivered, use, decision, recipient)
    key = workshop.key
    publish_key(workshop.store, key)
    return Delivery(
        data=delivered.data, receipt=receipt, signed=sign_receipt(receipt, key), decision=decision
    )


def record(
    workshop: Workshop,
    use: Use,
    issued: Iterable[tuple[Receipt, bytes]],
    *,
    requester: str = "",
    contact: str = "",
) -> None:
    """Keep the receipts and note the downloads; only then may the files go.

    The use is judged once more while nobody can change an asset: whoever withdraws one later finds
    all its receipts. Raises ``UseRefused`` where somebody was quicker.
    """
    with workshop.catalogue.transaction() as books:
        books.hold()
        for receipt, signed in issued:
            allowed(judge_use(workshop, receipt.asset_id, use, requester=requester))
            books.receipts.add(receipt, signed)
            told = {"receipt": receipt.id, "preset": receipt.preset}
            books.events.add(event("download", receipt.asset_id, actor=receipt.recipient, **told))
            if contact:
                held = Holder(receipt_id=receipt.id, address=contact, added_at=receipt.issued_at)
                books.holders.add(held)


def require_acceptance(*, accepted: bool) -> None:
    """Raise ``UseRefused`` where the terms were not accepted."""
    if not accepted:
        raise UseRefused(
            "the terms of use were not accepted",
            verdict="refused",
            clause="terms",
            hint="read and accept them first",
        )


def slug(title: str) -> str:
    """Return the title as a part of a file name: ASCII, at most 60 letters.

    >>> slug("Fachwerkhäuser in Mühlhausen (Straße)")
    'fachwerkhaeuser-in-muehlhausen-strasse'
    """
    text = unicodedata.normalize("NFKD", title.lower().translate(_UMLAUTS))
    plain = re.sub(r"[^a-z0-9]+", "-", text.encode("ascii", "ignore").decode())
    return plain.strip("-")[:60].rstrip("-") or "photo"


def _receipt(
    workshop: Workshop,
    asset: Asset,
    preset: str,
    delivered: Delivered,
    use: Use,
    decision: Decision,
    recipient: str,
) -> Receipt:
    terms = workshop.license(asset.license_id)
    rights = workshop.statement(asset)
    moment, digest = now(), digest_of(delivered.data)
    media_type, extension = FORMATS[format_of(asset, preset)]
    return Receipt(
        id=receipt_id(asset.id, digest, moment, secrets.token_hex(16)),
        issued_at=moment,
        pool_name=workshop.identity.name,
        pool_url=workshop.identity.url,
        asset_id=asset.id,
        asset_url=rights.asset_url,
        title=asset.title,
        creator=asset.creator,
        preset=preset,
        file_name=f"{slug(asset.title)}-{asset.id}-{preset}.{extension}",
        media_type=media_type,
        file_sha256=digest,
        file_bytes=len(delivered.data),
        left_out=delivered.left_out,
        license_id=terms.id,
        license_version=terms.version,
        license_url=rights.license_url,
        license_text_sha256=terms.text_sha256,
        agreement_id=asset.agreement_id or "",
        credit_line=rights.credit_line,
        purpose=use.purpose,
        channel=use.channel,
        audience=use.audience,
        print_run=use.print_run,
        decision=decision.verdict,
        clause=decision.clause,
        conditions=decision.conditions,
        territory=use.territory,
        edit=use.edit,
        grant_id=decision.grant_id,
        recipient=recipient.strip(),
        rights_stamp=asset.rights_stamp,
    )
