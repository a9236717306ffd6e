"""The filters of a page of results: which values of each facet are offered, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from imagepool.search.facets import UNSET
from imagepool.workflows.search import FacetCount

__all__ = ["Entry", "Filter", "filters_of"]

_MOST = 80  # values of a facet; whoever looks for a rarer one types it
_OPEN = frozenset({"theme", "municipality", "season"})  # unfolded from the beginning


@dataclass(frozen=True, slots=True)
class Entry:
    """One value that can be ticked."""

    count: FacetCount
    depth: int  # in the facet's tree


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet with what it offers."""

    facet: str
    entries: tuple[Entry, ...]

    @property
    def chosen(self) -> int:
        """How many values are ticked."""
        return sum(entry.count.selected for entry in self.entries)

    @property
    def unfolded(self) -> bool:
        """Whether it stands open when the page comes."""
        return bool(self.chosen) or self.facet in _OPEN


def filters_of(
    facets: Mapping[str, Sequence[FacetCount]], *, curator: bool = False
) -> tuple[Filter, ...]:
    """Return the filters that are worth showing; only a curator is offered what is not known."""
    made = (
        Filter(facet, tuple(_entries(facet, counts, curator=curator)))
        for facet, counts in facets.items()
    )
    return tuple(each for each in made if each.entries)


def _entries(facet: str, counts: Sequence[FacetCount], *, curator: bool) -> Iterator[Entry]:
    known = [each for each in counts if each.value != UNSET]
    shown = [each for place, each in enumerate(known) if place < _MOST or each.selected]
    yield from _tree(facet, shown)
    unset = next((each for each in counts if each.value == UNSET), None)
    if unset and (unset.selected or (curator and unset.count and known)):
        yield Entry(unset, 0)


def _tree(facet: str, counts: Sequence[FacetCount]) -> Iterator[Entry]:
    """Yield the values with those below them; below a purpose only where it is chosen."""
    present = {each.value for each in counts}
    below: dict[str, list[FacetCount]] = {}
    for each in counts:
        below.setdefault(each.broader if each.broader in present else "", []).append(each)

    def under(value: str, depth: int, *, wanted: bool) -> Iterator[Entry]:
        for each in below.get(value, ()):
            if wanted or each.selected:
                yield Entry(each, depth)
            unfolded = facet != "use" or each.selected
            yield from under(each.value, depth + 1, wanted=unfolded)

    return under("", 0, wanted=True)
