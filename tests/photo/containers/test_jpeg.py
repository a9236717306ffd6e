from __future__ import annotations

import pytest

from imagepool.photo.containers.jpeg import read_jpeg, segments, size_of_jpeg
from tests.making import make_photo
from tests.photo.blocks_made import exif, iim, jpeg, resource, segment, title_packet

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_EXIF = exif({0x013B: "Eva"})
_TITLE = title_packet("T")
_IIM = iim((5, b"Title"))


@pytest.mark.parametrize("heading", [b"Exif\0\0", b"Exif\0\xff", b"EXIF\0\0", b"\0\0\0\0Exif\0\0"])
def test_exif_is_found_behind_any_heading_that_writers_use(heading: bytes) -> None:
    assert read_jpeg(jpeg(segment(0xE1, heading + _EXIF))).exif == _EXIF


def test_exif_in_several_segments_is_joined() -> None:
    head = segment(0xE1, b"Exif\0\0" + _EXIF)
    tail = segment(0xE1, b"Exif\0\0" + b"what follows")
    assert read_jpeg(jpeg(head, tail)).exif == _EXIF + b"what follows"


def test_of_two_exif_blocks_the_first_counts() -> None:
    other = exif({0x013B: "Jan"})
    found = read_jpeg(jpeg(*(segment(0xE1, b"Exif\0\0" + each) for each in (_EXIF, other))))
    assert found.exif == _EXIF


@pytest.mark.parametrize("heading", [_XMP, b"XMP\0", b"http://ns.adobe.com/xap/1.0/", b""])
def test_xmp_is_found_behind_any_heading(heading: bytes) -> None:
    assert read_jpeg(jpeg(segment(0xE1, heading + _TITLE))).xmp == (_TITLE,)


def _extension(guid: bytes, whole: bytes, start: int, end: int) -> bytes:
    place = len(whole).to_bytes(4) + start.to_bytes(4)
    return segment(0xE1, _EXTENSION + guid + place + whole[start:end])


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_extended_xmp_is_joined_in_any_order(codec: str) -> None:
    guid, more = b"0123456789ABCDEF" * 2, title_packet("Mehr" * 50_000)
    main = _TITLE.replace(b"W5M0MpCehiHzreSzNTczkc9d", guid).decode().encode(codec)
    found = read_jpeg(
        jpeg(
            _extension(guid, more, 60_000, 120_000),
            segment(0xE1, _XMP + main),
            *(_extension(guid, more, at, at + 60_000) for at in range(120_000, len(more), 60_000)),
            _extension(b"F" * 32, more, 0, 100),
            _extension(guid, more, 0, 60_000),
        )
    )
    assert found.xmp == (main, more)
    assert not found.troubles


def test_extended_xmp_with_a_gap_is_read_as_far_as_it_goes() -> None:
    guid, more = b"0123456789ABCDEF" * 2, title_packet("Mehr" * 5000)
    main = segment(0xE1, _XMP + _TITLE.replace(b"W5M0MpCehiHzreSzNTczkc9d", guid))
    found = read_jpeg(
        jpeg(main, _extension(guid, more, 0, 9000), _extension(guid, more, 9500, 9600))
    )
    assert found.xmp[1] == more[:9000]
    assert found.troubles[0].message == "extended XMP is incomplete"


def test_extended_xmp_that_nobody_names_is_left() -> None:
    found = read_jpeg(jpeg(_extension(b"A" * 32, _TITLE, 0, len(_TITLE))))
    assert found.xmp == ()
    assert "not named" in found.troubles[0].message


def test_iim_is_found_in_photoshop_resources_even_across_segments() -> None:
    block = resource(0x0401, b"abc", b"Name") + resource(0x0404, _IIM) + resource(0x0405, b"")
    for cut in (len(block), 20, 40):
        parts = [segment(0xED, b"Photoshop 3.0\0" + part) for part in (block[:cut], block[cut:])]
        assert read_jpeg(jpeg(*parts)).iim == _IIM
    old = b"Adobe_Photoshop2.5:" + bytes(8) + block
    assert read_jpeg(jpeg(segment(0xED, old))).iim == _IIM
    assert read_jpeg(jpeg(segment(0xED, _IIM))).iim == _IIM


def test_an_icc_profile_is_joined_in_order() -> None:
    parts = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((number, 2)) + text)
        for number, text in ((2, b"b"), (1, b"a"))
    ]
    assert read_jpeg(jpeg(*parts)).icc == b"ab"


@pytest.mark.parametrize("save", [{}, {"progressive": True}, {"mode": "L"}, {"mode": "CMYK"}])
def test_the_size_is_that_of_the_frame(save: dict[str, object]) -> None:
    assert size_of_jpeg(make_photo(60, 40, **save)) == (60, 40)  # type: ignore[arg-type]


def test_stray_bytes_between_segments_are_stepped_over() -> None:
    data = jpeg(b"\0\x12stray", segment(0xE1, b"Exif\0\0" + _EXIF), b"\xff\xff\xff")
    found = read_jpeg(data)
    assert found.exif == _EXIF
    assert not found.troubles


@pytest.mark.parametrize("cut", [0, 2, 3, 10, 60])
def test_a_file_that_breaks_off_is_named(cut: int) -> None:
    data = jpeg(segment(0xE1, b"Exif\0\0" + _EXIF))[:cut]
    assert read_jpeg(data).troubles[-1].block == "container"
    assert size_of_jpeg(data) is None


def test_the_walk_ends_with_the_first_scan() -> None:
    data = make_photo()
    *_, last = segments(data)
    assert last.marker == 0xDA
    assert last.end < len(data)


def test_of_a_multi_picture_file_the_first_picture_is_read() -> None:
    data = make_photo(60, 40, "MPO", exif=b"Exif\0\0" + _EXIF) + jpeg(segment(0xED, _IIM))
    found = read_jpeg(data)
    assert found.exif
    assert found.iim is None
    assert size_of_jpeg(data) == (60, 40)
