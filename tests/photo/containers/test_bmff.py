from __future__ import annotations

import struct
import time
import zlib

import pytest

from imagepool.photo.containers.bmff import read_bmff, size_of_bmff
from imagepool.photo.containers.boxes import boxes
from tests.making import make_photo
from tests.photo.blocks_made import exif, title_packet

_EXIF = exif({0x013B: "Eva"})
_TITLE = title_packet("Größe")
_HDLR = b"\0\0\0\0\0\0\0\0pict" + bytes(13)


def _box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4) + kind + body


def _full(kind: bytes, version: int, body: bytes) -> bytes:
    return _box(kind, bytes((version, 0, 0, 0)) + body)


def _entry(number: int, kind: bytes, tail: bytes = b"", *, version: int = 2) -> bytes:
    wide = ">IH" if version == 3 else ">HH"
    return _full(b"infe", version, struct.pack(wide, number, 0) + kind + b"\0" + tail)


def _file(
    entries: list[bytes], contents: dict[int, bytes], *, method: int = 0, **more: bytes
) -> bytes:
    """An image file whose items are listed by ``entries`` and lie in mdat (0) or idat (1)."""
    head = _box(b"ftyp", b"avif\0\0\0\0mif1")

    def meta(start: int) -> bytes:
        records, place = b"", start
        for number, content in contents.items():
            records += struct.pack(">HHHH", number, method, 0, 1) + struct.pack(
                ">II", place, len(content)
            )
            place += len(content)
        iloc = _full(b"iloc", 1, b"\x44\0" + struct.pack(">H", len(contents)) + records)
        iinf = _full(b"iinf", 0, struct.pack(">H", len(entries)) + b"".join(entries))
        idat = _box(b"idat", b"".join(contents.values())) if method else b""
        extra = b"".join(more.values())
        return _full(
            b"meta",
            0,
            _box(b"hdlr", _HDLR) + _full(b"pitm", 0, b"\0\1") + iinf + iloc + idat + extra,
        )

    start = 0 if method else len(head) + len(meta(0)) + 8
    mdat = b"" if method else _box(b"mdat", b"".join(contents.values()))
    return head + meta(start) + mdat


_EXIF_ENTRY = _entry(2, b"Exif")
_XMP_ENTRY = _entry(3, b"mime", b"application/rdf+xml\0")


@pytest.mark.parametrize("method", [0, 1])
@pytest.mark.parametrize(
    "heading",
    [
        b"\0\0\0\0",
        b"\0\0\0\6Exif\0\0",
        b"\0\0\0\0Exif\0\0",
        b"\0\0\0\6",
        b"Exif\0\0",
        b"",
        b"\x06\0\0\0Exif\0\0",
    ],
)
def test_items_are_read_wherever_they_lie_and_whatever_heads_them(
    method: int, heading: bytes
) -> None:
    found = read_bmff(
        _file([_EXIF_ENTRY, _XMP_ENTRY], {2: heading + _EXIF, 3: _TITLE}, method=method)
    )
    assert (found.exif, found.xmp) == (_EXIF, (_TITLE,))
    assert not found.troubles


def test_long_item_numbers_and_packed_xmp_are_read() -> None:
    entries = [
        _entry(2, b"Exif", version=3),
        _entry(3, b"mime", b"application/rdf+xml\0deflate\0", version=3),
    ]
    found = read_bmff(_file(entries, {2: bytes(4) + _EXIF, 3: zlib.compress(_TITLE)}))
    assert (found.exif, found.xmp) == (_EXIF, (_TITLE,))


def test_the_items_of_the_primary_picture_come_first() -> None:
    other = exif({0x013B: "Jan"})
    refers = _full(b"iref", 0, _box(b"cdsc", struct.pack(">HHH", 4, 1, 1)))
    entries = [_EXIF_ENTRY, _entry(4, b"Exif")]
    data = _file(entries, {2: bytes(4) + other, 4: bytes(4) + _EXIF}, iref=refers)
    assert read_bmff(data).exif == _EXIF


def test_xmp_in_a_box_of_its_own_is_read() -> None:
    uuid = _box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + _TITLE)
    assert read_bmff(_file([], {}) + uuid).xmp == (_TITLE,)


@pytest.mark.parametrize(
    ("data", "block"),
    [
        (b"\0\0\0\x14ftypavif\0\0\0\0mif1", "container"),
        (_file([_EXIF_ENTRY], {}), "exif"),
        (_file([_EXIF_ENTRY], {2: bytes(4) + _EXIF})[:-10], "exif"),
        (_file([_EXIF_ENTRY], {2: b"rubbish"}), "exif"),
        (_file([_entry(3, b"mime", b"application/rdf+xml\0br\0")], {3: b"x"}), "xmp"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, block: str) -> None:
    assert [trouble.block for trouble in read_bmff(data).troubles] == [block]


@pytest.mark.parametrize("name", ["AVIF", "HEIC"])
def test_a_color_profile_is_found(name: str) -> None:
    assert read_bmff(make_photo(32, 24, name, icc_profile=b"profile " * 20)).icc == b"profile " * 20


@pytest.mark.parametrize("name", ["AVIF", "HEIC"])
def test_the_size_is_cropped_and_turned_as_the_container_says(name: str) -> None:
    assert size_of_bmff(make_photo(60, 40, name)) == (60, 40)
    assert size_of_bmff(make_photo(60, 40, name, orientation=6)) == (40, 60)
    assert size_of_bmff(_file([], {})) is None


def test_counts_that_lie_cost_no_time() -> None:
    data = bytearray(_file([_EXIF_ENTRY], {2: bytes(4) + _EXIF}))
    place = data.index(b"iloc") + 10
    started = time.process_time()
    for offset in range(16):
        lying = data[:]
        lying[place + offset : place + offset + 2] = b"\xff\xff"
        read_bmff(bytes(lying))
    assert time.process_time() - started < 2


def test_a_box_may_be_long_or_open_ended() -> None:
    data = b"\0\0\0\1long" + (20).to_bytes(8) + b"body" + b"\0\0\0\0openrest"
    assert [(box.kind, data[box.body : box.end]) for box in boxes(data, 0, len(data))] == [
        (b"long", b"body"),
        (b"open", b"rest"),
    ]
