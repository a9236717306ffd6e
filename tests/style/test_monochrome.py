from __future__ import annotations

import cv2
import numpy as np
import pytest

from imagepool.photo.decoding import decode
from imagepool.style.judging import judge
from imagepool.style.report import Verdict
from tests.making import make_photo
from tests.style.pictures import Pixels, facts_of, noisy, plain, saturated, scene, toned
from tests.style.tables import Case, concept_of, found, setting_of, table_of

_SEPIA = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]], np.float32)


def sepia(pixels: Pixels) -> Pixels:
    """As every program does it, highlights clipped."""
    return np.clip(cv2.transform(pixels.astype(np.float32), _SEPIA), 0, 255).astype(np.uint8)


def of_one_hue(darkest: tuple[int, int, int], lightest: tuple[int, int, int]) -> Pixels:
    """The scene's own lightness, in the colors between two."""
    light = cv2.cvtColor(scene(), cv2.COLOR_RGB2GRAY)[:, :, None] / 255
    blended = np.array(darkest) * (1 - light) + np.array(lightest) * light
    return noisy(blended.astype(np.uint8), 2)


PASSES = {
    "a colorful scene": Case(),
    "a scene with little color": Case(lambda: saturated(scene(), 0.25)),
    "an upright scene": Case(lambda: scene(300, 500)),
    "a blue sky alone": Case(lambda: of_one_hue((90, 140, 200), (160, 195, 235))),
    "bluish fog": Case(lambda: of_one_hue((180, 182, 185), (220, 221, 223))),
    "autumn leaves alone": Case(lambda: of_one_hue((70, 20, 0), (255, 190, 30))),
}
FAILS = {
    "black and white": Case(lambda: toned(scene(), 1, 1, 1)),
    "sepia": Case(lambda: sepia(scene())),
    "a sepia tint": Case(lambda: toned(scene(), 1.07, 0.95, 0.75)),
    "a blue tone": Case(lambda: toned(scene(), 0.85, 0.95, 1.1)),
    "a plain wall": Case(lambda: plain(120, 120, 121)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a single gray pixel": Case(lambda: plain(90, 90, 90, 1, 1)),
}

test_table = table_of("monochrome", passes=PASSES, fails=FAILS)


@pytest.mark.parametrize("name", ["black and white", "sepia", "a sepia tint", "a blue tone"])
def test_what_is_clearly_toned_fails(name: str) -> None:
    assert found("monochrome", FAILS[name]).verdict is Verdict.FAIL


@pytest.mark.parametrize("quality", [80, 95])
def test_sepia_fails_as_a_saved_photo(quality: int) -> None:
    sepia_photo = np.ascontiguousarray(sepia(scene(2000, 1500))[:, :, ::-1])
    _, data = cv2.imencode(".jpg", sepia_photo, (cv2.IMWRITE_JPEG_QUALITY, quality))
    concept = concept_of(setting_of("monochrome"))
    assert judge(decode(data.tobytes()), facts_of(), concept).verdict is Verdict.FAIL
    colorful = decode(make_photo(2000, 1500, seed=1, quality=quality))
    assert judge(colorful, facts_of(), concept).verdict is Verdict.PASS
