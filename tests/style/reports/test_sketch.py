from __future__ import annotations

import pytest

from imagepool.photo.decoding import decode
from imagepool.style.reports.sketch import Sketch, draw_sketch
from tests.style.pictures import Pixels, photo_of, plain, scene


def sketch(pixels: Pixels) -> Sketch:
    return draw_sketch(photo_of(pixels))


def test_it_is_small_and_of_the_same_shape() -> None:
    drawn = sketch(scene(1200, 800))
    assert (drawn.width, drawn.height, drawn.original) == (480, 320, (1200, 800))
    small = decode(drawn.jpeg)
    assert (small.width, small.height) == (480, 320)
    assert len(drawn.jpeg) < 60_000
    assert sketch(scene(60, 40)).width == 60


@pytest.mark.parametrize("size", [(1, 1), (10_000, 1), (1, 10_000)])
def test_odd_shapes_are_drawn(size: tuple[int, int]) -> None:
    drawn = sketch(scene(*size))
    assert decode(drawn.jpeg).width == drawn.width
    assert sum(swatch.share for swatch in drawn.swatches) == pytest.approx(1, abs=0.01)


def test_the_histogram_lies_where_the_tones_are() -> None:
    dark, light = sketch(plain(20, 20, 20)).histogram, sketch(plain(230, 230, 230)).histogram
    assert dark.luma.index(max(dark.luma)) == 20 // 4
    assert light.luma.index(max(light.luma)) == 230 // 4
    red = sketch(plain(255, 0, 0)).histogram
    assert (red.red[-1], red.green[0], red.blue[0]) == (100, 100, 100)
    assert max(red.red[:-1]) == 0


def test_bars_reach_up_to_a_hundred_however_much_is_clipped() -> None:
    half_black = scene(400, 300)
    half_black[:150] = 0
    histogram = sketch(half_black).histogram
    for bars in (histogram.luma, histogram.red, histogram.green, histogram.blue):
        assert len(bars) == 64
        assert all(0 <= bar <= 100 for bar in bars)
    assert histogram.luma[0] == 100
    assert sum(histogram.luma[1:]) > 500  # the rest is not pressed flat


def test_the_same_photo_gives_the_same_sketch() -> None:
    assert sketch(scene()) == sketch(scene())
