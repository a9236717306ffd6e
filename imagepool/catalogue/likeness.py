"""Neighbors in likeness: all pHashes within a Hamming distance, found through band indexes.

Two hashes of 64 bits that differ in at most d bits differ in at most d // 4 bits in one of their
four quarters. So the few thousand rows with such a quarter hold every neighbor; each is then
measured in full. (M. Norouzi et al., Fast Search in Hamming Space with Multi-Index Hashing, 2012.)
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

from sqlalchemy import Select, bindparam, select, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import Integer

from imagepool.catalogue.pairs.assets import bands_of
from imagepool.catalogue.rows import LikenessRow
from imagepool.catalogue.rows.row import Bits64
from imagepool.errors import InvalidRequest

__all__ = ["LARGEST_DISTANCE", "neighbors"]

LARGEST_DISTANCE = 15  # beyond it, the neighborhood of a quarter is no small part of the whole

_BANDS = (LikenessRow.band_0, LikenessRow.band_1, LikenessRow.band_2, LikenessRow.band_3)


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
    flips = _flips(distance // len(_BANDS))
    values = {
        band.key: [own ^ flipped for flipped in flips]
        for band, own in zip(_BANDS, bands_of(phash), strict=True)
    }
    asked = {"own": phash, "farthest": distance, "limit": limit, **values}
    return [(asset_id, count) for asset_id, count in session.execute(_nearest(), asked)]


@cache  # hundreds of values would be looked at one by one each time it is built
def _nearest() -> Select[str, int]:
    near = union(*map(_candidates, _BANDS)).subquery()
    apart = Hamming(near.c.phash, bindparam("own", type_=Bits64()))
    return (
        select(near.c.asset_id, apart)
        .where(apart <= bindparam("farthest", type_=Integer()))
        .order_by(apart, near.c.asset_id)
        .limit(bindparam("limit", type_=Integer()))
    )


def _candidates(band: InstrumentedAttribute[int]) -> Select[str, int]:
    values = bindparam(band.key, expanding=True, type_=band.type)
    return select(LikenessRow.asset_id, LikenessRow.phash).where(band.in_(values))


@cache
def _flips(radius: int) -> tuple[int, ...]:
    """Return all numbers of 16 bits with at most ``radius`` bits set."""
    return tuple(
        sum(1 << bit for bit in bits)
        for count in range(radius + 1)
        for bits in combinations(range(16), count)
    )
