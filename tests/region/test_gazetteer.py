from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from imagepool.asset import Place
from imagepool.region import Region, load_region
from imagepool.region.anchors import distance
from imagepool.region.places import Locality, Municipality

NORDHAUSEN, SOLLSTEDT, UNSTRUTTAL = "16062041", "16062049", "16064071"

HOME = load_region("nordthueringen")


def key_of(
    home: Region, place: Place | None = None, *point: float, keywords: tuple[str, ...] = ()
) -> str | None:
    latitude, longitude = point or (None, None)
    found = home.place_of(place, latitude, longitude, keywords)
    return found.ags if found else None


@pytest.mark.parametrize(
    ("city", "ags"),
    [
        ("Mühlhausen", "16064046"),
        ("Muehlhausen", "16064046"),
        ("Mühlhausen/Thüringen", "16064046"),
        ("MÜHLHAUSEN, Thüringen", "16064046"),
        ("Bad Frankenhausen", "16065003"),
        ("Rossleben", "16065087"),
        ("Heyerode", "16064074"),
        ("Südeichsfeld OT Heyerode", "16064074"),
        ("Kyffhäuserdenkmal", "16065085"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_name_is_found_however_it_is_spelled(home: Region, city: str, ags: str | None) -> None:
    assert key_of(home, Place(city=city)) == ags


def test_a_homonym_is_never_matched_by_its_name_alone(home: Region) -> None:
    assert key_of(home, Place(city="Sollstedt")) is None
    assert key_of(home, keywords=("Sollstedt", "Kirche")) is None


@pytest.mark.parametrize(
    ("place", "point", "keywords", "ags"),
    [
        (Place(city="Sollstedt", province_state="Landkreis Nordhausen"), (), (), SOLLSTEDT),
        (Place(city="Sollstedt", district="16062"), (), (), SOLLSTEDT),
        (Place(city="Sollstedt"), (), ("NDH",), SOLLSTEDT),
        (Place(city="Sollstedt"), (), ("Unstrut-Hainich-Kreis",), UNSTRUTTAL),
        (Place(city="Unstruttal", sublocation="Sollstedt"), (), (), UNSTRUTTAL),
        (Place(city="Sollstedt"), (), ("Unstruttal",), UNSTRUTTAL),
        (Place(city="Sollstedt"), (51.412, 10.53), (), SOLLSTEDT),
        (Place(city="Sollstedt"), (51.31, 10.49), (), UNSTRUTTAL),
        (None, (), ("Sollstedt", "UH"), UNSTRUTTAL),
    ],
)
def test_a_homonym_is_told_apart_by_what_stands_beside_it(
    home: Region, place: Place | None, point: tuple[float, ...], keywords: tuple[str, ...], ags: str
) -> None:
    assert key_of(home, place, *point, keywords=keywords) == ags


def test_a_place_is_filled_in_and_what_was_written_stays(home: Region) -> None:
    found = home.place_of(Place(sublocation="Markt", city="Nordhausen am Harz, Nordhausen"))
    assert found == Place(
        sublocation="Markt",
        city="Nordhausen am Harz, Nordhausen",
        province_state="Thüringen",
        country_name="Deutschland",
        country_code="DE",
        ags=NORDHAUSEN,
        district="16062",
    )


@pytest.mark.parametrize(
    "place",
    [
        Place(city="Nordhausen", country_code="USA"),
        Place(city="Mühlhausen", country_name="Frankreich"),
        Place(city="Mühlhausen", province_state="Baden-Württemberg"),
    ],
)
def test_another_country_or_state_is_never_inside(home: Region, place: Place) -> None:
    assert home.place_of(place) is None
    assert home.place_of(place, 51.5, 10.79) is None


@pytest.mark.parametrize(
    "place",
    [
        Place(city="Nordhausen", country_code="de", country_name="Germany"),
        Place(city="Nordhausen", country_code="DEU", province_state="Thuringia"),
        Place(city="Nordhausen", province_state="Landkreis Nordhausen"),
    ],
)
def test_the_region_may_be_named_in_other_words(home: Region, place: Place) -> None:
    assert key_of(home, place) == NORDHAUSEN


def test_coordinates_far_away_are_stronger_than_a_name(home: Region) -> None:
    assert home.place_of(Place(city="Urbach", district="16062"), 48.81, 9.58) is None
    assert key_of(home, Place(city="Nordhausen"), 51.37, 10.87) == "16065067"  # Sondershausen


def test_a_town_seen_from_beyond_its_border_keeps_its_name(home: Region) -> None:
    assert key_of(home, Place(city="Kammerforst"), 51.140, 10.435) == "16064032"


@pytest.mark.parametrize(
    ("point", "ags"),
    [
        ((51.5018, 10.7957), NORDHAUSEN),
        ((51.4133, 11.1095), "16065085"),  # Kyffhäuserdenkmal
        ((51.434, 11.042), None),  # Kelbra, across the border of the state
        ((50.98, 11.03), None),  # Erfurt
        ((51.388, 10.326), None),  # Leinefelde, in the next district
        ((0.0, 0.0), None),
        ((float("nan"), 10.0), None),
        ((510.0, 10.0), None),
    ],
)
def test_coordinates_lie_in_a_municipality_or_outside(
    home: Region, point: tuple[float, float], ags: str | None
) -> None:
    assert key_of(home, None, *point) == ags


def test_every_place_of_the_pack_lies_in_its_municipality(home: Region) -> None:
    gazetteer = home.gazetteer
    places: list[Municipality | Locality] = [*gazetteer.municipalities, *gazetteer.localities]
    for place in places:
        assert gazetteer.key_at(place.latitude, place.longitude) == place.ags


def test_only_half_of_a_point_is_no_point(home: Region) -> None:
    assert home.place_of(None, 51.5, None) is None


def test_two_towns_among_the_keywords_are_no_answer(home: Region) -> None:
    assert key_of(home, keywords=("Nordhausen", "Ellrich")) is None
    assert key_of(home, keywords=("Nordhausen", "Winter")) == NORDHAUSEN
    assert key_of(home, keywords=("Unstrut-Hainich",)) == ""  # the district, not the municipality


def test_where_only_the_district_is_certain_only_that_is_filled_in(home: Region) -> None:
    found = home.place_of(Place(sublocation="Feldweg"), None, None, ["Kyffhäuserkreis"])
    assert found == Place(sublocation="Feldweg", district="16065")


def test_a_known_key_is_enough(home: Region) -> None:
    found = home.place_of(Place(ags=NORDHAUSEN))
    assert found is not None
    assert (found.city, found.district) == ("Nordhausen", "16062")


def test_coordinates_between_two_towns_of_a_district_name_the_district(home: Region) -> None:
    found = home.place_of(Place(sublocation="Feldweg"), 51.4815, 10.865)
    assert found == Place(sublocation="Feldweg", district="16062")


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_nothing_far_from_every_town_is_inside(latitude: float, longitude: float) -> None:
    point = (latitude, longitude)
    far = all(distance(town.center, point) > 20 for town in HOME.municipalities)
    assert not far or HOME.place_of(None, latitude, longitude) is None


@given(st.text(max_size=40), st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_answered_without_an_error(city: str, state: str, words: list[str]) -> None:
    found = HOME.place_of(Place(city=city, province_state=state), None, None, words)
    assert found is None or found == replace(found, city=found.city)
