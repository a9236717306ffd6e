from __future__ import annotations

from collections import Counter

import pytest
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
        assert books.features.voted([3, 4, 4], 10) == [(one.id, 2.0)]


def test_rare_words_weigh_more(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        ids = [put(books, number).id for number in range(4)]
        for asset_id in ids[:3]:
            books.features.set(asset_id, b"", [1], version=1)
        books.features.set(ids[3], b"", [2], version=1)
    with catalogue.reading() as books:
        (first, whole), *others = books.features.voted([1, 2], 10)
    assert (first, whole) == (ids[3], 1.0)
    assert [key for key, _ in others] == ids[:3]
    assert [weight for _, weight in others] == pytest.approx([1 / 3**0.5] * 3)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_everything_with_a_word_in_common_is_found(
    catalogue: Catalogue, kept: list[list[int]], asked: list[int]
) -> None:
    with catalogue.transaction() as books:
        ids = [put(books, number).id for number in range(6)]
        kept += [[]] * (6 - len(kept))  # those of the example before are no more
        for asset_id, words in zip(ids, kept, strict=True):
            books.features.set(asset_id, b"x", words, version=1)
    with catalogue.reading() as books:
        found = dict(books.features.voted(asked, 100))
    owners = Counter(word for words in kept for word in {*words})
    for asset_id, words in zip(ids, kept, strict=True):
        weight = sum(owners[word] ** -0.5 for word in {*words} & {*asked})
        assert found.get(asset_id, 0.0) == pytest.approx(weight)


def test_thousands_of_words_are_one_question(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        books.features.set(asset.id, b"", [70_000], version=1)
    with catalogue.reading() as books:
        assert books.features.voted(range(100_000), 10) == [(asset.id, 1.0)]
