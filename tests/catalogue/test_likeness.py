from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import Connection

from imagepool.asset import Likeness
from imagepool.catalogue import Catalogue
from imagepool.catalogue.likeness import LARGEST_DISTANCE
from imagepool.catalogue.pairs.assets import BAND_BITS, bands_of
from imagepool.errors import InvalidRequest
from tests.catalogue.counting import statements
from tests.catalogue.made import put

SPREADS = ("one quarter", "anywhere", "even")


def _flip(phash: int, count: int, spread: str, chance: random.Random) -> int:
    places = {
        "one quarter": range(16),
        "anywhere": range(64),
        "even": [quarter * 16 + bit for bit in range(16) for quarter in range(4)][:count],
    }[spread]
    return phash ^ sum(1 << bit for bit in chance.sample(list(places), count))


def test_every_neighbor_is_found_and_nothing_else(catalogue: Catalogue) -> None:
    chance = random.Random(7)
    center = 0xF0F0_1234_8000_FFFF
    expected = {}
    with catalogue.transaction() as books:
        for distance in range(16):
            for spread in SPREADS:
                phash = _flip(center, distance, spread, chance)
                asset = put(books, (distance, spread), likeness=Likeness(phash=phash, dhash=0))
                expected[asset.id] = distance
        for number in range(50):
            put(books, ("far", number))
    with catalogue.reading() as books:
        for radius in (0, 3, 4, 8, 10, LARGEST_DISTANCE):
            found = books.assets.near(Likeness(phash=center, dhash=0), radius, limit=1000)
            near = {asset_id: apart for asset_id, apart in expected.items() if apart <= radius}
            assert dict(found) == near
            assert [apart for _, apart in found] == sorted(near.values())


def test_the_nearest_come_first_and_no_more_than_asked_for(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        for bits in (0b111, 0b1, 0b11):
            put(books, bits, likeness=Likeness(phash=bits, dhash=0))
    with catalogue.reading() as books:
        found = books.assets.near(Likeness(phash=0, dhash=0), 10, limit=2)
    assert [apart for _, apart in found] == [1, 2]


@pytest.mark.parametrize("distance", [-1, LARGEST_DISTANCE + 1])
def test_a_distance_that_would_not_be_complete_is_refused(
    catalogue: Catalogue, distance: int
) -> None:
    with catalogue.reading() as books, pytest.raises(InvalidRequest):
        books.assets.near(Likeness(phash=0, dhash=0), distance)


@given(st.integers(0, 2**64 - 1))
def test_the_thirds_make_the_whole(phash: int) -> None:
    whole = 0
    for band, bits in zip(bands_of(phash), BAND_BITS, strict=True):
        whole = whole << bits | band
    assert whole == phash


def test_the_indexes_alone_answer(catalogue: Catalogue) -> None:
    sqlite = catalogue._engine.dialect.name == "sqlite"
    with catalogue.transaction() as books:
        put(books, 1)
    with statements(catalogue) as asked, catalogue.reading() as books:
        books.assets.near_hash(0, 8)
        books.features.voted([1, 2], 10)
    with catalogue._engine.connect() as connection:
        if not sqlite:  # it would not trouble an index for one row
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        for question in (each for each in asked if "json" in each):
            plan = _plan(connection, question, sqlite=sqlite)
            assert "likeness_band_2" in plan or "word=" in plan or "feature_word" in plan, plan
            assert "SCAN likeness" not in plan, plan
            assert "SCAN feature_word" not in plan, plan
            assert "Seq Scan on" not in plan, plan


def _plan(connection: Connection, question: str, *, sqlite: bool) -> str:
    # Parameters are told as their kinds need, since only the plan is wanted.
    known = {"words": "[1]", "band_0": "[1]", "band_1": "[1]", "band_2": "[1]"}
    numbers = {"own_1": 0, "own_2": 0, "own": 0, "farthest": 8, "limit": 10, "power_1": -0.5}
    if sqlite:
        values = tuple("[1]" if "json_each" in part else 1 for part in question.split("?")[:-1])
        rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + question, values)
    else:
        rows = connection.exec_driver_sql("EXPLAIN " + question, {**known, **numbers})
    return str(rows.all())
