"""How well people's own words find pictures: nDCG@10, recall@50 and queries that find nothing.

    python -m benchmarks.relevance --corpus corpus.jsonl --queries queries.csv --qrels qrels.txt

The corpus has one JSON object a line (id, title, caption, keywords, place, ags, themes, date,
orientation), the queries a CSV with query_id and query, the judgements the four columns of TREC
(query, 0, id, grade). Measures are those of trec_eval: linear gain, every grade above 0 relevant.
``held_out/`` has 60 queries more for the same corpus, judged by reading it: look at their mean
only, and mend nothing for one of them. ``analysis_ms`` is the 95th percentile of understanding one.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles

from imagepool.asset import Asset, Description, Likeness, Original, Place, State
from imagepool.index import AssetIndex
from imagepool.region import Region, load_region
from imagepool.search.document import document_of
from imagepool.search.query import Query
from imagepool.search.understanding import understand
from imagepool.search.vocabulary import Vocabulary
from imagepool.workflows.vocabulary import vocabulary_of

DEPTH = 50
SHAPES = {"querformat": (3, 2), "hochformat": (2, 3), "quadrat": (2, 2), "panoramaformat": (6, 2)}


@dataclass(frozen=True, slots=True)
class Score:
    query: str
    ndcg: float
    recall: float
    hits: int
    analysis: float  # milliseconds


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Return the normalized discounted cumulative gain of the first `depth` answers."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(id_, 0) for id_ in found[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def recall(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Return which part of the relevant is among the first `depth` answers."""
    relevant = {id_ for id_, grade in grades.items() if grade > 0}
    return len(relevant & set(found[:depth])) / len(relevant) if relevant else 0.0


def read_corpus(path: Path, region: Region) -> Iterator[Asset]:
    """Yield the corpus as assets, with the themes that intake would have found in their words."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield _asset(number, json.loads(line), region)


def _asset(number: int, entry: Mapping[str, object], region: Region) -> Asset:
    keywords = tuple(map(str, _list(entry["keywords"])))
    themes = dict.fromkeys((*map(str, _list(entry["themes"])), *region.themes_of(keywords)))
    key = str(entry["ags"])
    width, height = SHAPES.get(str(entry["orientation"]), SHAPES["querformat"])
    return Asset(
        id=str(entry["id"]),
        original=Original(
            digest="0" * 64, format="JPEG", byte_count=0, width=width, height=height, name=""
        ),
        likeness=Likeness(0, 0),
        state=State.PUBLISHED,
        description=Description(
            title=str(entry["title"]),
            caption=str(entry["caption"]),
            keywords=keywords,
            date_taken=str(entry["date"]),
            location_shown=(Place(city=str(entry["place"]), ags=key, district=key[:5]),),
            themes=tuple(themes),
        ),
        creator=(),
        license_id="CC0-1.0",
        agreement_id=None,
        added_at="",
        number=number,
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        query, _, id_, grade = line.split()
        judged.setdefault(query, {})[id_] = int(grade)
    return judged


def measure(corpus: Path, queries: Path, qrels: Path, region: Region) -> list[Score]:
    """Return the score of each query that was judged."""
    judged = read_qrels(qrels)
    with tempfile.TemporaryDirectory() as folder:
        index = AssetIndex(Path(folder))
        assets = read_corpus(corpus, region)
        known = vocabulary_of(region)
        index.apply(1, (document_of(a, region.words_of(a), known) for a in assets))
        with queries.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["query_id"] in judged]
        return [_score(index, known, row["query"], judged[row["query_id"]]) for row in rows]


def _score(index: AssetIndex, known: Vocabulary, text: str, grades: Mapping[str, int]) -> Score:
    query = Query(text=text, limit=DEPTH)
    start = time.thread_time()
    parts = understand(text, known)
    analysis = (time.thread_time() - start) * 1000
    found = [id_ for id_, _ in index.search(query, parts).hits]
    return Score(text, ndcg(found, grades), recall(found, grades), len(found), analysis)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--region", default="nordthueringen", help="pack or folder")
    parser.add_argument("--json", action="store_true", help="print figures only, as JSON")
    chosen = parser.parse_args()
    scores = measure(chosen.corpus, chosen.queries, chosen.qrels, load_region(chosen.region))
    figures = {
        "ndcg@10": round(mean(score.ndcg for score in scores), 4),
        "recall@50": round(mean(score.recall for score in scores), 4),
        "without_hit": sum(score.hits == 0 for score in scores),
        "queries": len(scores),
        "analysis_ms": round(quantiles((score.analysis for score in scores), n=20)[-1], 2),
    }
    if chosen.json:
        print(json.dumps(figures))
        return
    for score in sorted(scores, key=lambda score: score.ndcg):
        print(f"{score.ndcg:6.3f} {score.recall:6.3f} {score.hits:4d}  {score.query}")
    print("  ".join(f"{name} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
