from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from imagepool.catalogue import Catalogue, Transaction
from imagepool.errors import NotFound
from tests.catalogue.made import make_collection, put


def test_a_collection_comes_back_as_it_was_put_in_and_as_it_was_changed(
    catalogue: Catalogue,
) -> None:
    with catalogue.transaction() as books:
        one, other = (books.collections.add(make_collection(seed)) for seed in (1, 2))
        changed = books.collections.replace(replace(one, title="Anders", public=False))
    with catalogue.reading() as books:
        assert books.collections.all() == [other, changed]
        assert books.collections.get(one.id) == changed
        assert books.collections.titles([one.id, other.id, "nothing"]) == {other.id: other.title}
        with pytest.raises(NotFound):
            books.collections.get("nothing")


def test_pictures_lie_in_it_in_the_order_in_which_they_came(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one, other = (books.collections.add(make_collection(seed)) for seed in (1, 2))
        first, second, third = (put(books, seed).id for seed in (1, 2, 3))
        assert books.collections.put(one.id, [third, first, third]) == [third, first]
        assert books.collections.put(one.id, [first, second]) == [second]
        books.collections.put(other.id, [first])
    with catalogue.transaction() as books:
        assert books.collections.assets(one.id) == [third, first, second]
        assert books.collections.of_assets([first, second, "nothing"]) == {
            first: [one, other],
            second: [one],
        }
        assert books.collections.take_out(one.id, [first, "nothing"]) == [first]
        assert books.collections.assets(one.id) == [third, second]
        books.collections.remove(one.id)
        assert books.collections.all() == [other]
        assert books.assets.many([first, third]).keys() == {first, third}  # they stay


def test_what_lies_elsewhere_comes_anew_in_the_feed(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one = books.collections.add(make_collection(1))
        inside, outside = (put(books, seed).id for seed in (1, 2))
        last = books.changes.last()

    def changed() -> list[str]:
        with catalogue.reading() as books:
            return [change.asset_id for change in books.changes.after(last)]

    assert changed() == []
    acts: list[Callable[[Transaction], object]] = [
        lambda books: books.collections.put(one.id, [inside]),
        lambda books: books.collections.replace(replace(one, public=False)),
        lambda books: books.collections.take_out(one.id, [inside]),
    ]
    for act in acts:
        with catalogue.transaction() as books:
            last = books.changes.last()
            act(books)
        assert changed() == [inside]
        assert outside not in changed()


def test_what_is_put_in_while_a_collection_becomes_public_is_not_forgotten(
    catalogue: Catalogue,
) -> None:
    with catalogue.transaction() as books:
        one = books.collections.add(make_collection(1, public=False))
        asset_id = put(books, 1).id
    putting, done = threading.Event(), threading.Event()

    def put_in() -> None:
        with catalogue.transaction() as books:
            books.collections.put(one.id, [asset_id])
            putting.set()
            done.wait(0.3)  # not committed while the other one begins

    with ThreadPoolExecutor() as threads:
        other = threads.submit(put_in)
        putting.wait(10)
        with catalogue.transaction() as books:
            books.collections.replace(replace(one, public=True))
            last = books.changes.last()
        other.result()
    with catalogue.reading() as books:
        [change] = books.changes.after(0)
        assert change.position == last  # after it was public, so the index learns it
