from __future__ import annotations

import time
import zlib

import pytest

from imagepool.photo.containers.png import read_png, size_of_png
from tests.making import make_photo
from tests.photo.blocks_made import chunk, exif, iim, png, resource, title_packet

_EXIF = exif({0x013B: "Eva"})
_TITLE = title_packet("Größe")
_IIM = iim((5, b"Title"))
_PACKED = zlib.compress(_TITLE)


@pytest.mark.parametrize(
    "text",
    [
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + _TITLE),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0de\0XMP\0" + _PACKED),
        chunk(b"zTXt", b"XML:com.adobe.xmp\0\0" + _PACKED),
        chunk(b"tEXt", b"XML:com.adobe.xmp\0" + _TITLE),
    ],
)
def test_xmp_is_read_from_any_text_chunk(text: bytes) -> None:
    assert read_png(png(text)).xmp == (_TITLE,)


def _profile(name: bytes, content: bytes, *, packed: bool = True) -> bytes:
    digits = content.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = b"\n" + name + b"\n%8d\n" % len(content) + lines.encode() + b"\n"
    keyword = b"Raw profile type " + name + b"\0"
    return (
        chunk(b"zTXt", keyword + b"\0" + zlib.compress(text))
        if packed
        else chunk(b"tEXt", keyword + text)
    )


@pytest.mark.parametrize("packed", [True, False])
def test_raw_profiles_of_old_files_are_read(packed: bool) -> None:
    found = read_png(
        png(
            _profile(b"exif", b"Exif\0\0" + _EXIF, packed=packed),
            _profile(b"iptc", resource(0x0404, _IIM), packed=packed),
            _profile(b"xmp", _TITLE, packed=packed),
            _profile(b"icc", b"profile", packed=packed),
        )
    )
    assert (found.exif, found.iim, found.xmp, found.icc) == (_EXIF, _IIM, (_TITLE,), b"profile")
    assert not found.troubles


def test_an_app1_profile_holds_exif_or_xmp() -> None:
    found = read_png(
        png(
            _profile(b"APP1", b"Exif\0\0" + _EXIF),
            _profile(b"APP1", b"http://ns.adobe.com/xap/1.0/\0" + _TITLE),
            _profile(b"iptc", _IIM),
        )
    )
    assert (found.exif, found.xmp, found.iim) == (_EXIF, (_TITLE,), _IIM)


def test_the_exif_chunk_comes_before_a_raw_profile() -> None:
    old = exif({0x013B: "Jan"})
    found = read_png(png(_profile(b"exif", old), chunk(b"eXIf", b"Exif\0\0" + _EXIF)))
    assert found.exif == _EXIF


def test_metadata_behind_the_picture_is_found() -> None:
    data = make_photo(32, 24, "PNG")
    assert read_png(data[:-12] + chunk(b"eXIf", _EXIF) + data[-12:]).exif == _EXIF


def test_plain_texts_are_read_in_any_encoding() -> None:
    found = read_png(
        png(
            chunk(b"tEXt", b"Title\0" + "Größe".encode("latin-1")),
            chunk(b"zTXt", b"Author\0\0" + zlib.compress("Müller".encode())),
            chunk(b"iTXt", b"Description\0\0\0de\0\0" + "日本".encode()),
            chunk(b"tEXt", b"Comment\0no fact"),
        )
    )
    assert found.texts == (("Title", "Größe"), ("Author", "Müller"), ("Description", "日本"))


def test_a_color_profile_is_unpacked() -> None:
    assert read_png(png(chunk(b"iCCP", b"name\0\0" + zlib.compress(b"profile")))).icc == b"profile"


@pytest.mark.parametrize(
    ("broken", "block"),
    [
        (chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + _PACKED[:40]), "xmp"),
        (chunk(b"iCCP", b"name\0\0rubbish"), "icc"),
        (chunk(b"eXIf", b"rubbish"), "exif"),
        (chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"rubbish")), "exif"),
        (chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(b"\n\n 2\nabcdefa")), "iim"),
        (b"\xff\xff\xff\xffabcd", "container"),
    ],
)
def test_a_broken_chunk_is_named(broken: bytes, block: str) -> None:
    assert block in {trouble.block for trouble in read_png(png(broken)).troubles}


def test_a_bomb_is_not_inflated() -> None:
    bomb = zlib.compress(bytes(100 << 20))
    found = read_png(png(*[chunk(b"zTXt", b"Raw profile type exif\0\0" + bomb)] * 20))
    assert {trouble.block for trouble in found.troubles} == {"exif"}


@pytest.mark.parametrize("name", [b"xmp", b"exif", b"iptc", b"icc"])
@pytest.mark.parametrize("blank", [b"\n", b" ", b"\n \t", b"\n0\n"])
def test_a_profile_of_blanks_costs_no_time(name: bytes, blank: bytes) -> None:
    text = blank * (4_000_000 // len(blank))
    started = time.process_time()
    read_png(png(chunk(b"zTXt", b"Raw profile type " + name + b"\0\0" + zlib.compress(text))))
    assert time.process_time() - started < 2  # searched by a pattern it took hours


def test_the_size_is_that_of_the_header() -> None:
    assert size_of_png(make_photo(60, 40, "PNG")) == (60, 40)
    assert size_of_png(make_photo(60, 40, "PNG")[:20]) is None
