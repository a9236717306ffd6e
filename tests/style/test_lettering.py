from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.style.pictures import Pixels, noisy, plain, scene as drawn_scene
from tests.style.tables import Case, found, table_of

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
PRINTED, BY_HAND = cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX
NAME = "Foto: K. Muster"


def scene(width: int = 1024, height: int = 768) -> Pixels:
    return drawn_scene(width, height)


def signed(
    pixels: Pixels,
    font: int = PRINTED,
    color: tuple[int, int, int] = WHITE,
    at: tuple[float, float] = (0.62, 0.95),
) -> Pixels:
    height, width = pixels.shape[:2]
    written = pixels.copy()
    place = (round(width * at[0]), round(height * at[1]))
    scale = min(height, width) / 750
    cv2.putText(written, NAME, place, font, scale, color, 2, cv2.LINE_AA)
    return written


def railing() -> Pixels:
    """A fence along the lower edge: strokes side by side, but without an end above."""
    fence = scene()
    for left in range(0, 1024, 16):
        fence[600:, left : left + 3] = 240
    return fence


PASSES = {
    "a scene": Case(scene),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "grain": Case(lambda: noisy(scene(), 20)),
    "a railing": Case(railing),
    "a sign in the middle of the picture": Case(lambda: signed(scene(), at=(0.3, 0.5))),
    "black": Case(lambda: plain(0, 0, 0)),
    "white": Case(lambda: plain(255, 255, 255)),
}
FAILS = {
    "a printed name": Case(lambda: signed(scene())),
    "a name by hand": Case(lambda: signed(scene(), BY_HAND)),
    "a name in black": Case(lambda: signed(plain(170, 190, 210, 1024, 768), color=BLACK)),
    "a name at the left": Case(lambda: signed(scene(), at=(0.03, 0.95))),
    "a name above": Case(lambda: signed(plain(90, 120, 170, 1024, 768), at=(0.6, 0.08))),
    "a name on a large photo": Case(lambda: signed(scene(2400, 1600), at=(0.6, 0.95))),
}
UNMEASURABLE = {
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(1, 800)),
    "a thumbnail": Case(lambda: scene(150, 100)),
}

test_table = table_of("lettering", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_the_region_holds_the_name() -> None:
    region = found("lettering", Case(lambda: signed(scene()))).region
    assert region is not None
    x, y, width, height = region
    assert 0.55 < x < x + width <= 1
    assert 0.88 < y < y + height < 0.99


@pytest.mark.parametrize("opacity", [0.6, 0.8, 1.0])
def test_the_more_opaque_the_clearer(opacity: float) -> None:
    bare, named = scene(), signed(scene())
    mixed = np.asarray(named * opacity + bare * (1 - opacity), np.uint8)
    before = found("lettering", Case(lambda: bare)).value
    after = found("lettering", Case(lambda: mixed)).value
    assert isinstance(before, float)
    assert isinstance(after, float)
    assert before < after
