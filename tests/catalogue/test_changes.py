from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.asset import State
from imagepool.catalogue import Catalogue, Change, Transaction
from imagepool.errors import CatalogueFailed
from tests.catalogue.made import REPORT, make_event, put


def test_the_feed_of_an_empty_catalogue_is_empty(catalogue: Catalogue) -> None:
    with catalogue.reading() as books:
        assert books.changes.last() == 0
        assert books.changes.after(0) == []


def test_positions_count_every_change_without_a_gap(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one, two = put(books, 1), put(books, 2)
    with catalogue.transaction() as books:
        books.assets.replace(replace(one, state=State.PUBLISHED), make_event(one, "publish"))
    with catalogue.reading() as books:
        assert books.changes.last() == 3
        assert books.changes.after(0) == [Change(2, two.id), Change(3, one.id)]
        assert books.changes.after(2) == [Change(3, one.id)]
        assert books.changes.after(3) == []


def test_the_feed_comes_in_portions(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        for number in range(5):
            put(books, number)
    with catalogue.reading() as books:
        first = books.changes.after(0, limit=3)
        second = books.changes.after(first[-1].position, limit=3)
    assert [change.position for change in [*first, *second]] == [1, 2, 3, 4, 5]


def _fail_half_way(books: Transaction) -> None:
    put(books, 1)
    put(books, 2, agreement_id="nobody signed this")


def test_a_change_rolled_back_leaves_no_gap(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueFailed), catalogue.transaction() as books:
        _fail_half_way(books)
    with catalogue.transaction() as books:
        assert put(books, 2).number == 1
    with catalogue.reading() as books:
        assert [change.position for change in books.changes.after(0)] == [1]


def test_a_new_report_alone_is_no_change(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        books.assets.set_report(asset.id, REPORT)
    with catalogue.reading() as books:
        assert books.changes.last() == 1
