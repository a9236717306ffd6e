from __future__ import annotations

from functools import partial

import cv2
import numpy as np
import pytest

from imagepool.style.report import Verdict
from tests.making import make_pixels
from tests.style.pictures import Pixels, blurred, noisy, plain, scene, sharp_in_the_middle
from tests.style.tables import Case, found, table_of


def crisp(width: int = 640, height: int = 480) -> Pixels:
    """Edges and texture to the single pixel."""
    return make_pixels(width, height, seed=5)


def as_a_lens_draws() -> Pixels:
    return blurred(crisp(), 0.7)


def resized(times: float, way: int) -> Pixels:
    size = round(640 * times), round(480 * times)
    return np.asarray(cv2.resize(as_a_lens_draws(), size, interpolation=way), np.uint8)


PASSES = {
    "a crisp picture": Case(crisp),
    "a sharp photo": Case(as_a_lens_draws),
    "a picture made smaller": Case(partial(resized, 0.5, cv2.INTER_AREA)),
    "a subject before a soft background": Case(lambda: sharp_in_the_middle(crisp())),
    "a small picture": Case(partial(crisp, 64, 48)),
    "grain": Case(lambda: noisy(crisp(), 8)),
}
FAILS = {
    "twice enlarged": Case(partial(resized, 2, cv2.INTER_LANCZOS4)),
    "three times enlarged": Case(partial(resized, 2.5, cv2.INTER_CUBIC)),
    "a soft lens": Case(lambda: blurred(crisp(), 1.5)),
}
UNMEASURABLE = {
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: plain(9, 9, 9, 10_000, 1)),
    "black": Case(lambda: plain(0, 0, 0)),
    "white": Case(lambda: plain(255, 255, 255)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "a picture opened at a smaller size": Case(photo={"width": 5000, "height": 5000}),
}

test_table = table_of("fine-detail", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


@pytest.mark.parametrize("sigma", [0.4, 0.7, 1.0])
def test_the_softer_the_less(sigma: float) -> None:
    less, more = (
        found("fine-detail", Case(lambda s=s: blurred(crisp(), s))).value  # type: ignore[misc]
        for s in (sigma + 0.3, sigma)
    )
    assert isinstance(less, float)
    assert isinstance(more, float)
    assert less < more


def test_white_noise_has_as_much_of_every_size() -> None:
    value = found("fine-detail", Case(lambda: noisy(plain(120, 120, 120), 20))).value
    assert value == pytest.approx(100, abs=12)


def test_it_warns_at_most() -> None:
    assert found("fine-detail", FAILS["twice enlarged"]).verdict is Verdict.WARN
