from __future__ import annotations

import cv2
import numpy as np
import pytest

from imagepool.photo.decoding import decode
from tests.making import make_photo
from tests.style.pictures import Pixels, plain, scene
from tests.style.tables import Case, found, table_of

WALL, GLASS = (205, 190, 160), (60, 70, 90)


def front(*, lean: float = 0.0) -> Pixels:
    """A house front with windows under a sky; ``lean``: how far its walls converge upwards."""
    large = plain(150, 185, 225, 1600, 1200)
    cv2.rectangle(large, (100, 250), (1500, 1150), WALL, -1)
    for left in range(180, 1400, 220):
        for top in (330, 620, 910):
            cv2.rectangle(large, (left, top), (left + 110, top + 170), GLASS, -1)
    if lean:
        corners = np.array([[0, 0], [1600, 0], [1600, 1200], [0, 1200]], np.float32)
        leaning = corners + np.array([[1, 0], [-1, 0], [0, 0], [0, 0]], np.float32) * lean * 1600
        turn = cv2.getPerspectiveTransform(corners, leaning)
        large = np.asarray(cv2.warpPerspective(large, turn, (1600, 1200)), np.uint8)
    return large


def sea() -> Pixels:
    large = plain(170, 200, 230, 1600, 1200)
    large[700:] = (30, 60, 90)
    return large


def turned(pixels: Pixels, degrees: float) -> Pixels:
    """Turned clockwise, and cropped so that no corner shows."""
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    whole = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC)
    return np.ascontiguousarray(whole[height // 6 : -height // 6, width // 6 : -width // 6])


PASSES = {
    "a front seen straight on": Case(lambda: turned(front(), 0)),
    "a tower seen from below": Case(lambda: turned(front(lean=0.08), 0)),
    "a level sea": Case(lambda: turned(sea(), 0)),
    "a tilt that nobody sees": Case(lambda: turned(front(), 1)),
}
FAILS = {
    "a front that leans to the right": Case(lambda: turned(front(), 3)),
    "a front that leans to the left": Case(lambda: turned(front(), -5)),
    "a tower that leans": Case(lambda: turned(front(lean=0.08), 4)),
    "a sea that runs out": Case(lambda: turned(sea(), -3)),
}
UNMEASURABLE = {
    "a soft scene": Case(scene),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "black": Case(lambda: plain(0, 0, 0)),
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(1, 800)),
    "a slope, too steep to be a mistake": Case(lambda: turned(sea(), 12)),
}

test_table = table_of("tilt", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


@pytest.mark.parametrize("degrees", [-8, -3, 0, 2.5, 6])
@pytest.mark.parametrize("lean", [0.0, 0.08])
def test_the_value_is_the_angle(degrees: float, lean: float) -> None:
    finding = found("tilt", Case(lambda: turned(front(lean=lean), degrees)))
    assert finding.value == pytest.approx(abs(degrees), abs=0.4)


def test_the_remedy_turns_back() -> None:
    finding = found("tilt", Case(lambda: turned(front(), 4)))
    assert "4° im Uhrzeigersinn" in finding.message["de"].replace("4,1", "4").replace("3,9", "4")
    assert "counterclockwise" in finding.remedy["en"]


def test_the_region_is_the_line_that_decided() -> None:
    region = found("tilt", Case(lambda: turned(sea(), 3))).region
    assert region is not None
    x, y, width, height = region
    assert width > 0.9
    assert 0.3 < y < y + height < 0.85
    assert x >= 0


def test_plumb_and_level_lines_that_contradict_each_other_decide_nothing() -> None:
    def leaning_front() -> Pixels:
        shear = np.array([[1, 0.09, 0], [0, 1, 0]], np.float32)
        return turned(np.asarray(cv2.warpAffine(front(), shear, (1600, 1200)), np.uint8), 0)

    finding = found("tilt", Case(leaning_front))
    assert finding.reason == "lines-disagree"


def test_it_reads_a_decoded_file() -> None:
    photo = decode(make_photo(400, 300))
    assert found("tilt", Case(lambda: photo.pixels)).reason == "too-few-lines"
