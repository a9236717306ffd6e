from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from imagepool.photo.pixels.tiles import TILE, luma_tiles
from tests.making import make_pixels

SIDES = st.integers(1, 1200)


@given(SIDES, SIDES)
def test_there_are_as_many_tiles_as_fit_up_to_256(width: int, height: int) -> None:
    tiles = luma_tiles(np.zeros((height, width), np.uint8))
    assert tiles.shape == (min(16, width // 32) * min(16, height // 32), TILE, TILE)


@given(SIDES)
def test_tiles_begin_at_blocks_and_do_not_overlap(side: int) -> None:
    place = np.broadcast_to(np.arange(side, dtype=np.uint16)[:, None], (side, TILE))
    begins, ends = (luma_tiles(np.asarray(place))[:, row, 0] for row in (0, -1))
    assert (begins % 8 == 0).all()
    assert (ends[:-1] < begins[1:]).all()


@pytest.mark.parametrize("side", [64, 96, 512])
def test_small_pictures_are_covered_whole(side: int) -> None:
    pixels = make_pixels(side, 32)
    whole = np.concatenate(luma_tiles(pixels), axis=1)
    light = pixels @ np.array([0.299, 0.587, 0.114])
    assert np.abs(whole - light).max() < 1
