"""Neighbors in likeness: all pHashes within a Hamming distance, found through band indexes.

Two hashes that differ in at most d bits differ in few bits in one of their thirds: of radii that
add up to d - 2, at least one is kept. So the few hundred rows with such a third hold every
neighbor; each is then measured in full. (M. Norouzi et al., Fast Search in Hamming Space with
Multi-Index Hashing, 2012.)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

from sqlalchemy import Select, bindparam, select, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import Integer

from imagepool.catalogue.among import among
from imagepool.catalogue.pairs.assets import BAND_BITS, bands_of
from imagepool.catalogue.rows import LikenessRow
from imagepool.catalogue.rows.row import Bits64
from imagepool.errors import InvalidRequest

__all__ = ["LARGEST_DISTANCE", "neighbors"]

LARGEST_DISTANCE = 15  # beyond it, the neighborhood of a third is no small part of the whole

_INDEXED = 11  # beyond it, to measure every hash takes less time

_BANDS = (LikenessRow.band_0, LikenessRow.band_1, LikenessRow.band_2)


class Hamming(GenericFunction[int]):
    """The number of bits in which two numbers of 64 bits differ."""

    name = "hamming"  # on SQLite, ours
    type = Integer()
    inherit_cache = True


@compiles(Hamming, "postgresql")
def _hamming_on_postgresql(element: Hamming, compiler: SQLCompiler, **options: Any) -> str:
    one, other = (compiler.process(clause, **options) for clause in element.clauses)
    return f"bit_count(CAST({one} # {other} AS BIT(64)))"


def neighbors(session: Session, phash: int, distance: int, limit: int) -> list[tuple[str, int]]:
    """Return (asset id, distance) of the nearest ``limit`` assets, nearest first."""
    if not 0 <= distance <= LARGEST_DISTANCE:
        raise InvalidRequest(f"a distance is between 0 and {LARGEST_DISTANCE}, not {distance}")
    asked: dict[str, Any] = {"own": phash, "farthest": distance, "limit": limit}
    radii = _radii(distance) if distance <= _INDEXED else ()
    for band, own, bits, radius in zip(_BANDS, bands_of(phash), BAND_BITS, radii, strict=False):
        asked[band.key] = json.dumps([own ^ flipped for flipped in _flips(bits, radius)])
    return [(found, apart) for found, apart in session.execute(_nearest(len(radii)), asked)]


def _radii(distance: int) -> Sequence[int]:
    """Return how far to look in each third, so that none within the distance is missed.

    A third with a radius below 0 is not looked at; the widest, which is the dearest, is the first
    to be spared.

    >>> _radii(8), _radii(10), _radii(0)
    ((2, 2, 2), (2, 3, 3), (-1, -1, 0))
    """
    least, more = divmod(distance - 2, len(_BANDS))
    return tuple(least + (place >= len(_BANDS) - more) for place in range(len(_BANDS)))


@cache  # what is built is the same for every question
def _nearest(bands: int) -> Select[str, int]:
    everything = select(LikenessRow.asset_id, LikenessRow.phash)
    some = (everything.where(among(band, band.key)) for band in _BANDS)
    near = (union(*some) if bands else everything).subquery()
    apart = Hamming(near.c.phash, bindparam("own", type_=Bits64()))
    return (
        select(near.c.asset_id, apart)
        .where(apart <= bindparam("farthest", type_=Integer()))
        .order_by(apart, near.c.asset_id)
        .limit(bindparam("limit", type_=Integer()))
    )


@cache
def _flips(bits: int, radius: int) -> tuple[int, ...]:
    """Return all numbers of so many bits with at most ``radius`` of them set."""
    return tuple(
        sum(1 << bit for bit in flipped)
        for count in range(radius + 1)
        for flipped in combinations(range(bits), count)
    )
