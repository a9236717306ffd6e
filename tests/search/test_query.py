from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.asset import State
from imagepool.errors import InvalidQuery
from imagepool.search.facets import FACETS
from imagepool.search.query import LONGEST_TEXT, Query

_TYPED = st.text(st.sampled_from(' "ab:/district16062üÄ😀\n'), max_size=60) | st.text(max_size=60)
_VALUES = st.lists(st.text(min_size=1, max_size=20), max_size=3).map(tuple)
_FILTERS = st.dictionaries(st.sampled_from(FACETS), _VALUES)


def test_words_and_filters_are_told_apart() -> None:
    query = Query.parse("  Fachwerk district:16062  Winter theme:natur district:16065 ")
    assert query.text == "Fachwerk Winter"
    assert query.filters == {"district": ("16062", "16065"), "theme": ("natur",)}
    assert str(query) == "Fachwerk Winter district:16062 district:16065 theme:natur"


@pytest.mark.parametrize(
    "text",
    [
        'Schloss "Bad Langensalza"',
        "10:30 Uhr",
        "Foto: Müller",
        "Kirche:innen",
        "https://example.org/a:b",
        "AND OR NOT (a* ~b^2) [x TO y] {z} \\ + - !",
        "🎄🎅🏽",
        "district:",
        "''\"\"",
        "Robert'); DROP TABLE asset;--",
    ],
)
def test_everything_else_is_words(text: str) -> None:
    query = Query.parse(text)
    assert not query.filters
    assert Query.parse(str(query)) == query


def test_in_quotes_a_filter_is_a_word() -> None:
    assert not Query.parse('"district:16062"').filters
    assert Query(text="district:16062").text == '"district:16062"'


def test_a_value_may_have_spaces_in_quotes() -> None:
    assert Query.parse('theme:"a b" Wald').filters == {"theme": ("a b",)}


def test_a_quote_that_is_never_closed_harms_nobody() -> None:
    assert Query.parse('Wald "im Winter district:16062').filters == {"district": ("16062",)}


@given(_TYPED)
def test_a_search_as_typed_prints_as_the_same_search(text: str) -> None:
    try:
        query = Query.parse(text)
    except InvalidQuery as error:
        assert "filter" in error.message  # noqa: PT017  # only this may be wrong with a text
        return
    assert Query.parse(str(query)) == query


@given(_TYPED, _FILTERS)
def test_a_search_as_built_prints_as_the_same_search(
    text: str, filters: dict[str, tuple[str, ...]]
) -> None:
    query = Query(text=text, filters=filters)
    assert Query.parse(str(query)) == query


def test_an_unknown_filter_is_refused_with_a_suggestion() -> None:
    with pytest.raises(InvalidQuery) as refused:
        Query.parse("Kirche distrikt:16062")
    assert "'district'" in refused.value.hint
    with pytest.raises(InvalidQuery):
        Query(filters={"camera": ("red",)})


@pytest.mark.parametrize("length", [LONGEST_TEXT + 1, 200_000])
def test_a_text_of_absurd_length_is_refused(length: int) -> None:
    with pytest.raises(InvalidQuery, match="long"):
        Query(text="x" * length)
    with pytest.raises(InvalidQuery, match="long"):
        Query.parse("x" * length)


def test_too_many_values_are_refused() -> None:
    with pytest.raises(InvalidQuery, match="long"):
        Query(filters={"year": tuple(map(str, range(101)))})


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_page_has_a_sensible_size(limit: int) -> None:
    with pytest.raises(InvalidQuery):
        Query(limit=limit)


def test_queries_are_values() -> None:
    one, other = Query.parse("Wald year:2024"), Query(text="Wald", filters={"year": ("2024",)})
    assert one == other
    assert hash(one) == hash(other)
    assert one.states == (State.PUBLISHED,)


@pytest.mark.parametrize("text", ['"', "'", "???", '""'])
def test_what_holds_no_word_is_not_the_search_for_everything(text: str) -> None:
    assert Query.parse(text).text
    assert not Query.parse(f"{text} theme:wald").text or "theme" not in Query.parse(text).text


@pytest.mark.parametrize("changes", [{"sort": "color"}, {"shade": "red"}, {"shade": "#12345"}])
def test_an_order_or_color_that_there_is_not_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(InvalidQuery) as refused:
        Query(**changes)  # type: ignore[arg-type]  # as an address may have it
    assert refused.value.hint
