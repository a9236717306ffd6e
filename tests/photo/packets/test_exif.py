from __future__ import annotations

import io
from dataclasses import replace

import exifread
import pytest
from hypothesis import given, strategies as st
from PIL import Image

from imagepool.asset import Description
from imagepool.photo.packets.exif import exif_block, with_orientation
from imagepool.photo.packets.text import line
from tests.photo.delivered import ASSET_ID, DESCRIPTION, RIGHTS

_ARTIST, _DESCRIPTION, _ORIENTATION, _GPS, _EXIF = 0x013B, 0x010E, 0x0112, 0x8825, 0x8769


def test_exifread_reads_the_block() -> None:
    block = exif_block(ASSET_ID, DESCRIPTION, RIGHTS)
    tags = exifread.process_file(io.BytesIO(block))
    assert str(tags["Image Make"]) == "NIKON"
    assert str(tags["EXIF DateTimeOriginal"]) == "2026:05:01 14:03:59"
    assert str(tags["EXIF OffsetTimeOriginal"]) == "+02:00"
    assert not [name for name in tags if name.startswith("GPS")]


@given(st.text(max_size=80))
def test_every_creator_is_read_back(name: str) -> None:
    block = exif_block(ASSET_ID, Description(), replace(RIGHTS, creator=(name,)))
    exif = Image.Exif()
    exif.load(block)
    read = exif.get(_ARTIST, "")
    # Pillow takes EXIF texts for Latin-1.
    assert read.encode("latin-1").decode() == line(name)


def test_a_date_without_a_clock_time_is_left_to_xmp() -> None:
    block = exif_block(ASSET_ID, replace(DESCRIPTION, date_taken="2026-05"), RIGHTS)
    exif = Image.Exif()
    exif.load(block)
    assert set(exif.get_ifd(_EXIF)) == {0x9000, 0xA420}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_added_and_all_else_stays(orientation: int) -> None:
    block = exif_block(ASSET_ID, DESCRIPTION, RIGHTS)
    before, after = Image.Exif(), Image.Exif()
    before.load(block)
    after.load(with_orientation(with_orientation(block, 7), orientation))
    assert after[_ORIENTATION] == orientation
    assert after.get_ifd(_EXIF) == before.get_ifd(_EXIF)
    texts = {tag: value for tag, value in before.items() if tag != _EXIF}
    assert {tag: after[tag] for tag in texts} == texts
    assert _GPS not in after
