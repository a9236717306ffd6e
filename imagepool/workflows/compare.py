"""Compare: a photo that comes in is looked at beside those that the pool has."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import UTC, datetime

from imagepool.asset import Asset
from imagepool.catalogue.transaction import Transaction
from imagepool.style.company import BURST_SECONDS, Companion, Company, camera_clock
from imagepool.style.concept import parse_concept
from imagepool.style.judging import judge_company
from imagepool.style.report import Report

_concept = functools.cache(parse_concept)


def compared(
    books: Transaction, asset: Asset, report: Report, concept: str, alike: Iterable[str]
) -> Report:
    """Return the report with what is found in the asset beside the others of the pool.

    ``concept`` is its text, ``alike`` the ids of those that look like it; those of the same camera
    and moment are asked for here. Assets in any state count, since also what was rejected or
    withdrawn must not come back unnoticed.
    """
    others = books.assets.many(alike)
    others |= {other.id: other for other in _shot_about(books, asset)}
    company = Company(map(_companion, others.values()), searched=True)
    return judge_company(report, _companion(asset), company, _concept(concept))


def _shot_about(books: Transaction, asset: Asset) -> list[Asset]:
    """Return what the same camera took seconds before and after, by its own clock."""
    words = asset.description
    clock = camera_clock(words.date_taken)
    if clock is None:
        return []
    reach = int(BURST_SECONDS)
    shown = (datetime.fromtimestamp(clock + s, UTC) for s in range(-reach - 1, reach + 1))
    seconds = [f"{moment:%Y-%m-%dT%H:%M:%S}" for moment in shown]
    return books.assets.taken_at(words.camera_make, words.camera_model, seconds)


def _companion(asset: Asset) -> Companion:
    words = asset.description
    return Companion(
        name=asset.id,
        digest=asset.original.digest,
        likeness=asset.likeness,
        moment=camera_clock(words.date_taken),
        camera=f"{words.camera_make} {words.camera_model}".strip(),
    )
