from __future__ import annotations

import struct

import pytest
from hypothesis import given, strategies as st

from imagepool.asset import FORMATS
from imagepool.errors import UnreadablePhoto
from imagepool.photo.sniffing import sniff
from tests.making import make_photo

REFUSED = {
    b"GIF89a\x01\0\x01\0": "GIF",
    b"BM\x36\0\0\0": "BMP",
    b"8BPS\0\x01": "Photoshop",
    b"%!PS-Adobe-3.0 EPSF-3.0\n": "EPS",
    b"%PDF-1.7\n": "PDF",
    b"\0\0\0\x0cJXL \r\n\x87\n": "JPEG XL",
    b"\0\0\0\x0cjP  \r\n\x87\n": "JPEG 2000",
    b"PK\x03\x04\x14\0": "ZIP",
    b"MZ\x90\0": "Windows program",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>": "SVG",
    b"<?xml version='1.0'?>\n<!-- drawn -->\n<SVG/>": "SVG",
    b"\xef\xbb\xbf<!DOCTYPE html><p>Not found": "HTML",
    b"<?xml version='1.0'?><note/>": "XML",
    b"404 page not found\n": "text",
    b"version https://git-lfs.github.com/spec/v1\n": "Git LFS pointer",
    b"\0\x05\x16\x07\0\x02\0\0Mac OS X": "AppleDouble",
    b"RIFF\x24\0\0\0AVI LIST": "AVI",
    b"RIFF\x24\0\0\0ACON": "RIFF",
    b"II*\0\x10\0\0\0CR\x02\0": "Canon RAW",
    b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom": "Canon RAW",
    b"FUJIFILMCCD-RAW 0201": "Fujifilm RAW",
    b"IIU\0\x18\0\0\0": "Panasonic RAW",
    b"\0\0\0\x18ftypmp42\0\0\0\0isommp42": "MP4",
    b"\0\0\0\x14ftypXYZ \0\0\0\0zzzz": "ISO media",
    b"\x07\x13\x99\xfe": "unknown",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_known_by_its_content(name: str) -> None:
    assert sniff(make_photo(32, 24, name)) == name


def test_a_multi_picture_file_of_a_phone_is_a_jpeg() -> None:
    assert sniff(make_photo(32, 24, "MPO")) == "JPEG"


@pytest.mark.parametrize(("head", "name"), REFUSED.items(), ids=REFUSED.values())
def test_everything_else_is_refused_by_its_name(head: bytes, name: str) -> None:
    with pytest.raises(UnreadablePhoto, match=name) as caught:
        sniff(head)
    assert caught.value.reason == "unsupported_format"
    assert caught.value.hint


@pytest.mark.parametrize("head", [b"", bytes(100_000)])
def test_an_empty_file_and_one_of_zeros_are_called_empty(head: bytes) -> None:
    with pytest.raises(UnreadablePhoto) as caught:
        sniff(head)
    assert caught.value.reason == "empty"


def tiff(order: str, *entries: tuple[int, int, int]) -> bytes:
    """A TIFF of one directory; every entry is (tag, kind, value), a text stands at the value."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    body = struct.pack(order + "H", len(entries))
    for tag, kind, value in entries:
        body += struct.pack(order + "HHI", tag, kind, 18 if kind == 2 else 1)
        body += struct.pack(order + ("HH" if kind == 3 else "I"), *([value, 0][: 1 + (kind == 3)]))
    return (head + body).ljust(200, b"\0") + b"NIKON CORPORATION\0"


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(
    ("entries", "name"),
    [
        (((254, 4, 1), (271, 2, 200)), "Nikon RAW"),
        (((259, 3, 6), (271, 2, 200)), "Nikon RAW"),
        (((262, 3, 32803), (271, 2, 200)), "Nikon RAW"),
        (((262, 3, 34892),), "camera RAW"),
        (((259, 3, 34713),), "camera RAW"),
        (((254, 4, 0), (50706, 1, 1)), "DNG RAW"),
    ],
)
def test_raw_files_in_tiff_clothes_are_seen_through(
    order: str, entries: tuple[tuple[int, int, int], ...], name: str
) -> None:
    with pytest.raises(UnreadablePhoto, match=name):
        sniff(tiff(order, *entries))


def test_a_tiff_that_a_camera_maker_signed_is_still_a_tiff() -> None:
    assert sniff(tiff("<", (254, 4, 0), (271, 2, 200))) == "TIFF"


@pytest.mark.parametrize("head", [b"II*\0", b"MM\0*\xff\xff\xff\xff", b"II+\0\x08\0\0\0"])
def test_a_tiff_whose_directory_is_out_of_sight_is_left_to_the_decoder(head: bytes) -> None:
    assert sniff(head) == "TIFF"


@given(st.binary(max_size=400))
def test_any_bytes_are_either_named_or_refused(head: bytes) -> None:
    try:
        assert sniff(head) in FORMATS
    except UnreadablePhoto as error:
        assert error.reason in {"empty", "unsupported_format"}  # noqa: PT017
