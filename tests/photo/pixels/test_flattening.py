from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from imagepool.errors import UnreadablePhoto
from imagepool.photo.pixels.flattening import flatten, has_alpha
from tests.making import make_image


def test_what_is_transparent_becomes_white() -> None:
    image = Image.new("RGBA", (3, 1), (200, 0, 0, 0))
    image.putpixel((1, 0), (200, 0, 0, 255))
    image.putpixel((2, 0), (200, 0, 0, 128))
    flat = flatten(image, icc=None)
    assert flat.getpixel((0, 0)) == (255, 255, 255)
    assert flat.getpixel((1, 0)) == (200, 0, 0)
    assert flat.getpixel((2, 0)) == (227, 127, 127)


@pytest.mark.parametrize("mode", ["LA", "PA", "RGBa", "RGBA"])
def test_every_mode_with_alpha_is_flattened(mode: str) -> None:
    image = make_image(20, 10, mode="LA").convert("RGBA")
    image = image.convert(mode) if mode != "PA" else image.convert("P").convert("PA")
    assert has_alpha(image)
    assert flatten(image, icc=None).mode == "RGB"


def test_a_palette_with_a_transparent_color_is_flattened() -> None:
    image = Image.new("P", (2, 1), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    image.info["transparency"] = 0
    flat = flatten(image, icc=None)
    assert flat.getpixel((0, 0)) == (255, 255, 255)
    assert flat.getpixel((1, 0)) == (0, 0, 255)


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    levels = np.array([[0, 257, 32768, 65535]], np.uint16)
    flat = flatten(Image.fromarray(levels), icc=None)
    assert [flat.getpixel((x, 0)) for x in range(4)] == [(v, v, v) for v in (0, 1, 128, 255)]


def tiff_of(levels: np.ndarray[tuple[int, int], np.dtype[np.uint16]], photometric: int) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(levels).save(stream, "TIFF", tiffinfo={262: photometric})
    return stream.getvalue()


def test_a_tiff_whose_smallest_number_is_white_is_turned_around() -> None:
    levels = np.array([[0, 65535]], np.uint16)
    stream = bytearray(tiff_of(levels, 1))
    at = stream.find(b"\x06\x01\x03\0\x01\0\0\0")  # the entry of PhotometricInterpretation
    stream[at + 8] = 0
    with Image.open(io.BytesIO(stream)) as image:
        flat = flatten(image, icc=None)
    assert [flat.getpixel((x, 0)) for x in range(2)] == [(255,) * 3, (0,) * 3]


@pytest.mark.parametrize("mode", ["1", "L", "P", "YCbCr", "CMYK", "HSV"])
def test_plain_modes_become_rgb(mode: str) -> None:
    image = make_image(20, 10, mode=mode)
    assert not has_alpha(image)
    assert flatten(image, icc=None).mode == "RGB"


@pytest.mark.parametrize("mode", ["I", "F"])
def test_numbers_without_a_white_of_their_own_are_refused(mode: str) -> None:
    with pytest.raises(UnreadablePhoto) as caught:
        flatten(Image.new(mode, (2, 2)), icc=None)
    assert caught.value.reason == "unsupported_format"
