"""How well copies of pictures are recognized, and how seldom others are taken for copies.

::

    python -m benchmarks.identify --photos DIR [--json] [--kind NAME]...

The photos are dealt into two pools; those that look alike come into the same one. ``recall`` is the
share of the copies of each kind for which the right picture is named first, and as a copy or part.
``false_positive_rate`` is the share of the same copies that the other pool, which does not have the
picture, takes for a copy or part of one of its own. ``burst`` says what becomes of an imagined
next frame of the same scene: it ought to be similar, or nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.copies import BURSTS, KINDS, copied, opened
from imagepool.asset import Likeness
from imagepool.errors import UnreadablePhoto
from imagepool.photo.decoding import decode
from imagepool.photo.fingerprint import NEAR, likeness_of
from imagepool.photo.matching.features import FRAME
from imagepool.pool import Pool
from imagepool.settings import Settings

_LICENSE = "CC-BY-4.0"
_SAME = ("exact", "copy", "crop")


@dataclass
class Tally:
    """What was counted."""

    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    burst: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    mistaken: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure how copies are recognized.")
    parser.add_argument("--photos", type=Path, required=True, help="folder of photos")
    parser.add_argument("--kind", action="append", choices=[*KINDS, *BURSTS], help="only these")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    files = [path for path in sorted(chosen.photos.rglob("*")) if path.is_file()]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        pools = [
            stack.enter_context(Pool.open(_settings(Path(folder) / name, chosen.workers)))
            for name in ("one", "other")
        ]
        dealt = _dealt(pools, files)
        if not dealt:
            parser.error(f"no photos in {chosen.photos}")
        tally = Tally()
        for place, (path, own, asset_id) in enumerate(dealt):
            _count(tally, path, (pools[own], pools[1 - own]), asset_id, chosen.kind)
            if not chosen.json:
                print(f"\r{place + 1} of {len(dealt)}", end="", flush=True)
    figures = figures_of(tally, len(dealt))
    print(json.dumps(figures, indent=2) if chosen.json else "\n" + told(figures))


def _settings(home: Path, workers: int) -> Settings:
    return Settings(home=home, workers=workers).resolved()


def _dealt(pools: list[Pool], files: list[Path]) -> list[tuple[Path, int, str]]:
    """Ingest the photos into one pool or the other; return (file, pool, asset id)."""
    dealt: list[tuple[Path, int, str]] = []
    known: list[tuple[Likeness, int]] = []
    for path in files:
        try:
            likeness = likeness_of(decode(path.read_bytes(), longest=FRAME))
        except UnreadablePhoto:
            continue
        alike = [own for other, own in known if likeness.distance(other) <= NEAR]
        own = alike[0] if alike else len(dealt) % 2
        known.append((likeness, own))
        outcomes = pools[own].ingest(
            [path], license=_LICENSE, creator="Jana Beispiel", publish=True, actor="benchmark"
        )
        dealt += [(path, own, each.id) for each in outcomes if each.id]
    return dealt


def _count(
    tally: Tally,
    path: Path,
    pools: tuple[Pool, Pool],
    asset_id: str,
    kinds: Sequence[str] | None,
) -> None:
    picture = opened(path.read_bytes())
    for kind in kinds or [*KINDS, *BURSTS]:
        data = copied(picture, kind, path.name)
        began = time.perf_counter()
        found = pools[0].identify(data).matches
        tally.seconds.append(time.perf_counter() - began)
        if kind in BURSTS:
            own = [match.kind for match in found if match.id == asset_id]
            tally.burst["copy" if own and own[0] in _SAME else own[0] if own else "none"] += 1
            continue
        right = bool(found) and found[0].id == asset_id and found[0].kind in _SAME
        tally.right[kind].append(right)
        if not right:
            tally.missed[kind].append(path.name)
        wrong = [match for match in pools[1].identify(data).matches if match.kind in _SAME]
        tally.wrong[kind].append(bool(wrong))
        tally.mistaken += [f"{path.name} {kind}: {match.title}" for match in wrong]


def figures_of(tally: Tally, photos: int) -> dict[str, Any]:
    wrong = [each for kind in tally.wrong.values() for each in kind]
    bursts = tally.burst.total()
    return {
        "photos": photos,
        "recall": {kind: round(statistics.mean(each), 4) for kind, each in tally.right.items()},
        "false_positive_rate": round(statistics.mean(wrong), 5) if wrong else None,
        "queries": len(wrong),
        "burst": {kind: round(count / bursts, 4) for kind, count in tally.burst.items()},
        "ms": round(1000 * statistics.median(tally.seconds)),
        "missed": tally.missed,
        "mistaken": tally.mistaken,
    }


def told(figures: dict[str, Any]) -> str:
    lines = [f"{kind:24} {recall:.3f}" for kind, recall in figures["recall"].items()]
    lines += [f"missed {kind}: {', '.join(names)}" for kind, names in figures["missed"].items()]
    lines += [f"mistaken: {each}" for each in figures["mistaken"]]
    return "\n".join(
        [
            *lines,
            f"false positives {figures['false_positive_rate']} of {figures['queries']} queries",
            f"burst: {figures['burst']}",
            f"{figures['photos']} photos, {figures['ms']} ms a query (median)",
        ]
    )


if __name__ == "__main__":
    main()
