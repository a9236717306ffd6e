from __future__ import annotations

import io
import struct
import sys
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings, strategies as st
from PIL import Image, ImageOps

from imagepool.asset import FORMATS
from imagepool.errors import UnreadablePhoto
from imagepool.photo.decoding import decode
from imagepool.photo.limits import Limits
from tests.making import make_image, make_photo, make_pixels
from tests.photo.profiles import wide_gamut


def reason_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadablePhoto) as caught:
        decode(data, limits=limits)
    assert str(caught.value)
    return caught.value.reason


def far(one: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], other: object) -> float:
    return float(np.abs(one.astype(int) - np.asarray(other).astype(int)).mean())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_becomes_the_picture_that_was_saved(name: str) -> None:
    photo = decode(make_photo(320, 200, name, quality=95))
    assert (photo.format, photo.width, photo.height) == (name, 320, 200)
    assert photo.pixels.shape == (200, 320, 3)
    assert far(photo.pixels, make_pixels(320, 200)) < 4
    assert (photo.mode, photo.bit_depth, photo.has_alpha, photo.frames) == ("RGB", 8, False, 1)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_kind_of_jpeg_is_taken(mode: str, progressive: bool) -> None:
    photo = decode(make_photo(321, 203, mode=mode, progressive=progressive, quality=95))
    assert photo.mode == mode
    assert far(photo.pixels, make_image(321, 203, mode=mode).convert("RGB")) < 3
    assert photo.quantization is not None
    assert len(photo.quantization[0]) == 64


def test_a_multi_picture_file_is_the_photo_in_front() -> None:
    extra = make_image(320, 200, seed=2)
    data = make_photo(320, 200, "MPO", save_all=True, append_images=[extra])
    photo = decode(data)
    assert (photo.format, photo.frames) == ("JPEG", 1)
    assert far(photo.pixels, make_pixels(320, 200)) < 6


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_is_turned_upright(name: str, orientation: int) -> None:
    data = make_photo(96, 64, name, orientation=orientation, quality=98)
    with Image.open(io.BytesIO(data)) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    photo = decode(data)
    assert (photo.width, photo.height) == upright.size
    assert far(photo.pixels, upright) < 3


def test_a_broken_orientation_leaves_the_picture_as_it_is() -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01"
    assert decode(make_photo(96, 64, exif=exif)).width == 96


@pytest.mark.parametrize(("mode", "name"), [("RGBA", "PNG"), ("RGBA", "WEBP"), ("LA", "PNG")])
def test_transparent_parts_are_white(mode: str, name: str) -> None:
    photo = decode(make_photo(320, 100, name, mode=mode))
    assert photo.has_alpha
    assert photo.pixels[:, 0].min() >= 250
    assert photo.pixels[:, -1].min() < 200


def deep(name: str) -> bytes:
    levels = make_pixels(64, 48).astype(np.uint16) * 257
    done, data = cv2.imencode(name, levels[:, :, ::-1])
    assert done
    return data.tobytes()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bits_a_channel_are_scaled(suffix: str) -> None:
    photo = decode(deep(suffix))
    assert photo.bit_depth == 16
    assert far(photo.pixels, make_pixels(64, 48)) < 1


@pytest.mark.parametrize("name", ["PNG", "TIFF"])
def test_sixteen_bit_gray_is_scaled(name: str) -> None:
    photo = decode(make_photo(64, 48, name, mode="I;16"))
    assert photo.bit_depth == 16
    assert far(photo.pixels, make_image(64, 48, mode="L").convert("RGB")) < 1


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "raw"])
@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_tiffs_of_all_compressions_are_taken(compression: str, mode: str) -> None:
    photo = decode(make_photo(64, 48, "TIFF", mode=mode, compression=compression))
    assert far(photo.pixels, make_image(64, 48, mode=mode).convert("RGB")) < 1


def test_the_first_page_of_a_tiff_is_the_photo() -> None:
    data = make_photo(64, 48, "TIFF", save_all=True, append_images=[make_image(30, 20, seed=1)])
    photo = decode(data)
    assert (photo.width, photo.frames) == (64, 2)


def test_a_preview_before_the_photo_is_passed_over() -> None:
    small = make_image(30, 20)
    large = make_image(64, 48)
    stream = io.BytesIO()
    small.save(stream, "TIFF", save_all=True, append_images=[large], tiffinfo={254: 1})
    data = bytearray(stream.getvalue())
    entry = b"\xfe\0\x04\0\x01\0\0\0"
    assert data.count(entry) == 2
    data[data.rfind(entry) + 8] = 0
    assert decode(bytes(data)).width == 64
    only_previews = stream.getvalue()
    assert reason_of(only_previews) == "unsupported_format"


@pytest.mark.parametrize("name", ["WEBP", "PNG", "AVIF"])
def test_animations_are_refused(name: str) -> None:
    more = [make_image(64, 48, seed=seed) for seed in (1, 2)]
    data = make_photo(64, 48, name, save_all=True, append_images=more, duration=100)
    with pytest.raises(UnreadablePhoto, match="animated") as caught:
        decode(data)
    assert caught.value.reason == "unsupported_format"


def test_wide_gamut_photos_become_srgb() -> None:
    plain = decode(make_photo(64, 48, "PNG"))
    vivid = decode(make_photo(64, 48, "PNG", icc_profile=wide_gamut()))
    jpeg = decode(make_photo(64, 48, quality=98, icc_profile=wide_gamut()))
    assert far(vivid.pixels, plain.pixels) > 3
    assert far(vivid.pixels, jpeg.pixels) < 3
    assert vivid.icc_name == "sRGB built-in"


