"""Making an index anew beside the one that answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from imagepool.index import AssetIndex, record
from imagepool.search.query import Query
from tests.index.answers import find
from tests.search.assets import make_document

ROOT = Path(__file__).parents[2]
FRESH = [[record(make_document(number, "Kirche"))] for number in range(1, 6)]


def test_the_old_index_answers_until_the_new_one_is_whole(tmp_path: Path) -> None:
    index, reader = AssetIndex(tmp_path), AssetIndex(tmp_path)
    index.apply(7, [make_document(1, "Wald")])
    for done in index.renew(FRESH, position=5, receipts=2):
        assert find(reader, "Wald") == [1], done
        assert reader.position == 7
    assert find(reader, "Wald") == []
    assert len(find(reader, "Kirche")) == 5
    assert reader.stands == (5, 2)


def test_changes_are_taken_in_meanwhile_and_again_afterwards(tmp_path: Path) -> None:
    index = AssetIndex(tmp_path)
    index.apply(7, [make_document(1, "Wald")])
    renewal = index.renew(FRESH, position=7, receipts=0)
    next(renewal)
    assert index.apply(8, [make_document(9, "Mühle")], since=7)
    assert find(index, "Mühle") == [9]
    list(renewal)
    assert index.position == 7  # so whoever keeps the index applies the change again
    assert index.apply(8, [make_document(9, "Mühle")], since=7)
    assert find(index, "Mühle") == [9]


def test_only_one_renews_at_a_time(tmp_path: Path) -> None:
    renewal = AssetIndex(tmp_path).renew(FRESH, position=5, receipts=0)
    next(renewal)
    assert list(AssetIndex(tmp_path).renew(FRESH, position=5, receipts=0)) == []
    assert list(renewal)[-1] == 5


def test_a_renewal_that_breaks_off_leaves_the_old_index_and_no_rubbish(tmp_path: Path) -> None:
    index = AssetIndex(tmp_path)
    index.apply(1, [make_document(1, "Wald")])
    before = sorted(path.name for path in tmp_path.iterdir())
    renewal = index.renew(FRESH, position=5, receipts=0)
    next(renewal)
    renewal.close()
    assert find(index, "Wald") == [1]
    assert [p.name for p in sorted(tmp_path.iterdir()) if p.name != "renewing"] == before


def test_a_killed_renewal_leaves_the_old_index_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    index = AssetIndex(tmp_path)
    index.apply(1, [make_document(1, "Wald")])
    program = (
        "import os, signal, sys; from pathlib import Path; from tests.index.test_renewal import *\n"
        "renewal = AssetIndex(Path(sys.argv[1])).renew(FRESH, position=5, receipts=0)\n"
        "next(renewal); next(renewal); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, check=False, timeout=60
    )
    assert killed.returncode == -9
    assert len(list(tmp_path.glob("assets-*.*"))) == 2
    assert find(index, "Wald") == [1]
    assert list(index.renew(FRESH, position=5, receipts=0))[-1] == 5
    assert len(list(tmp_path.glob("assets-*.*"))) == 1
    assert index.search(Query(text="Kirche")).total == 5


def test_an_index_of_another_edition_answers_and_says_that_it_is_outdated(tmp_path: Path) -> None:
    index = AssetIndex(tmp_path, "one")
    index.apply(1, [make_document(1, "Wald")])
    newer = AssetIndex(tmp_path, "two")
    assert (newer.outdated, index.outdated) == (True, False)
    assert find(newer, "Wald") == [1]
    list(newer.renew(FRESH, position=5, receipts=0))
    assert (newer.outdated, index.outdated) == (False, True)
