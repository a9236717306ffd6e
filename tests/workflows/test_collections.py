from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, NotFound
from imagepool.pool import Pool
from imagepool.search.collections import LONGEST_TITLE
from imagepool.search.query import Query
from tests.pools import settings_in
from tests.recalls import acts, published, recalled


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path)) as opened:
        yield opened


@pytest.fixture
def ids(pool: Pool, tmp_path: Path) -> list[str]:
    return [published(pool, tmp_path, seed) for seed in (1, 2, 3)]


def counted(pool: Pool, **filters: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    facet = pool.search(Query(filters=filters)).facets["collection"]
    return {each.value: (each.label["de"], each.count) for each in facet}


def test_pictures_are_put_together_shown_counted_and_found(pool: Pool, ids: list[str]) -> None:
    made = pool.collections.make(title=" Winter ", text="Schnee.", public=True, actor="anna")
    assert pool.collections.put(made.id, [ids[2], ids[0]], actor="anna") == 2
    assert pool.collections.put(made.id, [ids[0]], actor="anna") == 0
    shown = pool.collections.open(made.id)
    assert (shown.collection.title, [each.id for each in shown.assets]) == (
        "Winter",
        [ids[2], ids[0]],
    )
    assert counted(pool) == {made.id: ("Winter", 2), "-": ("ohne Angabe", 1)}
    found = pool.search(Query.parse(f"collection:{made.id}"))
    assert {hit.asset.id for hit in found.hits} == {ids[0], ids[2]}
    assert [each.id for each in pool.collections.of(ids[0])] == [made.id]
    assert acts(pool, ids[0])[-1] == "collect"
    assert pool.collections.take_out(made.id, [ids[0], ids[1]], actor="anna") == 1
    assert counted(pool)[made.id] == ("Winter", 1)
    [listed] = pool.collections.all()
    assert (listed.collection, listed.count) == (made, 1)
    assert listed.cover
    assert listed.cover.id == ids[2]
    pool.collections.remove(made.id, actor="anna")
    assert counted(pool) == {"-": ("ohne Angabe", 3)}
    assert pool.asset(ids[2]).state == "published"


def test_until_it_is_public_only_curators_know_of_it(pool: Pool, ids: list[str]) -> None:
    made = pool.collections.make(title="Entwurf", actor="anna")
    pool.collections.put(made.id, ids[:1], actor="anna")
    assert pool.collections.all() == ()
    assert pool.collections.of(ids[0]) == ()
    with pytest.raises(NotFound):
        pool.collections.open(made.id)
    # Nor does a filter that somebody guessed tell its title.
    gone = "eine Sammlung, die es nicht mehr gibt"
    assert counted(pool, collection=(made.id,))[made.id] == (gone, 0)
    assert pool.collections.open(made.id, hidden=True).assets
    public = pool.collections.change(made.id, title="Da", text="", public=True, actor="anna")
    assert counted(pool)[public.id] == ("Da", 1)


def test_what_is_withdrawn_shows_in_no_collection(pool: Pool, ids: list[str]) -> None:
    made = pool.collections.make(title="Alle", public=True, actor="anna")
    pool.collections.put(made.id, ids, actor="anna")
    pool.withdraw(ids[0], actor="anna", reason="consent")
    recalled(pool, ids[1])
    assert [each.id for each in pool.collections.open(made.id).assets] == [ids[2]]
    assert counted(pool)[made.id] == ("Alle", 1)


def test_what_is_no_collection_is_refused(pool: Pool, ids: list[str]) -> None:
    for title in ("", " ", "x" * (LONGEST_TITLE + 1)):
        with pytest.raises(InvalidRequest):
            pool.collections.make(title=title, actor="anna")
    made = pool.collections.make(title="Da", actor="anna")
    with pytest.raises(NotFound):
        pool.collections.put(made.id, [ids[0], "0" * 16], actor="anna")
    assert pool.collections.open(made.id, hidden=True).assets == ()  # all or nothing
    with pytest.raises(NotFound):
        pool.collections.put("nothing", ids, actor="anna")
