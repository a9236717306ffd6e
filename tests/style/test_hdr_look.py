from __future__ import annotations

import cv2
import numpy as np

from imagepool.style.examples.mishaps import tone_mapped
from imagepool.style.report import Verdict
from tests.style.pictures import Pixels, flattened, plain, scene
from tests.style.tables import Case, found, table_of


def soft_hills() -> Pixels:
    """Hills in light and shade, with a little texture on them."""
    y, x = np.mgrid[0:480, 0:640].astype(np.float32)
    shade = 120 + 70 * np.sin(x / 120) * np.cos(y / 150) + 8 * np.sin(x / 3) * np.sin(y / 4)
    return np.repeat(shade[:, :, None], 3, axis=2).astype(np.uint8)


def checkered(step: int) -> Pixels:
    y, x = np.mgrid[0:480, 0:640] // step
    return np.repeat((255 * ((x + y) % 2))[:, :, None], 3, axis=2).astype(np.uint8)


PASSES = {
    "hills in soft light": Case(soft_hills),
    "a hazy scene": Case(lambda: flattened(scene(), 0.3, 150)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a single pixel": Case(lambda: plain(9, 9, 9, 1, 1)),
}
FAILS = {
    "a tone-mapped scene": Case(lambda: tone_mapped(scene())),
    "hard contrast everywhere, none on the whole": Case(lambda: checkered(10)),
}

test_table = table_of("hdr-look", passes=PASSES, fails=FAILS)


def test_it_never_fails_a_photo_for_leaves_look_like_that() -> None:
    assert found("hdr-look", FAILS["a tone-mapped scene"]).verdict is Verdict.WARN


def test_clarity_raises_the_value_and_enlarging_does_not() -> None:
    hills = soft_hills()
    before = found("hdr-look", Case(lambda: hills)).value
    after = found("hdr-look", Case(lambda: tone_mapped(hills))).value
    larger = np.asarray(cv2.resize(hills, (1600, 1200), interpolation=cv2.INTER_CUBIC), np.uint8)
    same = found("hdr-look", Case(lambda: larger)).value
    assert isinstance(before, float)
    assert isinstance(after, float)
    assert isinstance(same, float)
    assert after > 1.5 * before
    assert abs(same - before) < 1
