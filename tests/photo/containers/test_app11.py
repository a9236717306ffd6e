from __future__ import annotations

from imagepool.photo.containers.app11 import JumbfSegments
from imagepool.photo.containers.jpeg import read_jpeg
from tests.photo.blocks_made import jpeg, segment
from tests.photo.credentials_made import app11, box

LONG = box(b"jumb", bytes(range(256)) * 900)


def test_a_box_in_several_segments_is_joined_in_any_order() -> None:
    pieces = app11(LONG)
    assert len(pieces) == 4
    assert read_jpeg(jpeg(*reversed(pieces))).jumbf == (LONG,)


def test_two_boxes_are_kept_apart() -> None:
    other = box(b"jumb", b"other" * 9)
    one, two = app11(LONG, number=1), app11(other, number=2)
    assert read_jpeg(jpeg(*one[:2], *two, *one[2:])).jumbf == (LONG, other)


def test_a_box_with_a_wide_size_repeats_a_wide_header() -> None:
    wide = b"\0\0\0\1jumb" + (16 + 40).to_bytes(8) + bytes(range(40))
    found = JumbfSegments()
    for place in (1, 2):
        part = wide[16 + 20 * (place - 1) : 16 + 20 * place]
        found.add(b"JP\0\1" + place.to_bytes(4) + wide[:16] + part)
    assert found.joined() == [wide]


def test_other_segments_are_passed_over() -> None:
    assert read_jpeg(jpeg(segment(0xEB, b"HDR_RI ver=11"), segment(0xEB, b"JP"))).jumbf == ()
