"""How fast a large pool is searched: pages, counts, changes, rebuilding; and how that grows.

    python -m benchmarks.search_scale --assets 1000000 [--database postgresql] [--json]

Synthetic assets go into a catalogue (SQLite by default; ``postgresql`` starts a server as the tests
do, or name one by its URL), the index is made of it, and people's questions are put to the pool as
a page puts them: bringing the index up to date, all facets counted, every hit checked against the
catalogue and its row fetched. No question is asked twice; what is kept of earlier answers is
forgotten before each first page. A next page is asked right behind its first one, and once more
with everything forgotten ("cold").
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any, TypeVar

from benchmarks.bulk_catalogue import fill
from benchmarks.synthetic_assets import SyntheticAssets
from imagepool.catalogue.catalogue import Catalogue
from imagepool.pool import Pool
from imagepool.region.region import Region
from imagepool.search.query import Query, Sort
from imagepool.settings import Settings

PAGE = 48  # hits, as the service shows them
WARM_UP = 20
CHANGES = 20
SMALLEST = 10_000

T = TypeVar("T")
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question and what it was this time."""

    kind: str
    query: Query


class Questions:
    """What people ask, drawn from the same words that the pictures have."""

    def __init__(self, made: SyntheticAssets, region: Region, seed: int = 7) -> None:
        self._made = made
        self._region = region
        self._dice = random.Random(seed)  # noqa: S311  (nothing is kept secret by it)

    def ask(self, count: int) -> Iterator[Asked]:
        kinds: dict[str, tuple[int, Callable[[], Query]]] = {
            "browse": (5, lambda: Query(sort=self._dice.choice((None, *Sort)))),
            "browse, filtered": (
                15,
                lambda: Query(filters=self._filters(self._dice.choice((1, 2)))),
            ),
            "one word": (30, lambda: Query(text=self._words(1))),
            "two words": (20, lambda: Query(text=self._words(2))),
            "word and place": (12, lambda: Query(text=f"{self._words(1)} {self._town()}")),
            "word, filtered": (13, lambda: Query(text=self._words(1), filters=self._filters(1))),
            "typing error": (5, lambda: Query(text=self._misspelled())),
        }
        names = list(kinds)
        for name in self._dice.choices(names, [kinds[each][0] for each in names], k=count):
            yield Asked(name, replace(kinds[name][1](), limit=PAGE))

    def _words(self, count: int) -> str:
        return " ".join(self._made.draw_words(self._dice, count))

    def _town(self) -> str:
        return self._dice.choice(self._region.municipalities).name

    def _misspelled(self) -> str:
        word = next(word for word in iter(lambda: self._words(1), "") if len(word) > 6)
        place = self._dice.randrange(1, len(word) - 1)
        return word[:place] + word[place + 1 :]

    def _filters(self, count: int) -> dict[str, tuple[str, ...]]:
        values = {
            "orientation": ("landscape", "portrait", "square"),
            "district": tuple(each.ags for each in self._region.districts),
            "municipality": tuple(each.ags for each in self._region.municipalities),
            "theme": ("natur", "wald", "kultur", "wirtschaft", "menschen"),
            "season": ("herbst", "winter", "sommer", "fruehling"),
            "year": tuple(str(year) for year in range(2015, 2027)),
            "license": ("CC-BY-4.0", "CC0-1.0"),
            "use": ("tourism", "editorial.print"),
            "color": ("green", "blue", "red"),
        }
        names = self._dice.sample(sorted(values), count)
        return {name: (self._dice.choice(values[name]),) for name in names}


def measure(count: int, database: str, folder: Path, questions: int) -> Figures:
    """Return the figures of a pool of so many assets; it is made in ``folder``."""
    with Pool.open(Settings(home=folder / "pool", database=database).resolved()) as pool:
        made = SyntheticAssets(pool.region)
        with Catalogue.open(database) as catalogue:
            filled = _seconds(lambda: fill(catalogue, made, count))
        worked = -_cpu_seconds()
        built = _seconds(lambda: deque(pool.rebuild_index(), maxlen=0))
        worked += _cpu_seconds()
        pages = _pages(pool, Questions(made, pool.region), questions)
        found_again = _found_again(pool, made, count)
        size = sum(path.stat().st_size for path in (folder / "pool" / "index").rglob("*.*"))
    own, children = (
        resource.getrusage(who).ru_maxrss * 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "assets": count,
        **pages,
        "found_again_ms": round(found_again, 1),
        "index_bytes": size,
        "bytes_per_asset": round(size / count),
        "build_s": round(built, 1),
        "build_cpu_s": round(worked, 1),  # of all processes; on n idle cores an n-th of it at best
        "fill_s": round(filled, 1),
        "peak_bytes": own,
        "child_peak_bytes": children,
    }


