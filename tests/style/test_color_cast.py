from __future__ import annotations

import cv2
import numpy as np
import pytest

from imagepool.style.report import Verdict
from tests.style.pictures import Pixels, blurred, plain, scene, sharp_in_the_middle, toned
from tests.style.tables import Case, found, table_of


def tinted(red: float, blue: float, pixels: Pixels | None = None) -> Pixels:
    """As a camera records that takes the light for another."""
    taken = scene() if pixels is None else pixels
    lit: Pixels = np.clip(taken * (red, 1, blue), 0, 255).astype(np.uint8)
    return lit


def houses_under_a_sky() -> Pixels:
    """White houses with dark windows, and above them a blue that is no cast."""
    picture = plain(110, 160, 225)
    picture[240:] = (235, 235, 235)
    for x in range(20, 620, 40):
        picture[300:420, x : x + 14] = (25, 25, 30)
    return picture


def blossom() -> Pixels:
    """Petals that fill the picture, lighter at their rims."""
    picture = plain(230, 150, 10)
    for x in range(40, 640, 80):
        cv2.ellipse(picture, (x, 240), (30, 220), 10, 0, 360, (250, 190, 40), 2, cv2.LINE_AA)
    return picture


def warm_subject_before_a_soft_wall() -> Pixels:
    """What is sharp is of a warm color; the rest is soft, and as gray as it is bright."""
    picture = blurred(toned(scene(), 1.1, 1.1, 1.1), 12)
    picture[180:300, 260:380] = toned(scene(), 1.3, 1.05, 0.7)[180:300, 260:380]
    return picture


def signed_in_white(pixels: Pixels) -> Pixels:
    signed = pixels.copy()
    for first, thick in ((20, 2), (24, 4)):
        place = (300, pixels.shape[0] - first)
        cv2.putText(signed, "Foto: K. Muster", place, 3, 1.0, (255, 255, 255), thick, cv2.LINE_AA)
    return signed


PASSES = {
    "neutral daylight": Case(),
    "neutral daylight, signed in white": Case(lambda: signed_in_white(scene())),
    "a soft background": Case(lambda: sharp_in_the_middle(scene())),
    "a warm subject before a soft background": Case(warm_subject_before_a_soft_wall),
    "a blue sky over white houses": Case(houses_under_a_sky),
    "black and white": Case(lambda: toned(scene(), 1, 1, 1)),
}
FAILS = {
    "lamplight": Case(lambda: tinted(1.25, 0.75)),
    "shade taken too blue": Case(lambda: tinted(0.75, 1.25)),
    "lamplight, signed in white": Case(lambda: signed_in_white(tinted(1.2, 0.7))),
    "shade taken too blue, signed in white": Case(lambda: signed_in_white(tinted(0.75, 1.15))),
    "lamplight behind a soft background": Case(lambda: sharp_in_the_middle(tinted(1.25, 0.75))),
    "a warm veil under a blue sky": Case(lambda: tinted(1.25, 0.7, houses_under_a_sky())),
}
UNMEASURABLE = {
    "a blossom that fills the picture": Case(blossom),
    "fog": Case(lambda: blurred(scene(), 40)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "a single pixel": Case(lambda: plain(90, 140, 60, 1, 1)),
}

test_table = table_of("color-cast", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_it_says_to_which_side_the_colors_lean() -> None:
    warm = found("color-cast", FAILS["lamplight"])
    cool = found("color-cast", FAILS["shade taken too blue"])
    assert "gelblich" in warm.message["de"]
    assert "bläulich" in cool.message["de"]
    assert warm.verdict is cool.verdict is Verdict.WARN


def test_the_value_is_the_gain_in_stops_of_linear_light() -> None:
    plainly = toned(scene(), 0.8, 0.8, 0.8)
    value = found("color-cast", Case(lambda: tinted(1.2, 1 / 1.2, plainly))).value
    # A factor on the coded values is about its power of 2.2 in the light itself.
    assert value == pytest.approx(2.2 * np.log2(1.44), abs=0.25)
    assert found("color-cast", Case(lambda: plainly)).value == pytest.approx(0, abs=0.05)


def test_how_near_to_gray_something_must_be_can_be_set() -> None:
    strict = Case(options={"gray_within": 1})
    assert found("color-cast", strict).reason == "nothing-gray"


def test_what_is_sharp_alone_does_not_tell_the_light() -> None:
    subject = Case(warm_subject_before_a_soft_wall)
    assert found("color-cast", subject).value == pytest.approx(0, abs=0.25)
