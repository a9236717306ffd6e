from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from imagepool.photo.pixels.color import SRGB, is_srgb, profile_name, to_srgb
from tests.making import make_image
from tests.photo.profiles import DISPLAY_P3, pale_inks, wide_gamut

SRGB_COLUMNS = np.array(  # IEC 61966-2-1, adapted to D50
    [[0.43604, 0.38512, 0.14305], [0.22249, 0.71690, 0.06061], [0.01392, 0.09706, 0.71391]]
)


def by_hand(color: tuple[int, int, int]) -> list[int]:
    """Display P3 to sRGB with the formulas of the standards."""
    code = np.array(color) / 255
    light = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)
    xyz = np.array(list(DISPLAY_P3.values())).T @ light
    light = np.clip(np.linalg.solve(SRGB_COLUMNS, xyz), 0, 1)
    code = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return [round(value * 255) for value in code]


def first_pixel(image: Image.Image) -> list[int]:
    assert image.mode == "RGB"
    return [int(level) for level in np.asarray(image)[0, 0]]


@pytest.mark.parametrize("color", [(200, 100, 50), (30, 160, 90), (128, 128, 128), (10, 20, 240)])
def test_wide_gamut_colors_become_the_srgb_colors_that_look_the_same(
    color: tuple[int, int, int],
) -> None:
    image = to_srgb(Image.new("RGB", (2, 2), color), wide_gamut())
    assert np.abs(np.asarray(image)[0, 0].astype(int) - by_hand(color)).max() <= 2


def test_srgb_stays_as_it_is_whatever_its_profile_calls_itself() -> None:
    image = make_image(40, 30)
    assert to_srgb(image, SRGB) is image
    assert to_srgb(image, None).tobytes() == image.tobytes()
    assert is_srgb(SRGB)
    assert not is_srgb(wide_gamut())


@pytest.mark.parametrize("icc", [b"no profile", SRGB[:200], SRGB[:128] + bytes(400), b""])
def test_a_broken_profile_is_taken_for_srgb(icc: bytes) -> None:
    image = make_image(40, 30)
    assert to_srgb(image, icc).tobytes() == image.tobytes()
    assert is_srgb(icc)


def test_a_profile_of_another_kind_of_picture_is_not_used() -> None:
    gray = make_image(40, 30, mode="L")
    assert to_srgb(gray, SRGB).tobytes() == gray.convert("RGB").tobytes()
    assert is_srgb(pale_inks())


def test_cmyk_without_a_profile_is_inverted_plainly() -> None:
    image = Image.new("CMYK", (2, 2), (255, 0, 0, 0))
    assert to_srgb(image, None).getpixel((0, 0)) == (0, 255, 255)


def test_cmyk_is_read_through_its_own_inks() -> None:
    paper = to_srgb(Image.new("CMYK", (2, 2), (0, 0, 0, 0)), pale_inks())
    ink = to_srgb(Image.new("CMYK", (2, 2), (255, 0, 0, 0)), pale_inks())
    assert min(first_pixel(paper)) >= 250
    assert max(first_pixel(ink)) - min(first_pixel(ink)) <= 3
    assert 40 < first_pixel(ink)[0] < 110


def test_lab_becomes_rgb() -> None:
    gray = first_pixel(to_srgb(Image.new("LAB", (2, 2), (128, 128, 128)), None))
    assert max(gray) - min(gray) <= 2
    assert 110 < gray[0] < 130


def test_a_profile_tells_its_name() -> None:
    assert profile_name(SRGB) == "sRGB built-in"
    assert profile_name(None) is None
    assert profile_name(b"no profile") is None


def test_the_profile_of_renditions_is_small_and_carries_no_clock() -> None:
    assert len(SRGB) < 700
    assert SRGB[24:28] == b"\x07\xe8\0\x01"
