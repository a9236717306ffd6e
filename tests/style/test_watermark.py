from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.style.pictures import Pixels, noisy, plain
from tests.style.tables import Case, found, table_of


def scene(width: int = 1024, height: int = 768) -> Pixels:
    """Things of many colors; the scene of the other rules has edges of one step, as a veil has."""
    draw = np.random.default_rng(7)
    things = plain(90, 110, 140, width, height)
    for _ in range(160):
        middle = (int(draw.integers(0, width)), int(draw.integers(0, height)))
        color = tuple(int(one) for one in draw.integers(20, 200, 3))
        cv2.circle(things, middle, int(draw.integers(8, 90)), color, -1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(things, (0, 0), 0.8), np.uint8)


def marked(pixels: Pixels, opacity: float = 0.3, *, tiled: bool = False) -> Pixels:
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), np.float32)
    face, smooth = cv2.FONT_HERSHEY_DUPLEX, cv2.LINE_AA
    if tiled:
        for row, top in enumerate(range(60, height, 90)):
            for left in range(-(row % 2) * 120, width, 260):
                cv2.putText(mask, "MUSTER", (left, top), face, 1.2, (1.0,), 3, smooth)
    else:
        place = (round(width * 0.12), round(height * 0.58))
        cv2.putText(mask, "MUSTER", place, face, width / 170, (1.0,), 22, smooth)
    veil = opacity * mask[:, :, None]
    return np.asarray(pixels * (1 - veil) + 255 * veil + 0.5, np.uint8)


def windows() -> Pixels:
    """A front of a hundred alike windows: one step in size, but not the same in all colors."""
    front = noisy(plain(205, 190, 160, 1024, 768), 2)
    for left in range(20, 1000, 70):
        for top in range(20, 740, 80):
            cv2.rectangle(front, (left, top), (left + 35, top + 50), (150, 165, 180), -1)
    return front


PASSES = {
    "a scene": Case(scene),
    "windows": Case(windows),
    "grain": Case(lambda: noisy(scene(), 20)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "black": Case(lambda: plain(0, 0, 0)),
    "white": Case(lambda: plain(255, 255, 255)),
    "writing that covers": Case(lambda: marked(scene(), 1.0)),
}
FAILS = {
    "letters across the middle": Case(lambda: marked(scene())),
    "tiled letters": Case(lambda: marked(scene(), 0.2, tiled=True)),
    "letters on grain": Case(lambda: marked(noisy(scene(), 3))),
    "letters on a large photo": Case(lambda: marked(scene(2400, 1600), tiled=False)),
    "letters on an upright photo": Case(lambda: marked(scene(768, 1024), tiled=True)),
}
UNMEASURABLE = {
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(1, 800)),
    "a thumbnail": Case(lambda: scene(150, 100)),
}

test_table = table_of("watermark", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


@pytest.mark.parametrize("opacity", [20, 25, 30])
def test_the_message_tells_the_opacity(opacity: int) -> None:
    finding = found("watermark", Case(lambda: marked(scene(), opacity / 100)))
    said = finding.message["en"].split("about ")[1].split(" %")[0]
    assert float(said) == pytest.approx(opacity, abs=2)


def test_the_region_is_where_the_letters_are() -> None:
    region = found("watermark", Case(lambda: marked(scene()))).region
    assert region is not None
    x, y, width, height = region
    assert 0.1 < x < 0.2
    assert width > 0.5
    assert 0.35 < y < y + height < 0.65
