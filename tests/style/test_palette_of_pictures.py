from __future__ import annotations

import numpy as np
import pytest

from imagepool.style.palette import (
    Swatch,
    dominant_colors,
    dominant_colors_of_set,
    nearest_colors,
    palette_distance,
)
from tests.style.pictures import Pixels, noisy, plain, scene

RAPE, BEECH = "#e6c62d", "#1f5b4a"


def fields() -> Pixels:
    """A quarter of rape blossom below, three quarters of sky."""
    picture = plain(150, 190, 230)
    picture[360:] = (0xE6, 0xC6, 0x2D)
    return picture


def test_the_colors_are_those_of_the_areas_largest_first() -> None:
    assert dominant_colors(fields()) == (Swatch("#96bee6", 0.75), Swatch(RAPE, 0.25))


def test_grain_adds_no_colors() -> None:
    sky, field = dominant_colors(noisy(fields(), 12))
    assert sky.share == pytest.approx(0.75, abs=0.02)
    assert palette_distance((sky, field), ("#96bee6", RAPE)) < 2


@pytest.mark.parametrize("size", [(1, 1), (1, 10_000), (10_000, 1), (3000, 17)])
def test_every_shape_has_its_colors(size: tuple[int, int]) -> None:
    assert dominant_colors(plain(31, 91, 74, *size)) == (Swatch(BEECH, 1.0),)


def test_shares_add_up_and_the_same_pixels_give_the_same_colors() -> None:
    swatches = dominant_colors(scene())
    assert sum(swatch.share for swatch in swatches) == pytest.approx(1, abs=0.001)
    assert len(swatches) <= 6
    assert swatches == dominant_colors(scene())
    assert len(dominant_colors(scene(), count=3)) == 3


def test_noise_is_mastered_too() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (400, 600, 3), dtype=np.uint8)
    assert 1 <= len(dominant_colors(pixels)) <= 6


def test_in_a_set_every_picture_weighs_the_same() -> None:
    small, large = plain(31, 91, 74, 10, 10), plain(230, 198, 45, 900, 600)
    together = dominant_colors_of_set([dominant_colors(small), dominant_colors(large)])
    assert {(swatch.color, swatch.share) for swatch in together} == {(BEECH, 0.5), (RAPE, 0.5)}
    assert dominant_colors_of_set([]) == ()


def test_the_distance_is_that_to_the_nearest_color_weighed_by_area() -> None:
    black, white = Swatch("#000000", 0.25), Swatch("#ffffff", 0.75)
    assert palette_distance((black, white), ("#000000", "#ffffff")) == 0
    assert palette_distance((black, white), ("#ffffff",)) == pytest.approx(25, abs=0.01)
    assert nearest_colors((black, white), ("#f0f0f0", "#101010")) == ("#101010", "#f0f0f0")


@pytest.mark.parametrize(("swatches", "palette"), [((), ("#000000",)), ((Swatch("#0", 1),), ())])
def test_without_colors_there_is_no_distance(
    swatches: tuple[Swatch, ...], palette: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match="at least one"):
        palette_distance(swatches, palette)
