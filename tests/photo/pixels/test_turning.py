from __future__ import annotations

import numpy as np
import pytest

from imagepool.photo.pixels.turning import as_stored, as_upright, upright
from tests.making import make_pixels


@pytest.mark.parametrize("orientation", range(9))
def test_the_way_back_ends_where_it_began(orientation: int) -> None:
    stored = make_pixels(13, 7)
    turned = upright(stored, orientation)
    again = as_stored(turned, orientation)
    assert np.array_equal(again, stored)
    assert np.array_equal(as_upright(again, orientation), turned)
    assert np.shares_memory(again, turned)  # nothing is copied


def test_each_orientation_shows_another_picture() -> None:
    stored = make_pixels(8, 8)
    assert len({upright(stored, one).tobytes() for one in range(1, 9)}) == 8