def _pages(pool: Pool, questions: Questions, count: int) -> Figures:
    for asked in questions.ask(WARM_UP):
        pool.search(asked.query)
    first: dict[str, list[float]] = {}
    following: list[float] = []
    cold: list[float] = []
    busy: list[float] = []
    turning: list[float] = []
    for asked in questions.ask(count):
        _forget(pool)
        began = time.process_time()
        page, taken = _timed(partial(pool.search, asked.query))
        busy.append((time.process_time() - began) * 1000)
        first.setdefault(asked.kind, []).append(taken)
        if page.next:
            query = replace(asked.query, after=page.next)
            began = time.process_time()
            following.append(_timed(partial(pool.search, query))[1])
            turning.append((time.process_time() - began) * 1000)
            _forget(pool)
            cold.append(_timed(partial(pool.search, query))[1])
    together = [taken for some in first.values() for taken in some]
    figures = {
        "p50_ms": _percentile(together, 50),
        "p95_ms": _percentile(together, 95),
        "cpu_p95_ms": _percentile(busy, 95),  # of this process: what a busy machine does not change
        "next_page_p50_ms": _percentile(following, 50),
        "next_page_p95_ms": _percentile(following, 95),
        "next_page_cpu_p95_ms": _percentile(turning, 95),
        "next_page_cold_p95_ms": _percentile(cold, 95),
    }
    return figures | {f"p95_ms, {kind}": _percentile(taken, 95) for kind, taken in first.items()}


def _found_again(pool: Pool, made: SyntheticAssets, count: int) -> float:
    """Return the 95th percentile of how long a changed asset is looked for, in milliseconds."""
    waited = []
    for number in range(1, CHANGES + 1):
        asset = pool.asset(made.published(number * 37 % count + 1, count))
        word = f"Wiedergefunden{'abcdefghijklmnopqrstuvwxyz'[number]}"
        words = replace(asset.description, title=word)
        pool.describe(asset.id, words, actor="benchmark")
        page, taken = _timed(partial(pool.search, word))
        if asset.id not in [hit.asset.id for hit in page.hits]:
            raise SystemExit(f"{asset.id} was changed and not found again")
        waited.append(taken)
    return _percentile(waited, 95)


def _forget(pool: Pool) -> None:
    """Forget all that is kept of earlier answers."""
    standing = pool._workshop.index._standing()  # noqa: SLF001  (nobody else wants to)
    if standing:
        standing._known.clear()  # noqa: SLF001  (likewise)


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = act()
    return result, (time.perf_counter() - start) * 1000


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _cpu_seconds() -> float:
    """Return what this process and its children that have ended have computed."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _percentile(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return round(sum(values), 2)
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 2)


@contextlib.contextmanager
def _database(named: str, folder: Path) -> Iterator[str]:
    if named == "sqlite":
        yield f"sqlite:///{folder / 'pool.db'}"
    elif named == "postgresql":
        from tests.servers.postgresql import postgresql  # noqa: PLC0415  (only where it is wanted)

        with postgresql() as server, server.database() as url:
            yield url
    else:
        yield named


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--assets", type=int, default=100_000)
    parser.add_argument("--database", default="sqlite", help="sqlite, postgresql, or a URL")
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--folder", type=Path, help="for the pool; by default a temporary one")
    parser.add_argument("--only", action="store_true", help="no smaller pools beside it")
    parser.add_argument("--json", action="store_true", help="print figures only, as JSON")
    chosen = parser.parse_args()
    sizes = [chosen.assets // part for part in (100, 10) if chosen.assets // part >= SMALLEST]
    curve = []
    for count in [*([] if chosen.only else sizes), chosen.assets]:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
            folder = Path(name)
            with _database(chosen.database, folder) as url:
                curve.append(measure(count, url, folder, chosen.questions))
        if not chosen.json:
            print("  ".join(f"{key} {value:,}" for key, value in curve[-1].items()), flush=True)
    figures = {**curve[-1], "database": chosen.database, "curve": [_point(each) for each in curve]}
    if chosen.json:
        print(json.dumps(figures))
        return
    for smaller, larger in pairwise(curve):
        grown = larger["p95_ms"] / smaller["p95_ms"]
        print(f"{larger['assets'] / smaller['assets']:.0f} times the assets: p95 {grown:.1f} times")


def _point(figures: dict[str, Any]) -> dict[str, Any]:
    names = ("assets", "p50_ms", "p95_ms", "next_page_p95_ms", "index_bytes", "build_s")
    return {name: figures[name] for name in names}


if __name__ == "__main__":
    main()
