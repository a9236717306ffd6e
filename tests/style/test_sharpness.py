from __future__ import annotations

import pytest

from imagepool.style.report import Verdict
from tests.style.pictures import (
    Pixels,
    blurred,
    noisy,
    plain,
    scene,
    shaken,
    sharp_in_the_middle,
)
from tests.style.tables import Case, found, table_of

PASSES = {
    "a sharp scene": Case(),
    "a subject before a soft background": Case(lambda: sharp_in_the_middle(scene())),
    "a grainy but sharp scene": Case(lambda: noisy(scene(), 8)),
    "a small sharp picture": Case(lambda: scene(200, 150)),
    "an upright sharp picture": Case(lambda: scene(480, 640)),
}
FAILS = {
    "a scene out of focus": Case(lambda: blurred(scene(), 2)),
    "a scene far out of focus": Case(lambda: blurred(scene(), 4)),
    "a shaken scene": Case(lambda: shaken(scene(), 9)),
    "a blurred scene with grain added later": Case(lambda: noisy(blurred(scene(), 3), 1)),
}
UNMEASURABLE = {
    "a blank wall": Case(lambda: plain(120, 130, 140)),
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(500, 2)),
}

test_table = table_of("sharpness", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def half_sharp(*, left: bool) -> Pixels:
    picture, soft = scene(), blurred(scene(), 4)
    middle = picture.shape[1] // 2
    part = slice(middle, None) if left else slice(middle)
    picture[:, part] = soft[:, part]
    return picture


@pytest.mark.parametrize("left", [True, False])
def test_the_region_lies_where_the_picture_is_sharp(left: bool) -> None:
    region = found("sharpness", Case(lambda: half_sharp(left=left))).region
    assert region is not None
    assert (region[0] < 0.5) is left


@pytest.mark.parametrize("sigma", [1.5, 2.0, 3.0])
def test_the_value_is_about_the_blur_in_pixels(sigma: float) -> None:
    value = found("sharpness", Case(lambda: blurred(scene(), sigma))).value
    assert isinstance(value, float)
    assert 0.6 * sigma < value < 1.3 * sigma


def test_more_edges_can_be_asked_for() -> None:
    case = Case(options={"min_edges": 10_000_000})
    assert found("sharpness", case).verdict is Verdict.NOT_APPLICABLE


def test_a_mild_blur_warns_and_a_strong_one_fails() -> None:
    mild, strong = (
        found("sharpness", Case(lambda sigma=sigma: blurred(scene(), sigma)))  # type: ignore[misc]
        for sigma in (0.9, 3.0)
    )
    assert (mild.verdict, strong.verdict) == (Verdict.WARN, Verdict.FAIL)
