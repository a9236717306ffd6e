from __future__ import annotations

from functools import partial

import cv2
import numpy as np
import pytest

from imagepool.style.report import Verdict
from tests.making import make_pixels
from tests.style.pictures import Pixels, blurred, noisy, plain, scene, sharp_in_the_middle
from tests.style.tables import Case, found, table_of


def crisp(width: int = 1024, height: int = 768) -> Pixels:
    return make_pixels(width, height, seed=6)


def jerked(degrees: float, length: int = 15) -> Pixels:
    """As a camera draws that moves in one direction while the shutter is open."""
    path = np.zeros((length, length), np.float32)
    path[length // 2] = 1
    middle = (length // 2, length // 2)
    turn = cv2.getRotationMatrix2D(middle, degrees, 1)
    path = np.asarray(cv2.warpAffine(path, turn, (length, length)), np.float32)
    return np.asarray(cv2.filter2D(crisp(), -1, path / path.sum()), np.uint8)


def furrows() -> Pixels:
    """A ploughed field: lines in one direction, large and small, drawn sharply."""
    heights = np.arange(768)
    light = 128 + 70 * np.sign(np.sin(heights / 3.1)) + 30 * np.sin(heights / 40)
    picture = np.repeat(light[:, None], 1024, axis=1)[:, :, None].repeat(3, axis=2)
    return noisy(np.clip(picture, 0, 255).astype(np.uint8), 3)


PASSES = {
    "a crisp scene": Case(crisp),
    "a scene out of focus": Case(lambda: blurred(crisp(), 2)),
    "a subject before a soft background": Case(lambda: sharp_in_the_middle(crisp())),
    "sharp furrows": Case(furrows),
    "grain": Case(lambda: noisy(crisp(), 8)),
}
FAILS = {
    "jerked sideways": Case(partial(jerked, 0)),
    "jerked upwards": Case(partial(jerked, 90)),
    "jerked askew": Case(partial(jerked, 33)),
    "jerked far": Case(partial(jerked, 120, 31)),
}
UNMEASURABLE = {
    "a blank wall": Case(lambda: plain(120, 130, 140)),
    "black": Case(lambda: plain(0, 0, 0)),
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(5000, 2)),
    "a strip": Case(lambda: scene(500, 20)),
}

test_table = table_of("motion", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_the_farther_the_more() -> None:
    values = [found("motion", Case(partial(jerked, 20, length))).value for length in (3, 7, 15)]
    assert values == sorted(values, key=float)  # type: ignore[arg-type]


@pytest.mark.parametrize("degrees", range(0, 180, 15))
def test_every_direction_is_seen(degrees: int) -> None:
    assert found("motion", Case(partial(jerked, degrees))).verdict is Verdict.WARN


def test_more_edges_can_be_asked_for() -> None:
    case = Case(options={"min_edges": 10_000_000})
    assert found("motion", case).verdict is Verdict.NOT_APPLICABLE
