from __future__ import annotations

import pytest

from imagepool.photo.recipes import PRESETS
from imagepool.style.requirements import OptionValue
from tests.style.tables import Case, found, table_of


def sized(width: int, height: int, **options: OptionValue) -> Case:
    return Case(photo={"width": width, "height": height}, options=options)


PASSES = {
    "12 megapixels across": sized(4000, 3000),
    "24 megapixels across": sized(6000, 4000),
    "a square": sized(3600, 3600),
    "enough for a screen": sized(1920, 1280, presets=("screen", "slide", "social")),
    "an upright picture, where little need be left": sized(3000, 4500, least_kept=30),
    "nothing to fill": sized(10, 10, presets=()),
}
FAILS = {
    "too few pixels for print": sized(3000, 2000),
    "too few pixels for anything": sized(800, 600),
    "an upright picture": sized(3000, 4500),
    "a strip": sized(10_000, 1100),
    "a single pixel": sized(1, 1),
    "a line": sized(1, 10_000),
}

test_table = table_of("crop-room", passes=PASSES, fails=FAILS)


@pytest.mark.parametrize(
    ("width", "height", "missing"),
    [(4000, 3000, 0), (3000, 2000, 1), (1600, 1200, 2), (800, 600, 3), (3000, 4500, 2)],
)
def test_the_value_counts_the_formats_that_are_not_filled(
    width: int, height: int, missing: int
) -> None:
    assert found("crop-room", sized(width, height)).value == missing


def test_the_formats_are_named_in_both_languages() -> None:
    message = found("crop-room", sized(1600, 1200)).message
    assert "nicht: Folie (16:9), Druck (30 cm)." in message["de"]
    assert "It fills: link preview (1.91:1)." in message["en"]


def test_the_region_is_what_the_tightest_crop_leaves() -> None:
    upright = found("crop-room", sized(3000, 4500)).region
    assert upright == pytest.approx((0, 0.325, 1, 0.35), abs=0.01)
    assert found("crop-room", sized(3600, 2400, presets=("print",))).region is None


@pytest.mark.parametrize("name", PRESETS)
def test_every_format_has_a_name_for_people(name: str) -> None:
    message = found("crop-room", sized(50, 50, presets=(name,))).message
    assert f" {name}." not in message["de"]
