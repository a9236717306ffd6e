from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.style.pictures import Pixels, noisy, plain, scene as drawn_scene
from tests.style.tables import Case, found, table_of

ORANGE, RED, YELLOW = (255, 140, 30), (250, 60, 40), (255, 210, 50)
GREEN, WHITE = (80, 255, 80), (255, 255, 255)
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


def dim() -> Pixels:
    return (scene() // 2).astype(np.uint8)


def turned(quarters: int, color: tuple[int, int, int] = ORANGE) -> Pixels:
    """As a camera records that was held on its side."""
    return np.ascontiguousarray(np.rot90(stamped(scene(), color=color), quarters))


def lit_windows(color: tuple[int, int, int] = ORANGE) -> Pixels:
    """A dark front with lit windows of several heights along the lower edge."""
    front = plain(20, 22, 30, 1024, 768)
    draw = np.random.default_rng(5)
    for left in range(20, 1000, 30):
        low, tall = int(draw.integers(0, 40)), int(draw.integers(8, 30))
        cv2.rectangle(front, (left, 690 + low), (left + 16, 690 + low + tall), color, -1)
    return front


def tiles(color: tuple[int, int, int] = (200, 70, 40)) -> Pixels:
    """A red roof down to the lower edge: many alike things, none of them alone."""
    roof = scene()
    for top in range(640, 768, 22):
        for left in range(top % 44, 1024, 30):
            cv2.rectangle(roof, (left, top), (left + 18, top + 15), color, -1)
    return roof


PASSES = {
    "a scene": Case(scene),
    "lit windows at night": Case(lit_windows),
    "a tiled roof": Case(tiles),
    "grain": Case(lambda: noisy(scene(), 20)),
    "a glowing wall": Case(lambda: plain(*ORANGE)),
    "white windows of several heights": Case(lambda: lit_windows(WHITE)),
    "four white signs": Case(lambda: stamped(scene(), "A1 B2", WHITE)),
    "a meadow of green blades": Case(lambda: tiles((70, 200, 40))),
    "two signs": Case(lambda: stamped(scene(), "A1")),
    "writing in the middle of the picture": Case(lambda: np.roll(stamped(scene()), -200, axis=0)),
    "black": Case(lambda: plain(0, 0, 0)),
}
FAILS = {
    "an orange date": Case(lambda: stamped(scene())),
    "a red date": Case(lambda: stamped(scene(), color=RED)),
    "a yellow date in the upper corner": Case(lambda: stamped(scene(), color=YELLOW, top=True)),
    "a green date": Case(lambda: stamped(scene(), color=GREEN)),
    "a white date": Case(lambda: stamped(dim(), color=WHITE)),
    "a date on the right of an upright photo": Case(lambda: turned(1)),
    "a date on the left of an upright photo": Case(lambda: turned(3)),
    "a green date on its side": Case(lambda: turned(1, GREEN)),
    "a date on its head": Case(lambda: turned(2)),
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


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_region_of_a_turned_date_is_turned_too(quarters: int) -> None:
    upright = found("date-stamp", Case(lambda: stamped(scene()))).region
    region = found("date-stamp", Case(lambda: turned(quarters))).region
    assert upright is not None
    assert region is not None
    for _ in range(quarters):
        x, y, width, height = upright
        upright = (y, 1 - x - width, height, width)
    assert region == pytest.approx(upright, abs=0.01)


def test_white_signs_may_be_a_name() -> None:
    white = found("date-stamp", Case(lambda: stamped(dim(), color=WHITE)))
    assert "oder ein Name" in white.message["de"]
    orange = found("date-stamp", Case(lambda: stamped(scene())))
    assert "Datum der Kamera." in orange.message["de"]