def test_heic_without_its_decoder_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_photo(64, 48, "HEIC")
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert reason_of(data) == "missing_decoder"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
@settings(max_examples=15, deadline=None)
@given(share=st.floats(0.02, 0.999))
def test_a_jpeg_that_was_cut_is_never_half_a_picture(
    mode: str, progressive: bool, share: float
) -> None:
    data = make_photo(160, 120, mode=mode, progressive=progressive)
    part = data[: int(len(data) * share)]
    assert reason_of(part) in {"truncated", "corrupt"}
    assert reason_of(part + b"\xff\xd9") in {"truncated", "corrupt"}
    assert reason_of(part.ljust(len(data), b"\0")) in {"truncated", "corrupt"}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"JPEG"}))
@settings(max_examples=15, deadline=None)
@given(share=st.floats(0.02, 0.999))
def test_no_other_format_gives_half_a_picture_either(name: str, share: float) -> None:
    data = make_photo(160, 120, name)
    assert reason_of(data[: int(len(data) * share)]) in {"truncated", "corrupt"}


def test_a_jpeg_whose_middle_is_lost_is_refused() -> None:
    data = make_photo(320, 240)
    third = len(data) // 3
    assert reason_of(data[:third] + data[2 * third :]) in {"truncated", "corrupt"}


def test_sloppy_but_whole_jpegs_are_taken() -> None:
    data = make_photo(160, 120)
    whole = decode(data).pixels
    assert np.array_equal(decode(data + b"appended by some program").pixels, whole)
    padded = data[:-2] + b"\x11\x22\x33" + data[-2:]
    assert np.array_equal(decode(padded).pixels, whole)
    odd_version = data.replace(b"JFIF\0\x01", b"JFIF\0\x07", 1)
    assert np.array_equal(decode(odd_version).pixels, whole)


def test_a_sloppy_jpeg_that_was_cut_is_still_refused() -> None:
    data = make_photo(160, 120).replace(b"JFIF\0\x01", b"JFIF\0\x07", 1)
    assert reason_of(data[: len(data) // 2]) == "truncated"


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that claims many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (100_000, 100_000), (20_000, 8_000)])
def test_bombs_are_refused_by_their_header(size: tuple[int, int]) -> None:
    assert reason_of(bomb(*size)) == "too_many_pixels"


def test_limits_hold_for_every_format() -> None:
    for name in FORMATS:
        data = make_photo(64, 48, name)
        assert reason_of(data, Limits(max_pixels=3000)) == "too_many_pixels"
        assert reason_of(data, Limits(max_bytes=100)) == "too_large"


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_damaged_bytes_give_a_whole_picture_or_a_reason(name: str, seed: int) -> None:
    data = bytearray(make_photo(64, 48, name))
    draw = np.random.default_rng(seed)
    for at in draw.integers(0, len(data), 4):
        data[at] ^= int(draw.integers(1, 256))
    try:
        photo = decode(bytes(data), limits=Limits(max_pixels=1_000_000))
    except UnreadablePhoto as error:
        assert error.reason  # noqa: PT017 -- either is right
    else:
        assert photo.work.size


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 2600), st.integers(1, 2600))
@example(2049, 1)
@example(1, 2600)
def test_the_work_copy_is_never_enlarged_and_at_most_1024_wide(width: int, height: int) -> None:
    photo = decode(make_photo(width, height, quality=60))
    rows, columns, _ = photo.work.shape
    longest = min(1024, max(width, height))
    scale = longest / max(width, height)
    assert max(rows, columns) == longest
    assert abs(columns - width * scale) <= 1  # a side is at least one pixel
    assert abs(rows - height * scale) <= 1
    assert photo.gray.shape == (rows, columns)


def test_the_same_bytes_give_the_same_pixels() -> None:
    data = make_photo(2000, 1400)
    one, other = decode(data), decode(data)
    assert np.array_equal(one.pixels, other.pixels)
    assert np.array_equal(one.work, other.work)


def test_a_jpeg_is_decoded_no_larger_than_needed() -> None:
    data = make_photo(1601, 1203, orientation=6)
    photo = decode(data, longest=700)
    assert (photo.width, photo.height) == (1203, 1601)
    assert photo.pixels.shape == (801, 602, 3)
    assert photo.tiles is None
    whole = decode(data)
    assert whole.pixels.shape == (1601, 1203, 3)
    assert far(photo.pixels, cv2.resize(whole.pixels, (602, 801), interpolation=3)) < 4


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "I;16"])
def test_large_pictures_of_other_formats_are_averaged_down(mode: str) -> None:
    photo = decode(make_photo(1601, 1203, "PNG", mode=mode), longest=700)
    assert (photo.width, photo.height, photo.mode) == (1601, 1203, mode)
    assert photo.pixels.shape == (602, 801, 3)
    whole = decode(make_photo(1601, 1203, "PNG", mode=mode)).pixels
    assert far(photo.pixels, cv2.resize(whole, (801, 602), interpolation=cv2.INTER_AREA)) < 8


@pytest.mark.parametrize("orientation", range(1, 9))
def test_tiles_are_those_of_the_file_however_it_is_turned(orientation: int) -> None:
    lying, turned = (decode(make_photo(403, 301, orientation=one)) for one in (1, orientation))
    assert lying.tiles is not None
    assert turned.tiles is not None
    assert lying.tiles.shape == (9 * 12, 32, 32)
    assert np.array_equal(lying.tiles, turned.tiles)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_tiles_keep_the_luma_that_bringing_colors_to_srgb_changes(kind: str) -> None:
    plain = decode(make_photo(256, 192, kind))
    wide = decode(make_photo(256, 192, kind, icc_profile=wide_gamut()))
    assert far(plain.pixels, wide.pixels) > 1
    assert plain.stored_luma is None
    assert plain.tiles is not None
    assert wide.tiles is not None
    assert np.array_equal(plain.tiles, wide.tiles)
