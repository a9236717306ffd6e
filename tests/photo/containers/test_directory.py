from __future__ import annotations

import struct

from imagepool.photo.containers.directory import Tiff


def test_a_chain_of_directories_that_bites_its_tail_ends() -> None:
    empty = struct.pack("<H", 0)
    data = b"II*\0\x08\0\0\0" + empty + struct.pack("<I", 14) + empty + struct.pack("<I", 8)
    tiff = Tiff.over(data)
    assert tiff
    assert [directory.place for directory in tiff.directories()] == [8, 14]


def test_entries_that_point_outside_are_counted_as_lost() -> None:
    entries = struct.pack("<HHII", 270, 2, 100, 9000) + struct.pack("<HHII", 271, 99, 1, 0)
    empty = struct.pack("<HHII", 272, 2, 0, 0)
    tiff = Tiff.over(b"II*\0\x08\0\0\0" + struct.pack("<H", 3) + entries + empty + bytes(4))
    assert tiff
    directory = tiff.directory(8)
    assert (dict(directory.entries), directory.lost) == ({}, 2)


def test_of_a_tag_that_stands_twice_the_first_counts() -> None:
    entries = b"".join(struct.pack(">HHIHH", 274, 3, 1, value, 0) for value in (6, 1))
    tiff = Tiff.over(b"MM\0*\0\0\0\x08" + struct.pack(">H", 2) + entries + bytes(4))
    assert tiff
    assert tiff.one_number(tiff.directory(8), 274) == 6


def test_what_has_no_tiff_header_is_none() -> None:
    for data in (b"", b"II", b"II\0\0\0\0\0\0", b"Exif\0\0II*\0"):
        assert Tiff.over(data) is None
