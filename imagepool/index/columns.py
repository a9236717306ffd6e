"""Columns: how the values of facets lie, so that counting all facets of a million takes little.

tantivy counts a column in which each asset has exactly one value thirty times as fast as one in
which some have several or none, and what it takes hardly depends on how many different values
there are. So a column holds all that an asset has of a facet, joined, or of some facets that go
together; only themes, of which there would be too many combinations, lie in several columns, the
last ones of which may hold a filler. A value stands in one column of an asset at most, so the sums
over the columns are the counts.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from imagepool.search.facets import FACETS, UNSET

__all__ = ["COLUMNS", "added_up", "columns_of", "fillers", "spread"]

_TOGETHER = (("district", "municipality"), ("year", "orientation"), ("use", "license"))
_STARTS: Mapping[str, tuple[int, ...]] = {"theme": (0, 2, 4)}  # of the values in each column
_JOINT = "\x1f"  # between values; the unit separator of ASCII stands in no text that people wrote
_BESIDE = "\x1e"  # likewise, its record separator: between facets
_FILLER = ""


def _held() -> Iterator[tuple[str, tuple[str, ...]]]:
    together = {facet: facets for facets in _TOGETHER for facet in facets}
    for facets in dict.fromkeys(together.get(facet, (facet,)) for facet in FACETS):
        parts = len(_STARTS.get(facets[0], (0,)))
        for part in range(parts):
            yield "_".join(("count", *facets, *([str(part)] if parts > 1 else []))), facets


_HELD = dict(_held())
COLUMNS = tuple(_HELD)


@functools.cache
def columns_of(facet: str) -> tuple[str, ...]:
    """Return the names of the fields that hold the facet's values for counting."""
    return tuple(column for column, facets in _HELD.items() if facet in facets)


def fillers() -> Iterator[tuple[str, str]]:
    """Yield (column, value) of a record that is no asset; without them columns had gaps."""
    return ((column, _FILLER) for column in COLUMNS)


def spread(facets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield (column, value) for an asset that has these values of facets, none twice."""
    for held in dict.fromkeys(_HELD.values()):
        values = [list(facets.get(facet, ())) or [UNSET] for facet in held]
        starts = _STARTS.get(held[0])
        if starts:
            parts = [_JOINT.join(values[0][a:b]) for a, b in pairwise((*starts, None))]
        else:  # in one order, since each combination is counted by itself
            parts = [_BESIDE.join(_JOINT.join(sorted(each)) for each in values)]
        yield from zip(columns_of(held[0]), parts, strict=True)


def added_up(facet: str, counted: Mapping[str, Iterable[tuple[str, int]]]) -> Counter[str]:
    """Return value -> assets, from what was counted in each of the facet's columns."""
    sums: Counter[str] = Counter()
    for column in columns_of(facet):
        place = _HELD[column].index(facet)
        for joined, count in counted[column]:
            if joined != _FILLER:
                for value in joined.split(_BESIDE)[place].split(_JOINT):
                    sums[value] += count
    return sums
