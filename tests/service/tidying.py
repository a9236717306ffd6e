"""Whoever fills the pool that all tests of this room share, clears up after themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from imagepool.asset import Asset, State
from imagepool.pool import Pool
from imagepool.search.query import Query


@pytest.fixture
def tidy(pool: Pool) -> Iterator[None]:
    """Take back what a test leaves waiting or published, for pages of others list the newest."""
    before = {asset.id for asset in _standing(pool)}
    yield
    for asset in _standing(pool):
        if asset.id not in before:
            pool.withdraw(asset.id, actor="tests", reason="tidied up")


def _standing(pool: Pool) -> list[Asset]:
    states = (State.IN_REVIEW, State.DRAFT, State.PUBLISHED)
    found, after = [], None
    while True:
        page = pool.search(Query(states=states, limit=48, after=after), patient=True)
        found += [hit.asset for hit in page.hits]
        after = page.next
        if after is None:
            return found
