"""How fast all pictures are found whose perceptual hash is near, among very many; and whether all.

::

    python -m benchmarks.likeness --hashes 1000000 [--queries 500] [--radius 8]
        [--database postgresql://...] [--json]

Half of the hashes are of any bits, half come in series of ten that differ in a few, as shots of one
scene do. Half of the queries are a kept hash with up to ``radius`` bits flipped, half are of any
bits. ``recall`` compares every answer with that of measuring all hashes. The tables of a database
that is named must be empty; they are made, and emptied again.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine, func, insert, select, text

from imagepool.catalogue import Catalogue
from imagepool.catalogue.pairs.assets import bands_of
from imagepool.catalogue.rows import LikenessRow

Hashes = NDArray[np.uint64]
_PORTION = 50_000


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Search among perceptual hashes.")
    parser.add_argument("--hashes", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--radius", type=int, default=8)
    parser.add_argument("--database", default="", help="default: SQLite in a temporary folder")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.database or f"sqlite:///{Path(folder) / 'pool.db'}"
        figures = measure(url, chosen.hashes, chosen.queries, chosen.radius)
    print(json.dumps(figures, indent=2) if chosen.json else told(figures))


def measure(url: str, count: int, queries: int, radius: int) -> dict[str, Any]:
    chance = np.random.default_rng(8)
    hashes = made(chance, count)
    with Catalogue.open(url) as catalogue:
        catalogue.upgrade()
        began = time.perf_counter()
        with filled(url, hashes):
            built = time.perf_counter() - began
            times, found, expected = [], 0, 0
            for query in asked(chance, hashes, queries, radius):
                near = np.flatnonzero(np.bitwise_count(hashes ^ query) <= radius)
                right = {_name(place) for place in near.tolist()}
                began = time.perf_counter()
                with catalogue.reading() as books:
                    answer = books.assets.near_hash(int(query), radius, limit=count)
                times.append(1000 * (time.perf_counter() - began))
                if not {name for name, _ in answer} <= right:
                    raise SystemExit("something was found that is not near")
                found, expected = found + len(answer), expected + len(right)
    low, high = np.percentile(times, [50, 95]).round(2).tolist()
    return {
        "hashes": count,
        "radius": radius,
        "recall": found / expected if expected else None,
        "near": expected,
        "p50_ms": low,
        "p95_ms": high,
        "build_s": round(built, 1),
    }


def made(chance: np.random.Generator, count: int) -> Hashes:
    hashes = chance.integers(0, 2**64, count, dtype=np.uint64)
    series = hashes[: count // 20].repeat(10)[: count // 2]
    hashes[count - len(series) :] = flipped(chance, series, 12)
    return hashes


def flipped(chance: np.random.Generator, hashes: Hashes, most: int) -> Hashes:
    """Flip up to ``most`` bits of each."""
    bits = chance.integers(0, 64, (len(hashes), most)).astype(np.uint64)
    kept = np.arange(most) < chance.integers(0, most + 1, len(hashes))[:, None]
    flips = np.where(kept, np.uint64(1) << bits, np.uint64(0))
    return np.asarray(hashes ^ np.bitwise_xor.reduce(flips, axis=1), np.uint64)


def asked(chance: np.random.Generator, hashes: Hashes, count: int, radius: int) -> Hashes:
    strange = chance.integers(0, 2**64, count // 2, dtype=np.uint64)
    known = chance.choice(hashes, count - len(strange))
    return chance.permutation(np.concatenate([strange, flipped(chance, known, radius)]))


@contextmanager
def filled(url: str, hashes: Hashes) -> Iterator[None]:
    """Fill the table of likeness alone: who searches reads no other."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with engine.connect() as connection, connection.begin():
            if connection.execute(select(func.count()).select_from(LikenessRow)).scalar_one():
                raise SystemExit("the database holds a pool: name an empty one")
            _without_references(connection)
            for start in range(0, len(hashes), _PORTION):
                connection.execute(insert(LikenessRow), list(_rows(hashes, start)))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            postgresql = engine.dialect.name == "postgresql"
            connection.execute(text("VACUUM ANALYZE likeness" if postgresql else "ANALYZE"))
        yield
    finally:
        with engine.connect() as connection, connection.begin():
            connection.execute(text("DELETE FROM likeness"))
        engine.dispose()


def _without_references(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))


def _rows(hashes: Hashes, start: int) -> Iterator[dict[str, Any]]:
    for place, phash in enumerate(hashes[start : start + _PORTION].tolist(), start):
        bands = bands_of(phash)
        yield {
            "asset_id": _name(place),
            "phash": phash,
            "dhash": 0,
            **{f"band_{number}": band for number, band in enumerate(bands)},
        }


def _name(place: int) -> str:
    return f"{place:016}"


def told(figures: dict[str, Any]) -> str:
    return "\n".join(f"{name:10} {value}" for name, value in figures.items())


if __name__ == "__main__":
    main()
