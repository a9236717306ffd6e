"""Several processes at one catalogue, and one that dies."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from imagepool.asset import State
from imagepool.catalogue import Catalogue
from tests.catalogue.made import put

COUNT = 8


@contextmanager
def _writer(url: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-W", "error", "-m", "tests.catalogue.writer", url, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_follower_of_the_feed_misses_nothing_of_two_writing_processes(
    tables: str, catalogue: Catalogue
) -> None:
    position, followed, positions = 0, {}, []
    with _writer(tables, "one", str(COUNT)) as one, _writer(tables, "two", str(COUNT)) as two:
        running = True
        while running:
            running = one.poll() is None or two.poll() is None
            with catalogue.reading() as books:
                changes = books.changes.after(position)
                assets = books.assets.many(change.asset_id for change in changes)
            positions += [change.position for change in changes]
            position = positions[-1] if positions else 0
            followed.update(assets)
            time.sleep(0.05)  # what is fetched more rarely can be missed more easily
        assert (one.returncode, two.returncode) == (0, 0)
    with catalogue.reading() as books:
        everything = books.assets.page(limit=1000).items
        assert followed == {asset.id: asset for asset in everything}
        assert positions == sorted(set(positions))
        assert books.changes.last() == 5 * COUNT  # added own, published own; everybody's once
        numbers = sorted(asset.number for asset in everything)
        assert numbers == list(range(1, 3 * COUNT + 1))
        assert books.assets.counts((State.PUBLISHED,)) == {State.PUBLISHED: 2 * COUNT}


def test_a_process_killed_in_a_transaction_leaves_no_trace_and_holds_nobody(
    tables: str, catalogue: Catalogue
) -> None:
    with _writer(tables, "hang") as doomed:
        assert doomed.stdout is not None
        assert doomed.stdout.readline() == "half way\n"
        with catalogue.reading() as books:
            assert books.changes.last() == 0
        doomed.kill()
        doomed.wait()
    with catalogue.transaction() as books:
        asset = put(books, "after the fall")
    assert (asset.number, asset.revision) == (1, 1)
    with catalogue.reading() as books:
        assert books.assets.page().items == (asset,)


def test_a_catalogue_can_be_used_again_after_it_was_closed(tables: str) -> None:
    with Catalogue.open(tables) as catalogue:
        catalogue.close()
        with catalogue.transaction() as books:
            put(books, 1)
