from __future__ import annotations

import pytest

from imagepool.asset import Facts, FactValue, Place
from imagepool.region.region import load_region
from imagepool.style.whereabouts import PLACE_IN_REGION, located
from tests.style.pictures import facts_of

REGION = load_region("nordthueringen")
INSIDE: dict[str, dict[str, FactValue]] = {
    "the place that it shows": {"location_shown": (Place(city="Mühlhausen"),)},
    "the place where it was taken": {"location_created": Place(city="Sondershausen")},
    "coordinates": {"latitude": 51.2089, "longitude": 10.4524},
    "a keyword": {"keywords": ("Frühling", "Bad Langensalza")},
}
OUTSIDE: dict[str, dict[str, FactValue]] = {
    "a town far away": {"location_shown": (Place(city="München"),)},
    "coordinates far away": {"latitude": 48.137, "longitude": 11.575},
    "another country": {"location_created": Place(city="Mühlhausen", country_code="CZ")},
}


def where(facts: Facts) -> object:
    fact = located(facts, REGION).fields.get(PLACE_IN_REGION)
    return fact.value if fact else None


@pytest.mark.parametrize("stated", INSIDE.values(), ids=INSIDE)
def test_what_lies_in_the_region_is_found(stated: dict[str, FactValue]) -> None:
    place = where(facts_of(**stated))
    assert isinstance(place, Place)
    assert place.district in {district.ags for district in REGION.districts}


@pytest.mark.parametrize("stated", OUTSIDE.values(), ids=OUTSIDE)
def test_what_lies_elsewhere_is_said_to(stated: dict[str, FactValue]) -> None:
    assert where(facts_of(**stated)) == ""


@pytest.mark.parametrize("stated", [{}, {"location_shown": (Place(),)}, {"keywords": ("Wald",)}])
def test_where_no_place_is_stated_nothing_is_said(stated: dict[str, FactValue]) -> None:
    facts = facts_of(**stated)
    assert located(facts, REGION) is facts
