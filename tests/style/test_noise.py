from __future__ import annotations

import cv2
import numpy as np

from tests.style.pictures import Pixels, noisy, plain, scene
from tests.style.tables import Case, found, table_of


def large() -> Pixels:
    return np.asarray(cv2.resize(scene(), (3200, 2400), interpolation=cv2.INTER_CUBIC), np.uint8)


PASSES = {
    "a large clean picture": Case(large),
    "a clean scene": Case(),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "a little grain": Case(lambda: noisy(scene(), 2)),
}
FAILS = {
    "strong grain": Case(lambda: noisy(scene(), 10)),
    "very strong grain": Case(lambda: noisy(scene(), 25)),
    "grain that shows at 100 % only": Case(lambda: noisy(large(), 9)),
    "grain on a plain wall": Case(lambda: noisy(plain(120, 130, 140), 10)),
}
UNMEASURABLE = {
    "pure black": Case(lambda: plain(0, 0, 0)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a picture smaller than a block": Case(lambda: scene(12, 500)),
}

test_table = table_of("noise", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_the_value_is_the_noise_of_luma() -> None:
    value = found("noise", Case(lambda: noisy(plain(120, 120, 120), 10))).value
    assert isinstance(value, float)
    # Luma adds three channels of independent noise, weighted 0.299, 0.587, 0.114.
    assert 0.8 * 6.7 < value < 1.1 * 6.7
