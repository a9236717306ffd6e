"""Columns: how the values of a facet lie, so that counting all facets of a million takes little.

tantivy counts a column in which each asset has exactly one value thirty times as fast as one in
which some have several or none. So a facet has one column, or a few where several values are usual.
Each holds one value; the last one holds all that are left, joined; and empty ones hold a filler.
A value stands in one column of an asset at most, so the sums over the columns are the counts.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from imagepool.search.facets import FACETS, UNSET

__all__ = ["COLUMNS", "added_up", "columns_of", "fillers", "spread"]

_SEVERAL: Mapping[str, int] = {"theme": 6, "color": 3}
_JOINT = "\x1f"  # between values; the unit separator of ASCII stands in no text that people wrote
_FILLER = ""


@functools.cache
def columns_of(facet: str) -> tuple[str, ...]:
    """Return the names of the fields that hold the facet's values for counting."""
    return tuple(f"{facet}_{place}" for place in range(_SEVERAL.get(facet, 1)))


COLUMNS = tuple(column for facet in FACETS for column in columns_of(facet))


def fillers() -> Iterator[tuple[str, str]]:
    """Yield (column, value) of a record that is no asset; without them columns had gaps."""
    return ((column, _FILLER) for column in COLUMNS)


def spread(facet: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (column, value) for an asset that has these values of a facet, none twice."""
    *single, last = columns_of(facet)
    told = list(values) or [UNSET]
    for place, column in enumerate(single):
        yield column, told[place] if place < len(told) else _FILLER
    yield last, _JOINT.join(told[len(single) :])


def added_up(counted: Iterable[tuple[str, int]]) -> Counter[str]:
    """Return value -> assets, from what was counted in all columns of a facet."""
    sums: Counter[str] = Counter()
    for joined, count in counted:
        if joined != _FILLER:
            for value in joined.split(_JOINT):
                sums[value] += count
    return sums
