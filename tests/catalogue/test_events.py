from __future__ import annotations

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import CatalogueFailed
from tests.catalogue.made import make_event, put


def test_an_assets_history_is_told_in_its_order(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset, other = put(books, 1), put(books, 2)
        taken = make_event(asset, "download", preset="screen")
        books.events.add(taken)
        books.events.add(make_event(other, "download"))
    with catalogue.reading() as books:
        assert books.events.of_asset(asset.id) == [make_event(asset), taken]
        assert books.events.of_asset("nobody") == []


def test_a_download_is_no_change_of_the_asset(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        books.events.add(make_event(asset, "download"))
    with catalogue.reading() as books:
        assert books.changes.last() == 1


def test_all_events_come_in_pages_newest_first(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        assets = [put(books, number) for number in range(5)]
    with catalogue.reading() as books:
        first = books.events.page(limit=3)
        second = books.events.page(after=first.next, limit=3)
    told = [event.asset_id for event in (*first.items, *second.items)]
    assert told == [asset.id for asset in assets[::-1]]
    assert second.next is None


def test_an_event_needs_its_asset(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueFailed), catalogue.transaction() as books:
        books.events.add(make_event("nobody"))
