"""The shelf: renditions lie in the store while their asset may be had, and only then.

An address that the store has given out ends with its object; so what is withdrawn leaves the store,
and not only the pages.
"""

from __future__ import annotations

from dataclasses import replace

from imagepool.asset import Asset, State
from imagepool.catalogue.transaction import Transaction
from imagepool.photo.recipes import renditions_prefix
from imagepool.rights.days import end_of, today
from imagepool.workflows.restamp import reprint
from imagepool.workflows.workshop import Workshop, event


def clear_later(workshop: Workshop, asset_id: str, connection: object) -> None:
    """Enqueue the clearing inside the transaction that made it necessary, before other work."""
    workshop.queue.enqueue(
        "clear_shelf", {"asset_id": asset_id}, connection=connection, urgent=True
    )


def clear_shelf(workshop: Workshop, asset_id: str) -> int:
    """Remove the renditions of a withdrawn asset, of every stamp; return how many.

    The original stays, as evidence: it has never had an address. Again is harmless.
    """
    asset = workshop.asset(asset_id)
    if asset.state is not State.WITHDRAWN:
        return 0
    keys = list(workshop.store.keys(renditions_prefix(asset.original.digest)))
    for key in keys:
        workshop.store.remove(key)
    if workshop.asset(asset_id).state is not State.WITHDRAWN:
        reprint(workshop, asset_id)  # it was restored while we were clearing
    return len(keys)


def restore_later(workshop: Workshop, asset_id: str, recall_id: str, connection: object) -> None:
    """Enqueue the way back inside the transaction that undid the recall."""
    workshop.queue.enqueue(
        "restore", {"asset_id": asset_id, "recall_id": recall_id}, connection=connection
    )


def restore(workshop: Workshop, asset_id: str, recall_id: str) -> Asset:
    """Bring an asset back to where it stood before an undone recall; again is harmless.

    Where another recall holds it, it stays withdrawn. The files come first, then the catalogue.
    """
    asset = workshop.asset(asset_id)
    with workshop.catalogue.reading() as books:
        state = _returns_to(books, asset, recall_id)
    if state is None:
        return asset
    reprint(workshop, asset_id)
    with workshop.catalogue.transaction() as books:
        books.recalls.locked(recall_id)  # nobody opens another one meanwhile
        asset = books.assets.get(asset_id)
        state = _returns_to(books, asset, recall_id)
        if state is not None:
            happened = event("restore", asset_id, actor="imagepool", recall=recall_id)
            return books.assets.replace(replace(asset, state=state), happened)
    clear_shelf(workshop, asset_id)
    return asset


def _returns_to(books: Transaction, asset: Asset, recall_id: str) -> State | None:
    """Return the state that an undone recall gives back; None: nothing is to be done."""
    before = books.recalls.state_before(recall_id, asset.id)
    if asset.state is not State.WITHDRAWN or before in (None, State.WITHDRAWN):
        return None
    end = end_of(today())
    if any(recall.blocks(end) for recall in books.clearances.of(asset.id).recalls):
        return None
    return before
