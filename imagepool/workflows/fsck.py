"""Fsck: whether the store holds, to the last byte, what the catalogue says; and mending it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from imagepool.asset import Asset, State
from imagepool.errors import ObjectMissing, PoolError, StoreFailed
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.recipes import PRESETS, original_key, rendition_key, renditions_prefix
from imagepool.workflows import event_log, evidence, keys
from imagepool.workflows.features import lacks_features, take_features
from imagepool.workflows.indexing import bring_up_to_date
from imagepool.workflows.restamp import reprint, restamp
from imagepool.workflows.shelf import clear_shelf
from imagepool.workflows.workshop import Workshop

_KEPT = (keys.FOLDER, event_log.FOLDER, evidence.FOLDER)  # what is no asset's

Kind = Literal[
    "original_missing",
    "original_altered",
    "rendition_missing",
    "rendition_withdrawn",
    "rights_outdated",
    "features_missing",
    "agreement_missing",
    "job_failed",
    "event_changed",
    "event_missing",
    "event_inserted",
    "event_log_cut",
    "checkpoint_invalid",
    "orphan",
]


_DAMAGES: Mapping[event_log.Damage, Kind] = {
    "changed": "event_changed",
    "missing": "event_missing",
    "inserted": "event_inserted",
    "cut": "event_log_cut",
    "checkpoint": "checkpoint_invalid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is not as it should be; an orphan is harmless."""

    kind: Kind
    key: str
    asset_id: str | None = None
    repaired: bool = False

    @property
    def harmless(self) -> bool:
        return self.kind == "orphan"


def fsck(workshop: Workshop, *, repair: bool = False) -> Iterator[Problem]:
    """Read every original and look for every rendition; ``repair`` re-makes renditions.

    An original that is gone or altered cannot be mended here: bring it back from the backup. The
    event log is proven too: of a chain that does not hold, the first broken event is named, and one
    that holds gets a signed checkpoint in the store.
    """
    workshop.store.sweep()
    owned: set[str] = set()
    for asset in _assets(workshop):
        owned.update(_keys(asset))
        yield from _look_at(workshop, asset, repair=repair)
        if repair:  # a restamp gives new addresses
            owned.update(_keys(workshop.asset(asset.id)))
    for key in workshop.store.keys():  # noqa: SIM118  (a store is no dict)
        if key not in owned and not key.startswith(_KEPT):
            yield Problem(kind="orphan", key=key)
    yield from _broken_events(workshop)
    for job in workshop.queue.failed():
        yield Problem(kind="job_failed", key=f"{job.task} {job.id}: {job.error}")
    if repair:
        bring_up_to_date(workshop, patient=True)


def _broken_events(workshop: Workshop) -> Iterator[Problem]:
    for damage, key in event_log.prove(workshop):
        yield Problem(kind=_DAMAGES[damage], key=key)


def _assets(workshop: Workshop) -> Iterator[Asset]:
    after: str | None = None
    while True:
        with workshop.catalogue.reading() as books:
            page = books.assets.page(tuple(State), after=after, limit=200)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def _keys(asset: Asset) -> list[str]:
    digest = asset.original.digest
    renditions = [rendition_key(digest, each, asset.rights_stamp) for each in PRESETS.values()]
    return [original_key(digest, asset.original.format), *renditions]


def _look_at(workshop: Workshop, asset: Asset, *, repair: bool) -> Iterator[Problem]:
    original, *renditions = _keys(asset)
    damage = _damage(workshop, original, asset)
    if damage:
        yield Problem(kind=damage, key=original, asset_id=asset.id)
    if asset.state is State.WITHDRAWN:  # none is expected; see workflows/shelf.py
        yield from _left_on_shelf(workshop, asset, repair=repair)
        return
    missing = [key for key in renditions if not workshop.store.has(key)]
    outdated = workshop.packet(asset).stamp != asset.rights_stamp
    wanted = repair and not damage and bool(missing or outdated)
    mended = wanted and _mend(workshop, asset, missing)
    for key in missing:
        yield Problem(kind="rendition_missing", key=key, asset_id=asset.id, repaired=mended)
    if outdated:
        key = asset.rights_stamp
        yield Problem(kind="rights_outdated", key=key, asset_id=asset.id, repaired=mended)
    if lacks_features(workshop, asset):
        mended = repair and not damage and _featured(workshop, asset)
        yield Problem(kind="features_missing", key=asset.id, asset_id=asset.id, repaired=mended)
    if asset.state is State.PUBLISHED and not asset.agreement_id:
        yield Problem(kind="agreement_missing", key=asset.id, asset_id=asset.id)


def _left_on_shelf(workshop: Workshop, asset: Asset, *, repair: bool) -> Iterator[Problem]:
    keys = list(workshop.store.keys(renditions_prefix(asset.original.digest)))
    if repair and keys:
        clear_shelf(workshop, asset.id)
    for key in keys:
        yield Problem(kind="rendition_withdrawn", key=key, asset_id=asset.id, repaired=repair)


def _damage(
    workshop: Workshop, key: str, asset: Asset
) -> Literal["original_missing", "original_altered"] | None:
    try:
        with workshop.store.open(key) as stream:
            whole = digest_of(stream.read()) == asset.original.digest
    except ObjectMissing:
        return "original_missing"
    except StoreFailed:
        return "original_altered"
    return None if whole else "original_altered"


def _mend(workshop: Workshop, asset: Asset, missing: list[str]) -> bool:
    try:
        reprint(workshop, asset.id) if missing else restamp(workshop, asset.id)
    except PoolError:
        return False
    return True


def _featured(workshop: Workshop, asset: Asset) -> bool:
    try:
        take_features(workshop, asset)
    except PoolError:
        return False
    return True
