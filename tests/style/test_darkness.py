from __future__ import annotations

from imagepool.asset import Facts
from imagepool.style.judging import judge
from imagepool.style.report import Verdict
from imagepool.style.requirements import Easing
from tests.style.pictures import Pixels, exposed, facts_of, photo_of, plain, scene
from tests.style.tables import Case, concept_of, setting_of, table_of


def silhouette() -> Pixels:
    picture = scene()
    picture[150:] //= 20
    return picture


def lamps() -> Pixels:
    """A street by night: black, and two of a hundred pixels alight."""
    picture = plain(8, 8, 12)
    picture[100:180, 100:180] = (255, 220, 150)
    return picture


PASSES = {
    "a light scene": Case(),
    "a silhouette before a light sky": Case(silhouette),
    "lamps in the night": Case(lamps),
    "pure white": Case(lambda: plain(255, 255, 255)),
}
FAILS = {
    "a scene underexposed by two stops": Case(lambda: exposed(scene(), -2)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "a single dark pixel": Case(lambda: plain(20, 20, 20, 1, 1)),
}

test_table = table_of("darkness", passes=PASSES, fails=FAILS)

BY_NIGHT = facts_of(exposure_time="1/10", f_number=2.8, iso=1600)
BY_DAY = facts_of(exposure_time="1/500", f_number=8, iso=100)


def verdict(facts: Facts) -> Verdict:
    setting = setting_of("darkness", exceptions=(Easing(when="night", exempt=True),))
    photo = photo_of(exposed(scene(), -3))
    return judge(photo, facts, concept_of(setting)).findings[0].verdict


def test_the_night_may_be_dark_where_the_camera_recorded_a_night() -> None:
    assert verdict(BY_NIGHT) is Verdict.NOT_APPLICABLE


def test_the_day_may_not_and_neither_what_nothing_is_known_of() -> None:
    assert verdict(BY_DAY) is verdict(Facts()) is Verdict.FAIL
