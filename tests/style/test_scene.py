from __future__ import annotations

import pytest

from imagepool.asset import Facts, FactValue
from imagepool.style.scene import light_value, matching_keywords, measured_circumstances
from tests.style.pictures import facts_of


@pytest.mark.parametrize(
    ("seconds", "aperture", "iso", "expected"),
    [(1, 1, 100, 0), ("1/125", 16, 100, 15), (0.1, 2.8, 1600, 2.3), ("1/60", "28/10", 400, 6.9)],
)
def test_the_light_value_is_that_of_the_exposure_table(
    seconds: FactValue, aperture: FactValue, iso: FactValue, expected: float
) -> None:
    facts = facts_of(exposure_time=seconds, f_number=aperture, iso=iso)
    assert light_value(facts) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("broken", ["", "0", "1/0", "nan", "inf", "-1", "f/8", "1/2/3"])
def test_what_the_camera_did_not_say_stays_unknown(broken: str) -> None:
    facts = facts_of(exposure_time=broken, f_number=2.8, iso=100)
    assert light_value(facts) is None
    assert measured_circumstances(facts) == frozenset()
    assert light_value(Facts()) is None


@pytest.mark.parametrize(("iso", "name"), [(3200, "night"), (200, "twilight")])
def test_night_and_twilight_are_told_apart(iso: int, name: str) -> None:
    facts = facts_of(exposure_time="1/30", f_number=2.8, iso=iso)
    assert measured_circumstances(facts) == {name}


def test_a_sunny_day_is_no_circumstance() -> None:
    facts = facts_of(exposure_time="1/500", f_number=8, iso=100)
    assert measured_circumstances(facts) == frozenset()


def test_a_keyword_claims_a_circumstance_whatever_its_case() -> None:
    facts = facts_of(keywords=("Kyffhäuser", "NEBEL"))
    declared = {"fog": ("Nebel", "fog"), "snow": ("Schnee",)}
    assert matching_keywords(facts, declared) == {"fog"}
    assert matching_keywords(facts_of(keywords="Schnee"), declared) == {"snow"}
    assert matching_keywords(Facts(), declared) == frozenset()
