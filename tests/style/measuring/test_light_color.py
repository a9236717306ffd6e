from __future__ import annotations

import pytest

from imagepool.style.measuring.light_color import light_color
from tests.style.pictures import plain, scene, toned
from tests.style.test_color_cast import signed_in_white, tinted


def test_it_is_zero_in_a_gray_picture() -> None:
    light = light_color(toned(scene(), 1, 1, 1))
    assert light.warmth == light.purple == light.oddest == 0
    assert light.contours > 0


@pytest.mark.parametrize(
    ("red", "blue", "warmth", "purple"),
    [(1.1, 0.9, 0.64, 0.0), (0.9, 1.1, -0.64, 0.0), (1.1, 1.1, 0, 0.3), (0.9, 0.9, 0, -0.33)],
)
def test_both_axes_are_told_apart(red: float, blue: float, warmth: float, purple: float) -> None:
    picture = tinted(red, blue, toned(scene(), 0.8, 0.8, 0.8))
    for seen in (picture, signed_in_white(picture)):
        light = light_color(seen)
        assert light.warmth == pytest.approx(warmth, abs=0.12)
        assert light.purple == pytest.approx(purple, abs=0.08)


def test_a_plain_wall_has_no_contours() -> None:
    assert light_color(plain(120, 130, 140)).contours == 0
    assert light_color(plain(120, 130, 140, 1, 1)).contours == 0
