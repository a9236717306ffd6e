from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.style.pictures import Pixels, noisy, plain, scene as drawn_scene
from tests.style.tables import Case, found, table_of

ORANGE, RED, YELLOW = (255, 140, 30), (250, 60, 40), (255, 210, 50)
DATE = "2004  7 16"


def scene(width: int = 1024, height: int = 768) -> Pixels:
    return drawn_scene(width, height)


def stamped(
    pixels: Pixels, text: str = DATE, color: tuple[int, int, int] = ORANGE, *, top: bool = False
) -> Pixels:
    height, width = pixels.shape[:2]
    place = (round(width * 0.62), round(height * (0.08 if top else 0.95)))
    written = pixels.copy()
    scale = min(height, width) / 750
    cv2.putText(written, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, color, 2, cv2.LINE_AA)
    return written


def lit_windows() -> Pixels:
    """A dark front with lit windows of several heights along the lower edge."""
    front = plain(20, 22, 30, 1024, 768)
    draw = np.random.default_rng(5)
    for left in range(20, 1000, 30):
        low, tall = int(draw.integers(0, 40)), int(draw.integers(8, 30))
        cv2.rectangle(front, (left, 690 + low), (left + 16, 690 + low + tall), ORANGE, -1)
    return front


def tiles() -> Pixels:
    """A red roof down to the lower edge: many alike things, none of them alone."""
    roof = scene()
    for top in range(640, 768, 22):
        for left in range(top % 44, 1024, 30):
            cv2.rectangle(roof, (left, top), (left + 18, top + 15), (200, 70, 40), -1)
    return roof


PASSES = {
    "a scene": Case(scene),
    "lit windows at night": Case(lit_windows),
    "a tiled roof": Case(tiles),
    "grain": Case(lambda: noisy(scene(), 20)),
    "a glowing wall": Case(lambda: plain(*ORANGE)),
    "two signs": Case(lambda: stamped(scene(), "A1")),
    "writing in the middle of the picture": Case(lambda: np.roll(stamped(scene()), -200, axis=0)),
    "black": Case(lambda: plain(0, 0, 0)),
}
FAILS = {
    "an orange date": Case(lambda: stamped(scene())),
    "a red date": Case(lambda: stamped(scene(), color=RED)),
    "a yellow date in the upper corner": Case(lambda: stamped(scene(), color=YELLOW, top=True)),
    "a date on grain": Case(lambda: stamped(noisy(scene(), 12))),
    "a date on a large photo": Case(lambda: stamped(scene(3000, 2000))),
    "a date on an upright photo": Case(lambda: stamped(scene(600, 800), "16.07.04")),
}
UNMEASURABLE = {
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(1, 800)),
    "a thumbnail": Case(lambda: stamped(scene(150, 100))),
}

test_table = table_of("date-stamp", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


@pytest.mark.parametrize("text", ["2004", "20 04", "16.07.2004"])
def test_the_value_counts_the_digits(text: str) -> None:
    finding = found("date-stamp", Case(lambda: stamped(scene(), text)))
    assert finding.value == len(text.replace(" ", "").replace(".", ""))


def test_the_region_holds_the_date() -> None:
    region = found("date-stamp", Case(lambda: stamped(scene()))).region
    assert region is not None
    x, y, width, height = region
    assert 0.6 < x < 0.65
    assert 0.15 < width < 0.25
    assert 0.88 < y < y + height < 0.97
