from __future__ import annotations

import numpy as np
import pytest

from imagepool.style.work_copy import WorkCopy
from tests.style.pictures import photo_of, plain, scene


@pytest.mark.parametrize("size", [(1, 1), (1, 10_000), (10_000, 1), (640, 480), (3000, 17)])
def test_every_plane_exists_for_every_shape(size: tuple[int, int]) -> None:
    copy = WorkCopy(photo_of(plain(10, 200, 30, *size)))
    width, height = copy.size
    assert max(width, height) <= 1024
    assert copy.gray.shape == copy.middle_channel.shape == (height, width)
    assert copy.slopes[0].shape == (height, width)
    assert max(copy.small.shape[:2]) <= 512
    assert copy.lab.shape == copy.small.shape
    assert copy.middle_channel.max() == 30
    assert max(copy.coarse.shape[:2]) <= 256
    assert copy.coarse_lab.shape == copy.coarse.shape


@pytest.mark.parametrize(("gray", "lightness"), [(0, 0.0), (255, 100.0), (119, 50.0), (46, 18.6)])
def test_lightness_is_that_of_cielab(gray: int, lightness: float) -> None:
    copy = WorkCopy(photo_of(plain(gray, gray, gray, 20, 20)))
    assert copy.lightness_at(50) == pytest.approx(lightness, abs=0.5)


def test_planes_are_computed_once() -> None:
    copy = WorkCopy(photo_of(scene()))
    assert copy.lab is copy.lab
    assert copy.slopes[0] is copy.slopes[0]


def test_slopes_are_central_differences() -> None:
    ramp = np.tile(np.arange(0, 200, 2, dtype=np.uint8)[None, :, None], (40, 1, 3))
    right, down = WorkCopy(photo_of(ramp)).slopes
    assert (right[:, 1:-1] == 4).all()
    assert not down.any()
