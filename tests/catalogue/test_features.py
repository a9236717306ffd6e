from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.catalogue import Catalogue
from tests.catalogue.made import put

WORDS = st.lists(st.integers(0, 2**24 - 1), max_size=40)


def test_features_come_back_and_replace_earlier_ones(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one, other = put(books, 1), put(books, 2)
        books.features.set(one.id, b"first", [1, 2, 3], version=1)
        books.features.set(one.id, b"second", [3, 4, 4], version=2)
    with catalogue.reading() as books:
        assert books.features.many([one.id, other.id, "unknown"]) == {one.id: b"second"}
        assert books.features.versions([one.id, other.id]) == {one.id: 2}
        assert books.features.voted([1, 2], 10) == []
        assert books.features.voted([3, 4, 4], 10) == [(one.id, 2)]


def test_whoever_has_most_words_in_common_comes_first(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        ids = [put(books, number).id for number in range(5)]
        for count, asset_id in enumerate(ids):
            books.features.set(asset_id, b"", range(100, 100 + 3 * count), version=1)
    with catalogue.reading() as books:
        found = books.features.voted(range(100, 107), 2)
    assert found == [(ids[3], 7), (ids[4], 7)]


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_votes_are_the_words_in_common(
    catalogue: Catalogue, kept: list[list[int]], asked: list[int]
) -> None:
    with catalogue.transaction() as books:
        ids = [put(books, number).id for number in range(len(kept))]
        for asset_id, words in zip(ids, kept, strict=True):
            books.features.set(asset_id, b"x", words, version=1)
    with catalogue.reading() as books:
        found = books.features.voted(asked, 100)
    expected = {key: len({*words} & {*asked}) for key, words in zip(ids, kept, strict=True)}
    assert Counter(dict(found)) == Counter({key: n for key, n in expected.items() if n})


def test_thousands_of_words_are_one_question(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        books.features.set(asset.id, b"", [70_000], version=1)
    with catalogue.reading() as books:
        assert books.features.voted(range(100_000), 10) == [(asset.id, 1)]
