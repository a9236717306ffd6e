"""Gaps: what the pool lacks, by municipality and theme, and what was looked for in vain."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from imagepool.asset import Orientation
from imagepool.region.places import Municipality
from imagepool.region.region import Region
from imagepool.region.themes import Theme
from imagepool.rights.days import today
from imagepool.search.missed import MissedSearch, is_known, normal_form
from imagepool.search.periods import MONTHS
from imagepool.search.query import Query
from imagepool.search.understanding import understand
from imagepool.search.words import forms
from imagepool.workflows.indexing import bring_up_to_date
from imagepool.workflows.vocabulary import vocabulary_in
from imagepool.workflows.workshop import Workshop

AGES = ("recent", "older")  # taken this year or in the two before; and before that
_RECENT = 3  # years


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which pictures are counted; "" is all of them."""

    season: str = ""  # id of its concept
    orientation: str = ""  # value of ``Orientation``
    age: str = ""  # one of AGES
    district: str = ""  # official key
    theme: str = ""  # whose narrower themes are the columns; "" is the broadest


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many published pictures each municipality has of each theme."""

    towns: tuple[Municipality, ...]
    themes: tuple[Theme, ...]
    counts: Mapping[tuple[str, str], int]  # (key of the municipality, id of the theme)

    def count(self, town: Municipality, theme: Theme) -> int:
        return self.counts.get((town.ags, theme.id), 0)

    @property
    def gaps(self) -> int:
        """Pairs without any picture."""
        return sum(not self.count(t, e) for t, e in itertools.product(self.towns, self.themes))


def coverage(workshop: Workshop, part: Slice) -> Coverage:
    """Count the pictures of a slice by municipality and theme."""
    bring_up_to_date(workshop, patient=True)
    region = workshop.region
    towns = (town for town in region.municipalities if part.district in {"", town.district})
    return Coverage(
        tuple(sorted(towns, key=lambda town: (town.district, town.name))),
        columns(region, part.theme),
        _counts(workshop, part),
    )


def table(workshop: Workshop) -> Iterator[tuple[Municipality, Theme, Slice, int]]:
    """Yield the count of every municipality, theme, season, format and age."""
    seasons = tuple(seasons_of(workshop))
    shapes = [shape.value for shape in Orientation]
    for season, shape, age in itertools.product(seasons, shapes, AGES):
        part = Slice(season=season, orientation=shape, age=age)
        found = coverage(workshop, part)
        for town, theme in itertools.product(found.towns, found.themes):
            yield town, theme, part, found.count(town, theme)


def columns(region: Region, broader: str = "") -> tuple[Theme, ...]:
    """Return the themes right under one, or the broadest that a filter offers."""
    offered = region.filter_themes
    if broader:
        return tuple(theme for theme in offered if theme.broader == broader)
    ids = {theme.id for theme in offered}
    return tuple(theme for theme in offered if theme.broader not in ids)


def seasons_of(workshop: Workshop) -> Mapping[str, Mapping[str, str]]:
    """Return the ids of the seasons that the region's vocabulary has for the months, labeled."""
    vocabulary = vocabulary_in(workshop.region_name)
    named = (each.concepts for month in MONTHS["de"] for each in vocabulary.mentions(forms(month)))
    ids = dict.fromkeys(id_ for concepts in named for id_ in concepts)
    themes = workshop.region.themes
    return {id_: themes[id_].label for id_ in ids if id_ in themes}


def note_missed(workshop: Workshop, query: Query) -> None:
    """Count a search that found nothing that has all of it; of filters nothing is noted."""
    text = normal_form(query.text)
    if text:
        parts = understand(text, vocabulary_in(workshop.region_name))
        with workshop.catalogue.transaction() as books:
            books.missed_searches.note(text, today(), known=is_known(parts))


def wanted(workshop: Workshop, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of themes and the official keys of places that a text asks for."""
    parts = understand(text, vocabulary_in(workshop.region_name))
    offered = {theme.id for theme in workshop.region.filter_themes}
    themes = dict.fromkeys(id_ for part in parts for id_ in part.concepts if id_ in offered)
    facts = (fact for part in parts if not part.unwanted for fact in part.facts)
    keys = (fact.removeprefix("place:").partition("/")[0] for fact in facts if fact[:6] == "place:")
    return tuple(themes), tuple(dict.fromkeys(keys))


def missed(workshop: Workshop, limit: int = 200) -> tuple[MissedSearch, ...]:
    """Return the searches in vain that may be shown, the most asked first."""
    with workshop.catalogue.reading() as books:
        return tuple(books.missed_searches.shown(today(), limit))


def _counts(workshop: Workshop, part: Slice) -> Mapping[tuple[str, str], int]:
    """Count a slice; what is not recent is older, and so is what has no date."""
    if part.age == "older":
        recent = _counts(workshop, replace(part, age="recent"))
        of_any_age = _counts(workshop, replace(part, age=""))
        return {pair: count - recent.get(pair, 0) for pair, count in of_any_age.items()}
    return workshop.index.coverage(Query(filters=filters_of(part)))


def filters_of(part: Slice) -> dict[str, tuple[str, ...]]:
    """Return what a search is narrowed to, to find the pictures of a slice; "older" is left out."""
    filters: dict[str, tuple[str, ...]] = {
        "season": (part.season,),
        "orientation": (part.orientation,),
    }
    if part.age == "recent":
        year = today().year
        filters["year"] = tuple(str(each) for each in range(year - _RECENT + 1, year + 1))
    return {facet: values for facet, values in filters.items() if any(values)}
