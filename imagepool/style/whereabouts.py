"""Whether a photo shows the region: a fact derived from its place, which rules can read.

Rules see a photo and its facts and know no region, so that they stay pure; who has the region at
hand says where the photo lies before it is judged.
"""

from __future__ import annotations

from dataclasses import replace

from imagepool.asset import Fact, Facts, Place
from imagepool.photo.facts import describe
from imagepool.region.region import Region

__all__ = ["PLACE_IN_REGION", "located"]

PLACE_IN_REGION = "place_in_region"
"""The fact's name: the place within the region, or "" where what is stated lies outside or is
unknown there. Absent where nobody looked, or nothing is stated."""


def located(facts: Facts, region: Region) -> Facts:
    """Return the facts with the one on the region, found by names, coordinates and keywords."""
    words = describe(facts)
    stated = next((place for place in words.location_shown if str(place)), words.location_created)
    place = region.place_of(stated, words.latitude, words.longitude, words.keywords)
    if place is None and not _states_a_place(stated, words.latitude):
        return facts
    found: Place | str = place or ""
    return replace(facts, fields={**facts.fields, PLACE_IN_REGION: Fact(found, "derived")})


def _states_a_place(place: Place | None, latitude: float | None) -> bool:
    return latitude is not None or bool(place and str(place))
