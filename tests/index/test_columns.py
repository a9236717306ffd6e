from __future__ import annotations

from collections import Counter

from hypothesis import given, strategies as st

from imagepool.index.columns import COLUMNS, added_up, columns_of, fillers, spread
from imagepool.search.facets import FACETS, UNSET

_VALUES = st.lists(st.text(min_size=1, max_size=3).filter(lambda v: "\x1f" not in v), unique=True)


@given(st.sampled_from(FACETS), st.lists(_VALUES, max_size=12))
def test_what_is_spread_over_columns_adds_up_to_the_counts(
    facet: str, assets: list[list[str]]
) -> None:
    lying = [pair for values in assets for pair in spread(facet, values)]
    counted = Counter(value for _, value in lying)
    wanted = Counter(value for values in assets for value in (values or [UNSET]))
    assert added_up(counted.items()) == wanted


@given(st.sampled_from(FACETS), _VALUES)
def test_every_column_has_exactly_one_value(facet: str, values: list[str]) -> None:
    assert [column for column, _ in spread(facet, values)] == list(columns_of(facet))


def test_a_record_that_is_no_asset_counts_nowhere() -> None:
    assert tuple(column for column, _ in fillers()) == COLUMNS
    assert not added_up((value, 1) for _, value in fillers())
