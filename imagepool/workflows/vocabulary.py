"""The vocabulary: a region's words as the search knows them."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from collections.abc import Iterable
from pathlib import Path

from imagepool.region.facets import facet_of
from imagepool.region.region import Region, load_region, region_folder
from imagepool.search import words
from imagepool.search.vocabulary import Concept, Vocabulary


def vocabulary_of(region: Region) -> Vocabulary:
    """Return the region's themes as concepts, and the names of its places."""
    concepts = (
        Concept(one.id, one.broader, one.words, facet_of(one)) for one in region.themes.values()
    )
    return Vocabulary(concepts, region.place_names())


@functools.cache  # made when first searched in, since that takes as long as opening a pool
def vocabulary_in(region: str) -> Vocabulary:
    """Return the vocabulary of a region named by its pack or folder."""
    return vocabulary_of(load_region(region))


@functools.cache
def edition_of(region: str) -> str:
    """Return a mark of all that decides which words an asset is found by.

    It changes with the region's tables, the analyzer's own files and its stemmer; an index of
    another edition is made anew.
    """
    content = hashlib.sha256(importlib.metadata.version("snowballstemmer").encode())
    for path in (*_tables(region_folder(region)), *_analyzer()):
        content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()[:16]


def _tables(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.csv"))


def _analyzer() -> Iterable[Path]:
    """Return the files of the rooms that make documents of assets."""
    here = Path(__file__)
    rooms = (Path(words.__file__).parent, here.parents[1] / "region")
    own = (here, here.with_name("known.py"), here.parents[1] / "rights" / "usable.py")
    return (*own, *sorted(file for room in rooms for file in room.glob("*.*")))
