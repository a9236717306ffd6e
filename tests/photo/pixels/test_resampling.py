from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.planes import Planes
from imagepool.photo.pixels.resampling import halve, shrink
from tests.making import make_pixels

RATIOS = [1.1, 1.4, 1.9, 2.2, 2.6, 3.3, 4.1, 6.5]


def scene(width: int = 1600, height: int = 1200) -> Pixels:
    """Luma with edges, lines and texture at all scales, as photos have them."""
    draw = np.random.default_rng(3)
    layers = np.zeros((height, width), np.float32)
    for octave in range(1, 9):
        noise = draw.standard_normal((2 + height >> octave, 2 + width >> octave))
        layers += cv2.resize(noise.astype(np.float32), (width, height)) * 2**octave / 9
    rows, columns = np.mgrid[:height, :width]
    layers += 40 * (np.sin(columns / 9.0 + rows / 31) > 0.6) + 40 * (rows > columns * 0.7)
    return as_pixels(np.clip(layers + 110, 0, 255))


def levels_of(plane: Pixels) -> list[Pixels]:
    levels = [plane]
    while min(levels[-1].shape) > 16:
        levels.append(halve(levels[-1]))
    return levels


def lanczos(plane: Pixels, size: tuple[int, int]) -> Pixels:
    return as_pixels(Image.fromarray(plane).resize(size, Image.Resampling.LANCZOS))


def similarity(one: Pixels, other: Pixels) -> float:
    """SSIM (Wang et al. 2004), mean over the picture."""
    a, b = one.astype(np.float32), other.astype(np.float32)

    def around(values: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.asarray(cv2.GaussianBlur(np.asarray(values), (11, 11), 1.5), np.float32)

    mean_a, mean_b = around(a), around(b)
    spread = around(a * a) - mean_a**2 + around(b * b) - mean_b**2
    shared = around(a * b) - mean_a * mean_b
    top = (2 * mean_a * mean_b + 6.5025) * (2 * shared + 58.5225)
    return float((top / ((mean_a**2 + mean_b**2 + 6.5025) * (spread + 58.5225))).mean())


def crispness(plane: Pixels) -> float:
    return float(np.abs(cv2.Laplacian(plane, cv2.CV_32F)).mean())


@pytest.mark.parametrize("ratio", RATIOS)
def test_smaller_pictures_look_like_lanczos_from_the_full_picture(ratio: float) -> None:
    plane = scene()
    size = (round(1600 / ratio), round(1200 / ratio))
    small, wanted = shrink(levels_of(plane), size), lanczos(plane, size)
    assert small.shape == wanted.shape
    assert similarity(small, wanted) > 0.99
    assert 0.93 < crispness(small) / crispness(wanted) < 1.07


@pytest.mark.parametrize("ratio", RATIOS)
def test_patterns_too_fine_to_be_shown_do_not_come_back_as_coarse_ones(ratio: float) -> None:
    rows, columns = np.mgrid[:900, :900]
    rings = as_pixels(127.5 + 127.5 * np.cos((rows**2 + columns**2) * np.pi / 1800))
    size = (round(900 / ratio),) * 2
    small = shrink(levels_of(rings), size)
    wanted = lanczos(rings, size)
    # Beyond the result's own finest pattern everything should be even gray.
    reach = np.hypot(rows, columns)[:: max(round(ratio), 1), :: max(round(ratio), 1)]
    fine = cv2.resize(reach.astype(np.float32), size) > 900 / ratio * 1.25
    if fine.any():
        assert small[fine].std() < wanted[fine].std() + 25


def test_an_even_color_stays_what_it_is() -> None:
    for level in (0, 1, 128, 254, 255):
        plane = np.full((400, 600), level, np.uint8)
        assert np.array_equal(shrink(levels_of(plane), (333, 222)), np.full((222, 333), level))


def test_the_picture_does_not_move() -> None:
    plane = np.zeros((600, 600), np.uint8)
    plane[300:, 300:] = 255
    small = shrink(levels_of(plane), (187, 187)).astype(float) / 255
    assert abs(small[180].sum() - 93.5) < 0.3
    assert abs(small[:, 180].sum() - 93.5) < 0.3


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (3, 2), (17, 4001)])
def test_the_thinnest_pictures_can_be_halved_and_shrunk(shape: tuple[int, int]) -> None:
    plane = np.full(shape, 77, np.uint8)
    half = halve(plane)
    assert half.shape == (max(shape[0] // 2, 1), max(shape[1] // 2, 1))
    size = (max(shape[1] // 3, 1), max(shape[0] // 3, 1))
    assert (shrink(levels_of(plane), size) == 77).all()


@pytest.mark.parametrize("size", [(1600, 1200), (1500, 1125), (1024, 768), (801, 601), (400, 300)])
def test_colors_come_through_the_planes(size: tuple[int, int]) -> None:
    pixels = make_pixels(1600, 1200)
    wanted = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)
    small = Planes(pixels).rgb(size)
    assert np.abs(small.astype(int) - np.asarray(wanted).astype(int)).mean() < 2


def test_chroma_has_half_the_size_rounded_up() -> None:
    y, cb, cr = Planes(make_pixels(640, 480)).ycc((333, 251))
    assert y.shape == (251, 333)
    assert cb.shape == cr.shape == (126, 167)
