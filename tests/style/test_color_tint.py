from __future__ import annotations

import pytest

from imagepool.style.report import Verdict
from tests.style.pictures import Pixels, blurred, plain, scene, sharp_in_the_middle, toned
from tests.style.tables import Case, found, table_of
from tests.style.test_color_cast import blossom, houses_under_a_sky, signed_in_white, tinted


def greenish(pixels: Pixels | None = None) -> Pixels:
    """As under old fluorescent tubes."""
    return tinted(0.85, 0.85, pixels)


def purplish(pixels: Pixels | None = None) -> Pixels:
    return tinted(1.2, 1.2, toned(scene(), 0.8, 0.8, 0.8) if pixels is None else pixels)


def meadow() -> Pixels:
    """White houses above a lawn."""
    picture = houses_under_a_sky()[::-1].copy()
    picture[240:] = (90, 150, 50)
    return picture


PASSES = {
    "neutral daylight": Case(),
    "a warm evening": Case(lambda: tinted(1.12, 0.89)),
    "a meadow below white houses": Case(meadow),
    "black and white": Case(lambda: toned(scene(), 1, 1, 1)),
    "a soft background": Case(lambda: sharp_in_the_middle(scene())),
}
FAILS = {
    "fluorescent tubes": Case(greenish),
    "a purple veil": Case(purplish),
    "fluorescent tubes behind a soft background": Case(lambda: sharp_in_the_middle(greenish())),
    "fluorescent tubes and a white signature": Case(lambda: signed_in_white(greenish())),
}
UNMEASURABLE = {
    "a blossom that fills the picture": Case(blossom),
    "fog": Case(lambda: blurred(scene(), 40)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "a single pixel": Case(lambda: plain(90, 140, 60, 1, 1)),
}

test_table = table_of("color-tint", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_it_says_to_which_side_the_colors_lean() -> None:
    green, purple = (found("color-tint", Case(draw)) for draw in (greenish, purplish))
    assert "grünlich" in green.message["de"]
    assert "purpurn" in purple.message["de"]
    assert green.verdict is purple.verdict is Verdict.WARN


def test_a_color_cast_is_no_tint() -> None:
    warm = Case(lambda: tinted(1.25, 0.8))
    assert found("color-tint", warm).verdict is Verdict.PASS
    assert found("color-cast", Case(greenish)).verdict is Verdict.PASS


def test_the_value_is_the_gain_in_stops_of_linear_light() -> None:
    plainly = toned(scene(), 0.8, 0.8, 0.8)
    value = found("color-tint", Case(lambda: tinted(1.2, 1.2, plainly))).value
    # A factor on the coded values is about its power of 2.2 in the light itself.
    assert value == pytest.approx(2.2 * 0.263, abs=0.1)
    assert found("color-tint", Case(lambda: plainly)).value == pytest.approx(0, abs=0.05)


def test_how_near_to_gray_something_must_be_can_be_set() -> None:
    strict = Case(options={"gray_within": 1})
    assert found("color-tint", strict).reason == "nothing-gray"
