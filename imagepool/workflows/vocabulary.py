"""The vocabulary: a region's words as the search knows them."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from collections.abc import Iterable, Iterator
from pathlib import Path

from imagepool.region.facets import facet_of
from imagepool.region.folders import find_folder
from imagepool.region.labels import FacetLabels
from imagepool.region.names import name_key
from imagepool.region.places import Locality, Municipality
from imagepool.region.region import Region, load_region
from imagepool.region.themes import Term, Theme
from imagepool.rights.license import License
from imagepool.rights.licenses import load_licenses
from imagepool.rights.uses import Channel, Purpose
from imagepool.search import words
from imagepool.search.vocabulary import Concept, Vocabulary


def vocabulary_of(region: Region, licenses: Iterable[License] = ()) -> Vocabulary:
    """Return the region's themes as concepts; its places, formats and licenses as things."""
    labels, known = region.facet_labels, tuple(licenses)
    concepts = [*map(_theme, region.themes.values()), *map(_term, region.terms)]
    things = [*_places(region), *_orientations(labels), *_licenses(known, labels)]
    return Vocabulary([*concepts, *things, *_uses(known, labels)])


@functools.cache  # made when first searched in, since that takes as long as opening a pool
def vocabulary_in(region: str) -> Vocabulary:
    """Return the vocabulary of a region named by its pack or folder."""
    return vocabulary_of(load_region(region), load_licenses().values())


@functools.cache
def edition_of(region: str) -> str:
    """Return a mark of all that decides which words an asset is found by.

    It changes with the region's tables, the analyzer's own files and its stemmer; an index of
    another edition is made anew.
    """
    content = hashlib.sha256(importlib.metadata.version("snowballstemmer").encode())
    for path in (*_tables(region), *_analyzer()):
        content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()[:16]


def _tables(region: str) -> Iterable[Path]:
    folder = find_folder(region)
    names = {path.name for each in folder.paths for path in each.glob("*.csv")}
    return [folder.file(name) for name in sorted(names)]


def _analyzer() -> Iterable[Path]:
    """Return the files of the rooms that make documents of assets."""
    here = Path(__file__)
    rooms = (Path(words.__file__).parent, here.parents[1] / "region")
    own = (here, here.with_name("known.py"), here.parents[1] / "rights" / "usable.py")
    return (*own, *sorted(file for room in rooms for file in room.glob("*.*")))


def _theme(theme: Theme) -> Concept:
    german = (theme.label["de"], *theme.alt["de"])
    english = (theme.label["en"], *theme.alt["en"])
    return Concept(
        theme.id, theme.broader, german, foreign=english, shows=theme.shows, facet=facet_of(theme)
    )


def _term(term: Term) -> Concept:
    german, english = term.words["de"], term.words["en"]
    return Concept(term.id, term.broader, german, "term", foreign=english, shows=term.shows)


def _places(region: Region) -> Iterator[Concept]:
    for district in region.districts:
        fact = f"place:{district.ags}"
        names = (district.name, *district.alt)
        yield Concept(fact, "", names, "district", (fact,))
        if district.plates:
            yield Concept(f"plate:{district.ags}", "", district.plates, "plate", (fact,))
    for town in region.municipalities:
        yield _municipality(town, region)
    for spot in region.gazetteer.localities:
        yield _locality(spot, region)
    for land in region.gazetteer.landscapes:
        id_ = f"landscape:{name_key(land.name).replace(' ', '-')}"
        inside = tuple(f"place:{key}" for key in land.ags)
        yield Concept(id_, "", (land.name, *land.alt), "landscape", (id_,), inside)


def _municipality(town: Municipality, region: Region) -> Concept:
    around = f"place:{town.district}"
    district = region.label("district", town.district, "de")
    names = (town.name, *town.alt)
    exact = (f"{name} {district}" for name in names)  # what a choice between namesakes types
    return Concept(
        f"place:{town.ags}", around, (*names, *exact), "place", (f"place:{town.ags}",), (around,)
    )


def _locality(spot: Locality, region: Region) -> Concept:
    around = f"place:{spot.ags}"
    id_ = f"{around}/{name_key(spot.name).replace(' ', '-')}"
    town = region.gazetteer.municipality(spot.ags)
    names = (spot.name, *spot.alt)
    exact = (f"{name} {town.name}" for name in names if town)
    kind = "sight" if spot.kind == "sight" else "spot"
    return Concept(id_, around, (*names, *exact), kind, (id_,), (around,))


def _orientations(labels: FacetLabels) -> Iterator[Concept]:
    for value in labels.entries["orientation"]:
        fact = f"orientation:{value}"
        yield Concept(fact, "", labels.words("orientation", value), "orientation", (fact,))


def _licenses(licenses: Iterable[License], labels: FacetLabels) -> Iterator[Concept]:
    for one in licenses:
        fact = f"license:{one.id}"
        names = (one.id, one.short_name, *labels.words("license", one.id))
        yield Concept(fact, "", names, "license", (fact,))


def _uses(licenses: tuple[License, ...], labels: FacetLabels) -> Iterator[Concept]:
    """Yield purposes and channels, each with the licenses that allow it without asking."""
    for use in (*Purpose, *Channel):
        name = "purpose" if isinstance(use, Purpose) else "channel"
        allowing = [
            one.id
            for one in licenses
            if (said := one.permission(use)) and said.verdict == "allowed"
        ]
        typed = labels.typed(name, use)
        if typed and allowing:
            facts = tuple(f"license:{id_}" for id_ in allowing)
            yield Concept(f"{name}:{use}", "", typed, name, facts)
