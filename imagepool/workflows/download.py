"""Download: a judged use, a file that carries its rights, and a receipt signed by the pool."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from imagepool.asset import FORMATS, Asset, RightsStatement
from imagepool.errors import ChangedMeanwhile, InvalidRequest, UseRefused
from imagepool.photo.containers import write_blocks
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.recipes import PRESETS, original_key, rendition_key
from imagepool.rights.permission import Decision, may
from imagepool.rights.receipts import Receipt, receipt_id, sign_receipt
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.workflows.workshop import Workshop, event, now

ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A licensed file on its way out, with its receipt."""

    file_name: str
    media_type: str
    data: bytes
    receipt: Receipt
    signed: bytes  # the receipt as a file: JSON, flattened JWS
    decision: Decision
    credit_line: str

    @property
    def receipt_name(self) -> str:
        return self.file_name.rsplit(".", 1)[0] + ".receipt.json"


def judge_use(workshop: Workshop, asset_id: str, use: Use) -> Decision:
    """Say whether the asset may be used so, today, and which clause decides."""
    return _judge(workshop, workshop.asset(asset_id), use)


def download(
    workshop: Workshop,
    asset_id: str,
    preset: str,
    use: Use,
    *,
    recipient: str = "",
    accepted_terms: bool = False,
) -> Delivery:
    """Hand out a file for a use; the receipt is in the catalogue before the file goes.

    Raises ``UseRefused`` where the rights say no or "ask", or the terms were not accepted;
    ``InvalidRequest`` for an unknown preset.
    """
    require_preset(preset)
    asset = workshop.asset(asset_id)
    decision = _judge(workshop, asset, use)
    if decision.verdict in ("refused", "ask"):
        raise UseRefused(
            decision.message["en"],
            verdict=decision.verdict,
            clause=decision.clause,
            hint="see the license's terms, or ask the pool",
        )
    if not accepted_terms:
        raise UseRefused(
            "the terms of use were not accepted",
            verdict="refused",
            clause="terms",
            hint="read and accept them first",
        )
    data, media_type, extension = delivered_bytes(workshop, asset, preset)
    name = f"{slug(asset.title)}-{asset.id}-{preset}.{extension}"
    receipt = _receipt(workshop, asset, preset, use, decision, recipient, name, media_type, data)
    signed = sign_receipt(receipt, workshop.key)
    taken = event("download", asset.id, actor=recipient, receipt=receipt.id, preset=preset)
    with workshop.catalogue.transaction() as books:
        books.receipts.add(receipt, signed)
        books.events.add(taken)
    return Delivery(
        file_name=name,
        media_type=media_type,
        data=data,
        receipt=receipt,
        signed=signed,
        decision=decision,
        credit_line=receipt.credit_line,
    )


def again(workshop: Workshop, receipt_id: str) -> Delivery:
    """Return the bytes of an earlier download once more.

    Raises ``UseRefused`` where the asset is no longer published, and ``ChangedMeanwhile`` where
    its words or rights were changed since, so that a new download is due.
    """
    receipt, signed = receipt_of(workshop, receipt_id)
    asset = workshop.asset(receipt.asset_id)
    decision = _judge(workshop, asset, _use_of(receipt))
    if decision.verdict in ("refused", "ask"):
        raise UseRefused(
            decision.message["en"], verdict=decision.verdict, clause=decision.clause
        )
    data, media_type, _ = delivered_bytes(workshop, asset, receipt.preset)
    if digest_of(data) != receipt.file_sha256:
        raise ChangedMeanwhile(
            "the picture's words or rights were changed since this download",
            kind="asset",
            key=asset.id,
            hint="download it anew; the receipt stays good for the file it names",
        )
    return Delivery(
        file_name=receipt.file_name,
        media_type=media_type,
        data=data,
        receipt=receipt,
        signed=signed,
        decision=decision,
        credit_line=receipt.credit_line,
    )


def receipt_of(workshop: Workshop, receipt_id: str) -> tuple[Receipt, bytes]:
    """Return a receipt and its signed form; raises ``NotFound``."""
    with workshop.catalogue.reading() as books:
        return books.receipts.get(receipt_id)


def _use_of(receipt: Receipt) -> Use:
    return Use(
        purpose=Purpose(receipt.purpose),
        channel=Channel(receipt.channel),
        audience=Audience(receipt.audience),
        print_run=receipt.print_run,
    )


def require_preset(preset: str) -> None:
    """Raise ``InvalidRequest`` where there is no such preset."""
    if preset != ORIGINAL and preset not in PRESETS:
        raise InvalidRequest(
            f"no preset {preset!r}", hint=f"there are {', '.join([*PRESETS, ORIGINAL])}"
        )


def delivered_bytes(workshop: Workshop, asset: Asset, preset: str) -> tuple[bytes, str, str]:
    """Return a file with its rights inside, its media type and its extension."""
    if preset == ORIGINAL:
        original = asset.original
        with workshop.store.open(original_key(original.digest, original.format)) as stream:
            data = write_blocks(stream.read(), original.format, workshop.packet(asset))
        return data, *FORMATS[original.format]
    recipe = PRESETS[preset]
    key = rendition_key(asset.original.digest, recipe, asset.rights_stamp)
    with workshop.store.open(key) as stream:
        return stream.read(), *FORMATS[recipe.format]


def slug(title: str) -> str:
    """Return the title as a part of a file name: ASCII, at most 60 letters.

    >>> slug("Fachwerkhäuser in Mühlhausen (Straße)")
    'fachwerkhaeuser-in-muehlhausen-strasse'
    """
    text = title.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:60].rstrip("-") or "photo"


def _judge(workshop: Workshop, asset: Asset, use: Use) -> Decision:
    return may(asset, workshop.license(asset.license_id), use, on=datetime.now(UTC).date())


def _receipt(  # noqa: PLR0913  (a receipt repeats what was agreed, and that is much)
    workshop: Workshop,
    asset: Asset,
    preset: str,
    use: Use,
    decision: Decision,
    recipient: str,
    file_name: str,
    media_type: str,
    data: bytes,
) -> Receipt:
    license_ = workshop.license(asset.license_id)
    rights: RightsStatement = workshop.statement(asset)
    moment = now()
    digest = digest_of(data)
    return Receipt(
        id=receipt_id(asset.id, digest, moment),
        issued_at=moment,
        pool_name=workshop.identity.name,
        pool_url=workshop.identity.url,
        asset_id=asset.id,
        asset_url=rights.asset_url,
        title=asset.title,
        creator=asset.creator,
        preset=preset,
        file_name=file_name,
        media_type=media_type,
        file_sha256=digest,
        file_bytes=len(data),
        license_id=license_.id,
        license_version=license_.version,
        license_url=rights.license_url,
        license_text_sha256=license_.text_sha256,
        agreement_id=asset.agreement_id or "",
        credit_line=rights.credit_line,
        purpose=use.purpose,
        channel=use.channel,
        audience=use.audience,
        print_run=use.print_run,
        decision=decision.verdict,
        clause=decision.clause,
        conditions=decision.conditions,
        recipient=recipient.strip(),
    )
