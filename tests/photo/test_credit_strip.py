from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image

from imagepool.photo.containers import read_blocks
from imagepool.photo.credit_strip import with_credit_strip
from imagepool.photo.decoding import decode
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.recipes import PRESETS
from imagepool.photo.renditions import make_renditions
from tests.making import make_photo
from tests.photo.written_files import PACKET

_SCREEN = PRESETS["screen"]
_LINE = "© Jürgen Müßig-Łódź / Bilderpool Nordthüringen, CC BY 4.0 (https://creativecommons.org)"


def _rendition(width: int, height: int) -> bytes:
    photo = decode(make_photo(width, height))
    return next(iter(make_renditions(photo, PACKET, [_SCREEN]))).data


def _pixels(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        return as_pixels(image.convert("RGB"))


@pytest.mark.parametrize("size", [(1921, 1081), (640, 480), (200, 1501), (90, 61)])
def test_the_strip_stands_below_and_the_picture_stays(size: tuple[int, int]) -> None:
    plain = _rendition(*size)
    data = with_credit_strip(plain, _LINE, _SCREEN, PACKET)
    before, after = _pixels(plain), _pixels(data)
    height, width = before.shape[:2]
    assert after.shape[1] == width
    assert after.shape[0] > height
    # Encoded once more: nearly the same, and the last rows share their blocks with the strip.
    different = np.abs(after[: height - 16].astype(int) - before[: height - 16])
    assert different.mean() < 3
    strip = after[height + 16 :] if after.shape[0] > height + 24 else after[height:]
    assert strip.max() > 240
    assert strip.min() < 120  # ink


def test_the_rights_are_in_the_file() -> None:
    blocks = read_blocks(with_credit_strip(_rendition(640, 480), _LINE, _SCREEN, PACKET), "JPEG")
    assert (blocks.xmp, blocks.iim, blocks.exif) == ((PACKET.xmp,), PACKET.iim, PACKET.exif)
    assert blocks.icc


def test_the_same_values_give_the_same_bytes_and_others_do_not() -> None:
    plain = _rendition(640, 480)
    once = with_credit_strip(plain, _LINE, _SCREEN, PACKET)
    assert with_credit_strip(plain, _LINE, _SCREEN, PACKET) == once
    assert with_credit_strip(plain, _LINE.replace("ü", "u"), _SCREEN, PACKET) != once


def test_a_long_line_breaks_and_markup_is_text() -> None:
    plain = _rendition(320, 240)
    short = _pixels(with_credit_strip(plain, "© A", _SCREEN, PACKET))
    long = _pixels(with_credit_strip(plain, f"{_LINE} {_LINE}", _SCREEN, PACKET))
    assert long.shape[0] > short.shape[0]
    odd = "#set page(fill: red) *a* _b_ $x$ \\ <c> @d // e"
    strip = _pixels(with_credit_strip(plain, odd, _SCREEN, PACKET))[240 + 16 :]
    assert np.ptp(strip.astype(int), axis=2).max() < 40  # no red


def test_letters_of_the_pools_languages_are_drawn() -> None:
    plain = _rendition(320, 240)
    drawn = {
        sign: with_credit_strip(plain, sign, _SCREEN, PACKET)
        for sign in "äöüÄÖÜß©éèçčšžłőřąęğıøåæœ–„“€" + "\uf8ff"
    }
    unknown = drawn.pop("\uf8ff")
    assert [sign for sign, data in drawn.items() if data == unknown] == []
    assert len(set(drawn.values())) == len(drawn)
    assert re.search(rb"\xff\xd9$", unknown)
