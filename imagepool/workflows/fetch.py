"""Fetch: the file of an earlier download once more, by its receipt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from imagepool.asset import Asset
from imagepool.errors import ChangedMeanwhile
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.recipes import PRESETS, rendition_key
from imagepool.rights.days import end_of, today
from imagepool.rights.permission import Decision
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.standing import barred
from imagepool.rights.uses import Audience, Channel, Edit, Purpose, Use
from imagepool.workflows.deliver import delivered_file
from imagepool.workflows.download import Delivery, allowed, judge_use
from imagepool.workflows.workshop import Workshop

__all__ = ["again", "receipt_of", "store_address"]

_FETCHED_WITHIN = 300  # seconds: enough to begin, too short to be passed around


def again(workshop: Workshop, receipt_id: str) -> Delivery:
    """Return the bytes of an earlier download once more.

    Raises ``UseRefused`` where the asset is no longer published, and ``ChangedMeanwhile`` where
    its words or rights were changed since, so that a new download is due.
    """
    receipt, signed = receipt_of(workshop, receipt_id)
    decision = _still_allowed(workshop, receipt)
    data = delivered_file(workshop, workshop.asset(receipt.asset_id), receipt.preset).data
    if digest_of(data) != receipt.file_sha256:
        raise ChangedMeanwhile(
            "the picture's words or rights were changed since this download",
            kind="asset",
            key=receipt.asset_id,
            hint="download it anew; the receipt stays good for the file it names",
        )
    return Delivery(data=data, receipt=receipt, signed=signed, decision=decision)


def store_address(workshop: Workshop, receipt_id: str) -> str | None:
    """Return where the store itself hands out the file of an earlier download, for some minutes.

    None where it cannot, and for what is made on its way (originals, into which the rights are
    written, and credit strips); then ``again`` has the bytes. Raises ``UseRefused`` where the
    asset is no longer published.
    """
    receipt, _signed = receipt_of(workshop, receipt_id)
    _still_allowed(workshop, receipt)
    asset = workshop.asset(receipt.asset_id)
    if receipt.preset not in PRESETS or receipt.rights_stamp != asset.rights_stamp:
        return None
    key = rendition_key(asset.original.digest, PRESETS[receipt.preset], asset.rights_stamp)
    return workshop.store.presigned(
        key,
        seconds=_fetched_within(workshop, asset),
        filename=receipt.file_name,
        media_type=receipt.media_type,
    )


def _fetched_within(workshop: Workshop, asset: Asset) -> int:
    """Return for how many seconds an address may live: not into a day that bars the asset."""
    moment = datetime.now(UTC)
    tomorrow = today() + timedelta(days=1)
    if barred(workshop.rights(asset), tomorrow) is None:
        return _FETCHED_WITHIN
    midnight = end_of(today())
    return max(1, min(_FETCHED_WITHIN, int((midnight - moment).total_seconds())))


def receipt_of(workshop: Workshop, receipt_id: str) -> tuple[Receipt, bytes]:
    """Return a receipt and its signed form; raises ``NotFound``."""
    with workshop.catalogue.reading() as books:
        return books.receipts.get(receipt_id)


def _still_allowed(workshop: Workshop, receipt: Receipt) -> Decision:
    requester = ""
    if receipt.grant_id:
        with workshop.catalogue.reading() as books:
            requester = books.requests.grant(receipt.grant_id).requester
    use = _use_of(receipt)
    return allowed(judge_use(workshop, receipt.asset_id, use, requester=requester))


def _use_of(receipt: Receipt) -> Use:
    return Use(
        purpose=Purpose(receipt.purpose),
        channel=Channel(receipt.channel),
        audience=Audience(receipt.audience),
        print_run=receipt.print_run,
        territory=receipt.territory,
        edit=Edit(receipt.edit),
    )
