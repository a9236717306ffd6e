"""Odd files and the writers: several pictures in one, manifests, foreign chunks, things behind."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import read_blocks, write_blocks
from imagepool.photo.packet import Packet
from tests.making import make_image, make_photo
from tests.photo.written_files import ICC, KINDS, PACKET, SECRET, look_of, make_tiled_tiff


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _jpeg_segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def _behind_first_segment(data: bytes, *segments: bytes) -> bytes:
    place = 4 + int.from_bytes(data[4:6], "big")
    return data[:place] + b"".join(segments) + data[place:]


def _in_riff(data: bytes, kind: bytes, body: bytes) -> bytes:
    content = data[8:] + kind + len(body).to_bytes(4, "little") + body
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def _box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4) + kind + body


_JUMBF = SECRET + b" jumb c2pa manifest"  # of an even length
_ADDED: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": lambda data: (
        _behind_first_segment(
            data,
            _jpeg_segment(0xEB, b"JP\0\1" + _JUMBF),
            _jpeg_segment(0xE2, b"FPXR\0" + SECRET),
            _jpeg_segment(0xED, b"Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0\0\x0b" + SECRET + b"\0"),
            _jpeg_segment(0xFE, SECRET),
        )
        + SECRET
    ),
    "png": lambda data: (
        data[:33]
        + _png_chunk(b"caBX", _JUMBF)
        + _png_chunk(b"tEXt", b"Raw profile type exif\0" + SECRET.hex().encode())
        + _png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(SECRET))
        + _png_chunk(b"tIME", b"\x07\xea\1\1\0\0\0")
        + data[33:]
        + SECRET
    ),
    "webp": lambda data: _in_riff(data, b"C2PA", _JUMBF) + SECRET,
    "webp_alpha": lambda data: _in_riff(data, b"C2PA", _JUMBF) + SECRET,
    "avif": lambda data: data + _box(b"uuid", bytes(16) + _JUMBF) + _box(b"free", SECRET),
    "heic": lambda data: data + _box(b"mpvd", SECRET) + _box(b"uuid", bytes(16) + _JUMBF),
    "tiff": lambda data: data + _JUMBF,
}


@pytest.mark.parametrize("kind", _ADDED)
def test_manifests_and_foreign_parts_go(kind: str) -> None:
    plain = KINDS[kind][1]()
    data = _ADDED[kind](plain)

    written = write_blocks(data, KINDS[kind][0], PACKET)

    assert SECRET in data
    assert written == write_blocks(plain, KINDS[kind][0], PACKET)
    assert look_of(written) == look_of(data)


def test_the_thumbnail_in_jfif_goes_and_the_density_stays() -> None:
    data = make_photo(64, 48, dpi=(300, 300))
    jfif = data[6:18] + b"\2\2" + SECRET + b"!"  # a thumbnail of 2 x 2
    data = data[:2] + _jpeg_segment(0xE0, jfif) + data[20:]

    written = write_blocks(data, "JPEG", PACKET)

    assert SECRET not in written
    with Image.open(io.BytesIO(written)) as image:
        assert image.info["dpi"] == (300, 300)
        assert image.info["jfif_density"] == (300, 300)


def test_comments_between_the_scans_of_a_progressive_jpeg_go() -> None:
    plain = make_photo(64, 48, progressive=True)
    second = plain.index(b"\xff\xda", plain.index(b"\xff\xda") + 2)
    data = plain[:second] + _jpeg_segment(0xFE, SECRET) + plain[second:]

    assert write_blocks(data, "JPEG", PACKET) == write_blocks(plain, "JPEG", PACKET)


def test_of_a_jpeg_with_several_pictures_the_first_stays() -> None:
    stream = io.BytesIO()
    first, second = make_image(64, 48), make_image(64, 48, seed=1)
    first.save(stream, "MPO", save_all=True, append_images=[second])

    written = write_blocks(stream.getvalue(), "JPEG", PACKET)

    assert look_of(stream.getvalue()).frames == 2
    assert look_of(written) == look_of(stream.getvalue(), frames=1)
    assert written.count(b"\xff\xd8\xff") == 1
    assert b"MPF\0" not in written


def test_a_jpeg_without_its_last_marker_is_refused() -> None:
    with pytest.raises(UnreadablePhoto, match="breaks off") as caught:
        write_blocks(make_photo(64, 48)[:-2], "JPEG", PACKET)
    assert caught.value.reason == "corrupt"


def test_a_packet_may_be_empty_and_the_orientation_stays() -> None:
    for kind in ("jpeg_turned", "png_alpha", "webp_profile", "avif_alpha", "tiff_lzw", "heic"):
        name, make = KINDS[kind]
        data = make()
        written = write_blocks(data, name, Packet(xmp=b"", exif=b"", iim=b"", stamp=""))
        assert look_of(written) == look_of(data)
        assert read_blocks(written, name).xmp == ()


def test_a_profile_in_an_old_text_of_a_png_moves_into_its_chunk() -> None:
    icc = ICC
    plain = make_photo(32, 24, "PNG")
    text = b"\nicc\n" + str(len(icc)).encode() + b"\n" + icc.hex().encode() + b"\n"
    chunk = _png_chunk(b"zTXt", b"Raw profile type icc\0\0" + zlib.compress(text))

    written = write_blocks(plain[:33] + chunk + plain[33:], "PNG", PACKET)

    assert look_of(written).icc == icc


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [("IHDR", 20, 9), ("IDAT", 60, 9)],
)
def test_a_png_with_a_wrong_checksum_is_refused(kind: str, place: int, value: int) -> None:
    data = bytearray(make_photo(32, 24, "PNG"))
    data[place] ^= value

    with pytest.raises(UnreadablePhoto, match=kind) as caught:
        write_blocks(bytes(data), "PNG", PACKET)
    assert caught.value.reason == "corrupt"


def test_a_critical_chunk_that_nobody_knows_is_refused() -> None:
    data = make_photo(32, 24, "PNG")

    with pytest.raises(UnreadablePhoto, match="critical"):
        write_blocks(data[:33] + _png_chunk(b"ABCD", b"") + data[33:], "PNG", PACKET)


def _tiff(pages: list[Image.Image], tags: list[dict[int, Any]], **options: Any) -> bytes:
    for page, each in zip(pages, tags, strict=True):
        info = TiffImagePlugin.ImageFileDirectory_v2()
        for tag, value in each.items():
            info[tag] = value
        page.encoderinfo = {"tiffinfo": info}
    stream = io.BytesIO()
    first = pages[0].encoderinfo["tiffinfo"]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], tiffinfo=first, **options)
    return stream.getvalue()


def test_of_a_tiff_with_several_pages_the_first_in_full_size_stays() -> None:
    preview, photo, other = (make_image(48, 32, seed=seed) for seed in range(3))
    data = _tiff([preview, photo, other], [{254: 1}, {274: 6}, {270: SECRET.decode()}])

    written = write_blocks(data, "TIFF", PACKET)

    with Image.open(io.BytesIO(written)) as image:
        assert look_of(written).frames == 1
        assert np.array_equal(np.asarray(image), np.rot90(np.asarray(photo), 3))
    assert SECRET not in written


def test_layers_and_resources_of_photoshop_go() -> None:
    tags = {37724: SECRET, 34377: b"8BIM\x04\x0c" + SECRET, 305: SECRET.decode(), 50341: SECRET}
    data = _tiff([make_image(48, 32)], [tags])

    written = write_blocks(data, "TIFF", PACKET)

    assert data.count(SECRET) == 4
    assert SECRET not in written
    assert look_of(written) == look_of(data)


def test_tiles_that_share_their_data_still_share_it() -> None:
    data = make_tiled_tiff("little")
    table = data.rindex(b"\x44\x01\x04\0\2\0\0\0")  # the places of two tiles
    heap = int.from_bytes(data[table + 8 : table + 12], "little")
    sizes = heap + 8
    for at in (heap, sizes):
        data = data[: at + 4] + data[at : at + 4] + data[at + 8 :]

    written = write_blocks(data, "TIFF", PACKET)

    assert look_of(written) == look_of(data)
    assert len(written) < len(data) + 6000


def test_a_tiff_with_its_strips_cut_off_is_refused() -> None:
    data = make_photo(64, 48, "TIFF")

    with pytest.raises(UnreadablePhoto) as caught:
        write_blocks(data[:-3000], "TIFF", PACKET)
    assert caught.value.reason == "corrupt"


def test_old_style_jpeg_in_a_tiff_is_refused_as_unsupported() -> None:
    data = make_tiled_tiff("little").replace(
        b"\x03\x01\x03\0\1\0\0\0\x08", b"\x03\x01\x03\0\1\0\0\0\x06"
    )

    with pytest.raises(UnreadablePhoto) as caught:
        write_blocks(data, "TIFF", PACKET)
    assert caught.value.reason == "unsupported_format"


def test_an_empty_frame_of_an_animation_is_refused() -> None:
    data = KINDS["webp_animated"][1]()
    data = data.replace(b"VP8 ", b"XXXX").replace(b"VP8L", b"XXXX")

    with pytest.raises(UnreadablePhoto, match="frame"):
        write_blocks(data, "WEBP", PACKET)
