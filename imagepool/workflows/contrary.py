"""Contrary rights: noted when a photo comes in, open until a curator stands for its terms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from imagepool.asset import Event
from imagepool.errors import RightsMissing
from imagepool.rights.contrary import Contradiction
from imagepool.workflows.workshop import Workshop

_NOTED, _CONFIRMED = "contrary", "rights_confirmed"
"""Keys of an event's detail: what a file says otherwise, and why its terms hold all the same."""


def noted(contrary: Iterable[Contradiction]) -> dict[str, str]:
    """Return the detail that an event of ingest keeps."""
    listed = [asdict(each) for each in contrary]
    return {_NOTED: json.dumps(listed, ensure_ascii=False)} if listed else {}


def confirmed(reason: str) -> dict[str, str]:
    """Return the detail of the event by which a curator stands for the terms."""
    return {_CONFIRMED: reason.strip()} if reason.strip() else {}


def contrary_of(workshop: Workshop, asset_id: str) -> tuple[Contradiction, ...]:
    """Return what the asset's file says otherwise than its terms, until a curator confirms them."""
    with workshop.catalogue.reading() as books:
        events = tuple(books.events.of_asset(asset_id))
    return () if any(each.detail.get(_CONFIRMED) for each in events) else _noted_in(events)


def require_confirmation(workshop: Workshop, asset_id: str, reason: str) -> None:
    """Raise ``RightsMissing`` where a file contradicts its terms and nobody stands for them yet."""
    contrary = contrary_of(workshop, asset_id)
    if not contrary or reason.strip():
        return
    said = "; ".join(f"{each.kind}: {each.stated}" for each in contrary)
    raise RightsMissing(
        f"the file itself says otherwise ({said})",
        missing=("rights_confirmed",),
        hint="ask the photographer, then publish with the reason why the terms hold all the same",
    )


def _noted_in(events: Iterable[Event]) -> tuple[Contradiction, ...]:
    kept = (each.detail[_NOTED] for each in events if _NOTED in each.detail)
    return tuple(Contradiction(**one) for each in kept for one in json.loads(each))
