"""The vocabulary: a region's words as the search knows them."""

from __future__ import annotations

import functools

from imagepool.region.region import Region, load_region
from imagepool.search.vocabulary import Concept, Vocabulary


def vocabulary_of(region: Region) -> Vocabulary:
    """Return the region's themes as concepts, and the names of its places."""
    concepts = (Concept(one.id, one.broader, one.words) for one in region.themes.values())
    return Vocabulary(concepts, region.place_names())


@functools.cache  # made when first searched in, since that takes as long as opening a pool
def vocabulary_in(region: str) -> Vocabulary:
    """Return the vocabulary of a region named by its pack or folder."""
    return vocabulary_of(load_region(region))
