from __future__ import annotations

from collections import Counter

from hypothesis import given, strategies as st

from imagepool.index.columns import COLUMNS, added_up, columns_of, fillers, spread
from imagepool.search.facets import FACETS, UNSET

_VALUES = st.lists(
    st.text(st.characters(exclude_characters="\x1e\x1f"), min_size=1, max_size=3), unique=True
)
_ASSET = st.dictionaries(st.sampled_from(FACETS), _VALUES)


@given(st.lists(_ASSET, max_size=8))
def test_what_is_spread_over_columns_adds_up_to_the_counts(
    assets: list[dict[str, list[str]]],
) -> None:
    lying = Counter(pair for asset in assets for pair in spread(asset))
    counted = {column: [(v, n) for (c, v), n in lying.items() if c == column] for column in COLUMNS}
    for facet in FACETS:
        wanted = Counter(value for asset in assets for value in (asset.get(facet) or [UNSET]))
        assert added_up(facet, counted) == wanted


@given(_ASSET)
def test_every_column_has_exactly_one_value(asset: dict[str, list[str]]) -> None:
    assert sorted(column for column, _ in spread(asset)) == sorted(COLUMNS)


def test_a_record_that_is_no_asset_counts_nowhere() -> None:
    assert tuple(column for column, _ in fillers()) == COLUMNS
    nothing = {column: [(value, 1)] for column, value in fillers()}
    assert not any(added_up(facet, nothing) for facet in FACETS)
    assert all(columns_of(facet) for facet in FACETS)
