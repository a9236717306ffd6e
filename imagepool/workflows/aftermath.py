"""What became of a delivered picture since: the one place that knows, for receipts and files.

A recall, too, is asked for here: whoever verifies sees it at once, on the page and the terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from imagepool.asset import Asset, State
from imagepool.rights.days import today
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.standing import GONE, reasons_against
from imagepool.workflows.workshop import Workshop

__all__ = ["Standing", "standing_of"]


_CHANGES = frozenset({"describe", "relocate"})  # acts that change what an asset's files say


@dataclass(frozen=True, slots=True)
class Standing:
    """How a genuine receipt or an unchanged file stands today."""

    status: Literal["valid", "superseded", "withdrawn"]
    notes: tuple[str, ...] = ()  # keys of the words "verification_notes"
    state: State | None = None  # of the asset; None: it is gone


def standing_of(workshop: Workshop, receipt: Receipt) -> Standing:
    """Say whether what was licensed then is still offered so, and what changed if not."""
    with workshop.catalogue.reading() as books:
        asset = books.assets.many([receipt.asset_id]).get(receipt.asset_id)
    if asset is None or asset.state is not State.PUBLISHED or _gone(workshop, asset):
        return Standing("withdrawn", ("withdrawn",), asset.state if asset else None)
    notes = (*_license_notes(workshop, receipt, asset), *_word_notes(workshop, receipt, asset))
    return Standing("superseded" if notes else "valid", notes, asset.state)


def _gone(workshop: Workshop, asset: Asset) -> bool:
    """Say whether the pool's right to the picture has ended, though nobody has withdrawn it yet."""
    if asset.license_id not in workshop.licenses:  # what was licensed is told by its notes
        return False
    return not GONE.isdisjoint(reasons_against(workshop.rights(asset), today()))


def _license_notes(workshop: Workshop, receipt: Receipt, asset: Asset) -> tuple[str, ...]:
    if asset.license_id != receipt.license_id:
        return ("license_changed",)
    terms = workshop.licenses.get(receipt.license_id)
    same = terms is not None and (terms.version, terms.text_sha256, terms.superseded_by) == (
        receipt.license_version,
        receipt.license_text_sha256,
        None,
    )
    return () if same else ("license_superseded",)


def _word_notes(workshop: Workshop, receipt: Receipt, asset: Asset) -> tuple[str, ...]:
    # Not by the stamp of the embedded packet, which another version of the program changes too.
    if (asset.title, asset.creator) != (receipt.title, receipt.creator):
        return ("words_changed",)
    with workshop.catalogue.reading() as books:
        history = books.events.of_asset(asset.id)
    since = [each for each in history if each.act in _CHANGES and each.at > receipt.issued_at]
    return ("words_changed",) if since else ()
