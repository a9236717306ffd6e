from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.errors import InvalidQuery
from imagepool.index import AssetIndex, paging
from imagepool.index.cursor import Cursor
from imagepool.search.query import Query
from tests.index.answers import numbers, pages
from tests.search.assets import id_of, make_document


def fill(index: AssetIndex, count: int, batch: int = 40) -> None:
    """Index so many assets in several segments; every third is named twice, so scores differ."""
    for start in range(1, count + 1, batch):
        stop = min(start + batch, count + 1)
        index.apply(
            stop,
            [
                make_document(n, "Wald" if n % 3 else "Wald und Wiese am Waldrand")
                for n in range(start, stop)
            ],
        )


@pytest.mark.parametrize("text", ["", "Wald"])
@pytest.mark.parametrize("limit", [1, 7, 50, 200])
def test_the_pages_hold_every_answer_once(index: AssetIndex, text: str, limit: int) -> None:
    fill(index, 60 if limit == 1 else 150)
    found = [n for page in pages(index, Query(text=text, limit=limit)) for n in numbers(page)]
    whole = numbers(index.search(Query(text=text, limit=200)))
    assert found == whole
    assert len(set(found)) == len(found) == (60 if limit == 1 else 150)


def test_without_words_the_newest_come_first(index: AssetIndex) -> None:
    fill(index, 90)
    found = [n for page in pages(index, Query(limit=20)) for n in numbers(page)]
    assert found == list(range(90, 0, -1))


def test_of_equals_the_newest_come_first_whatever_segment_they_lie_in(index: AssetIndex) -> None:
    for number in (3, 1, 5, 2, 4):
        index.apply(1, [make_document(number, "Wald")])
    assert numbers(index.search(Query(text="Wald"))) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("text", ["", "Wald"])
def test_an_asset_that_comes_in_between_repeats_no_other(index: AssetIndex, text: str) -> None:
    fill(index, 100)
    query = Query(text=text, limit=30)
    first = index.search(query)
    index.apply(200, [make_document(101, "Wald"), make_document(102, "Wald")])
    rest = list(pages(index, replace(query, after=first.next)))
    found = numbers(first) + [n for page in rest for n in numbers(page)]
    assert len(found) == len(set(found))
    assert set(range(1, 101)) <= set(found)


@pytest.mark.parametrize("text", ["", "Wald"])
def test_a_page_may_begin_behind_an_asset_that_is_gone(index: AssetIndex, text: str) -> None:
    fill(index, 50)
    query = Query(text=text, limit=20)
    first = index.search(query)
    index.apply(100, [], removed=[id_of(numbers(first)[-1])])
    rest = [n for page in pages(index, replace(query, after=first.next)) for n in numbers(page)]
    assert not set(rest) & set(numbers(first))
    assert len(rest) == 30


def test_very_many_equals_come_each_once_too(index: AssetIndex) -> None:
    count = paging._MANY + 300
    half = count // 2
    index.apply(1, [make_document(n, "Wald") for n in range(half)])
    index.apply(2, [make_document(n, "Wald") for n in range(half, count)])
    found = [n for page in pages(index, Query(text="Wald", limit=200)) for n in numbers(page)]
    assert sorted(found) == list(range(count))


def test_a_cursor_far_behind_the_end_brings_an_empty_page(index: AssetIndex) -> None:
    fill(index, 20)
    for text in ("", "Wald"):
        page = index.search(Query(text=text, after=str(Cursor(9_999_999_999, 0.0, 0))))
        assert (page.hits, page.next, page.total) == ((), None, 20)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_pages_of_any_size_join_into_the_same_list(walked: AssetIndex, data: st.DataObject) -> None:
    query = Query(text="Wald Wiese", limit=data.draw(st.integers(1, 40)))
    whole = numbers(walked.search(Query(text="Wald Wiese", limit=200)))
    found = [n for page in pages(walked, query) for n in numbers(page)]
    assert found == whole


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> AssetIndex:
    index = AssetIndex(tmp_path_factory.mktemp("walked"))
    fill(index, 120, batch=25)
    return index


def test_a_page_that_lies_deeper_than_anybody_reads_is_refused(
    index: AssetIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "_DEEPEST", 30)
    fill(index, 40)
    forged = str(Cursor(9_999_999_999, 0.0, 0))  # would rank all there is, and keep it
    with pytest.raises(InvalidQuery):
        index.search(Query(text="Wald", after=forged))
    assert index.search(Query(limit=5, after=forged)).hits == ()  # sorted, nothing is ranked


def test_few_hits_of_a_question_are_kept(
    index: AssetIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "_KEPT", 20)
    fill(index, 60)
    found = [n for page in pages(index, Query(text="Wald", limit=7)) for n in numbers(page)]
    assert len(set(found)) == len(found) == 60
