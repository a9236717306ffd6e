from __future__ import annotations

import pytest

from tests.style.pictures import Pixels, bordered, exposed, plain, scene
from tests.style.tables import Case, found, table_of


def with_white_sky(share: float) -> Pixels:
    picture = scene()
    picture[: int(len(picture) * share)] = 255
    return picture


PASSES = {
    "a well exposed scene": Case(),
    "a small white cloud": Case(lambda: with_white_sky(0.04)),
    "a scene in a white frame": Case(
        lambda: bordered(scene(), 255, top=48, bottom=48, left=48, right=48)
    ),
    "a scene with a white bar": Case(lambda: bordered(scene(), 255, bottom=90)),
    "light gray": Case(lambda: plain(245, 245, 245)),
    "a glowing red, of which one channel is full": Case(lambda: plain(255, 30, 20)),
}
FAILS = {
    "a burnt-out sky in a black frame": Case(
        lambda: bordered(with_white_sky(0.3), 0, top=48, bottom=48, left=48, right=48)
    ),
    "a meadow burnt out to yellow": Case(lambda: plain(255, 255, 60)),
    "a burnt-out sky": Case(lambda: with_white_sky(0.3)),
    "a scene overexposed by three stops": Case(lambda: exposed(scene(), 3)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a single white pixel": Case(lambda: plain(255, 255, 255, 1, 1)),
}

test_table = table_of("clipped-lights", passes=PASSES, fails=FAILS)


def test_the_region_is_the_largest_burnt_area() -> None:
    picture = scene()
    picture[0:20, 0:20] = 255
    picture[240:480, 320:640] = 255
    region = found("clipped-lights", Case(lambda: picture)).region
    assert region == pytest.approx((0.5, 0.5, 0.5, 0.5), abs=0.02)


def test_the_value_is_the_share_of_the_picture() -> None:
    value = found("clipped-lights", Case(lambda: with_white_sky(0.3))).value
    assert value == pytest.approx(30, abs=0.5)


def test_what_counts_as_white_can_be_set() -> None:
    case = Case(lambda: plain(245, 245, 245), options={"white_from": 240})
    assert found("clipped-lights", case).value == 100
