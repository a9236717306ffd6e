from __future__ import annotations

import cv2
import numpy as np
import pytest
import simplejpeg

from imagepool.photo.decoding import decode
from imagepool.style.judging import judge
from imagepool.style.report import Region
from tests.style.pictures import Pixels, bordered, facts_of, noisy, plain, scene
from tests.style.tables import Case, concept_of, found, setting_of, table_of


def uneven(pixels: Pixels, color: int) -> Pixels:
    """With ground of one color below, which rises and falls by a few pixels."""
    ground = pixels.copy()
    for x in range(pixels.shape[1]):
        ground[420 + round(6 * np.sin(x / 40)) :, x] = color
    return ground


def night_over_dark_houses() -> Pixels:
    night = plain(0, 0, 0)
    night[400:] = 10
    night[420:460, ::40] = 90
    return night


def written_on(color: int, *, pixels: Pixels | None = None, **bars: int) -> Pixels:
    """With a bar below that bears a line of writing."""
    taken = bordered(scene() if pixels is None else pixels, color, **bars)
    height, width = taken.shape[:2]
    low, scale = height - round(bars["bottom"] * 0.35), bars["bottom"] / 60
    place, ink = (width // 20, low), (40, 40, 40)
    cv2.putText(taken, "SHOT ON PHONE 12", place, 0, scale, ink, round(2 * scale), cv2.LINE_AA)
    return taken


PASSES = {
    "a scene to its edges": Case(),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(1, 800)),
    "a dark floor below and nothing above": Case(lambda: uneven(scene(), 0)),
    "a white sky over hills": Case(lambda: np.flipud(uneven(scene(), 255)).copy()),
    "a dark floor of grain": Case(lambda: noisy(bordered(scene(), 12, bottom=60), 6)),
    "a dark lower third": Case(lambda: bordered(scene(), 0, bottom=160)),
    "the rim of a scan": Case(lambda: bordered(scene(), 0, right=2)),
    "a black sky over dark houses": Case(night_over_dark_houses),
}
FAILS = {
    "a white frame": Case(lambda: bordered(scene(), 255, top=15, bottom=15, left=15, right=15)),
    "a thin black frame": Case(lambda: bordered(scene(), 0, top=4, bottom=4, left=4, right=4)),
    "bars of a film": Case(lambda: bordered(scene(), 0, top=60, bottom=60)),
    "bars beside an upright photo": Case(lambda: bordered(scene(), 0, left=150, right=150)),
    "an instant photo, wider below": Case(
        lambda: bordered(scene(), 250, top=15, bottom=80, left=15, right=15)
    ),
    "a bar below": Case(lambda: bordered(scene(), 0, bottom=30)),
    "a bar above": Case(lambda: bordered(scene(), 255, top=40)),
    "a bar on the left": Case(lambda: bordered(scene(), 0, left=40)),
    "a bar that bears the make of the phone": Case(lambda: written_on(255, bottom=60)),
    "a passe-partout with a caption": Case(
        lambda: written_on(250, top=15, bottom=60, left=15, right=15)
    ),
    "a black bar above and a white one below": Case(
        lambda: bordered(bordered(scene(), 0, top=60), 255, bottom=60)
    ),
    "a black frame around the night": Case(
        lambda: bordered(scene() // 12 * 2, 0, top=9, bottom=9, left=9, right=9)
    ),
}

test_table = table_of("frame", passes=PASSES, fails=FAILS)


def test_the_value_is_that_of_the_widest_side_and_the_region_holds_all() -> None:
    finding = found("frame", Case(lambda: bordered(scene(), 250, top=24, bottom=96)))
    assert finding.value == pytest.approx(20)
    assert finding.region == (0, 0, 1, 1)


@pytest.mark.parametrize(
    ("bar", "region"),
    [
        ({"top": 48}, (0, 0, 1, 0.1)),
        ({"bottom": 48}, (0, 0.9, 1, 0.1)),
        ({"left": 64}, (0, 0, 0.1, 1)),
        ({"right": 64}, (0.9, 0, 0.1, 1)),
    ],
)
def test_the_region_of_a_bar_is_the_bar(bar: dict[str, int], region: Region) -> None:
    finding = found("frame", Case(lambda: bordered(scene(), 0, **bar)))
    assert finding.region == pytest.approx(region)


@pytest.mark.parametrize("quality", [60, 85, 97])
@pytest.mark.parametrize("width", [2000, 3000])
def test_a_bar_is_found_in_a_saved_and_reduced_photo(width: int, quality: int) -> None:
    large = written_on(255, bottom=width // 16, pixels=scene(width, width * 3 // 4))
    data = simplejpeg.encode_jpeg(large, quality=quality, colorsubsampling="420")
    report = judge(decode(data), facts_of(), concept_of(setting_of("frame")))
    assert report.findings[0].noticed
    assert report.findings[0].value == pytest.approx(100 / 12, abs=0.5)


def test_the_sides_are_named_in_both_languages() -> None:
    finding = found("frame", Case(lambda: bordered(scene(), 0, left=30, right=30)))
    assert "links, rechts" in finding.message["de"]
    assert "left, right" in finding.message["en"]
