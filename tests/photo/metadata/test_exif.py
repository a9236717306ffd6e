from __future__ import annotations

import struct
import time
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from PIL.TiffImagePlugin import IFDRational

from imagepool.photo.metadata.exif import read_exif
from tests.photo.blocks_made import exif

_FULL = exif(
    {
        0x010E: "Die Kirche",
        0x010F: "Canon  ",
        0x0110: "Canon EOS 600D",
        0x0112: 6,
        0x013B: "Eva Gross; Anna Bach",
        0x8298: "(c) Gross",
    },
    capture={0x9003: "2015:07:11 11:18:19", 0x9011: "+02:00", 0x9291: "52"},
    position={
        1: "S",
        2: (IFDRational(33), IFDRational(52), IFDRational(775, 100)),
        3: "W",
        4: (IFDRational(70), IFDRational(401559, 10000), IFDRational(0)),
    },
)


def test_all_fields_are_read() -> None:
    assert read_exif(_FULL).values == {
        "caption": "Die Kirche",
        "camera_make": "Canon",
        "camera_model": "Canon EOS 600D",
        "orientation": 6,
        "creator": ("Eva Gross", "Anna Bach"),
        "copyright_notice": "(c) Gross",
        "date_taken": "2015-07-11T11:18:19.52+02:00",
        "latitude": pytest.approx(-33.868819, abs=1e-6),
        "longitude": pytest.approx(-70.669265, abs=1e-6),
    }


def _block(order: str, *entries: tuple[int, int, int, bytes]) -> bytes:
    """A bare block of one directory; entries are (tag, type, count, value)."""
    sign, head = ("<", b"II*\0") if order == "little" else (">", b"MM\0*")
    table = struct.pack(sign + "H", len(entries))
    heap, free = b"", 8 + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in entries:
        table += struct.pack(sign + "HHI", tag, kind, count)
        if len(value) > 4:
            table += struct.pack(sign + "I", free + len(heap))
            heap += value
        else:
            table += value.ljust(4, b"\0")
    return head + struct.pack(sign + "I", 8) + table + bytes(4) + heap


def _text(tag: int, value: bytes, kind: int = 2) -> tuple[int, int, int, bytes]:
    return tag, kind, len(value), value


@pytest.mark.parametrize("order", ["little", "big"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Jürgen Müller\0".encode(), ("Jürgen Müller",)),
        ("Jürgen Müller\0".encode("latin-1"), ("Jürgen Müller",)),
        (b"Eva Gross\0rest that was there before\0", ("Eva Gross",)),
        (b"  Eva   \0\0\0", ("Eva",)),
        (b"A; B;; C \0", ("A", "B", "C")),
        (b'"A"; B\0', ("A", "B")),
        (b'der "Lange" \0', ('der "Lange"',)),
        (b"      \0", None),
    ],
)
def test_a_text_is_read_in_either_byte_order_and_encoding(
    order: str, value: bytes, expected: object
) -> None:
    for kind in (1, 2, 7):
        block = _block(order, _text(0x013B, value, kind))
        assert read_exif(block).values.get("creator") == expected


def test_both_notices_of_a_copyright_are_read() -> None:
    reading = read_exif(_block("little", _text(0x8298, b"Eva Gross\0Verlag Bach\0")))
    assert reading.values["copyright_notice"] == "Eva Gross\nVerlag Bach"
    assert read_exif(_block("big", _text(0x8298, b" \0Verlag\0"))).values == {
        "copyright_notice": "Verlag"
    }


def test_windows_tags_stand_in_where_the_standard_ones_are_empty() -> None:
    def windows(tag: int, text: str) -> tuple[int, int, int, bytes]:
        return _text(tag, text.encode("utf-16-le") + b"\0\0", kind=1)

    entries = [
        windows(0x9C9B, "Größe"),
        windows(0x9C9D, "Eva Groß; Anna"),
        windows(0x9C9E, "Straße;Kirche"),
        windows(0x9C9F, "Worum es geht" * 200),
    ]
    assert read_exif(_block("big", *entries)).values == {
        "title": "Größe",
        "creator": ("Eva Groß", "Anna"),
        "keywords": ("Straße", "Kirche"),
        "caption": "Worum es geht" * 200,
    }
    standard = _text(0x010E, b"Anders\0")
    assert read_exif(_block("big", standard, *entries)).values["caption"] == "Anders"


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_left_out(value: int) -> None:
    block = _block("little", (0x0112, 3, 1, struct.pack("<H", value)))
    assert read_exif(block).values == {}


def _position(*parts: tuple[int, int], reference: bytes = b"N\0") -> dict[str, Any]:
    first = _block("little", (0x8825, 4, 1, struct.pack("<I", 26)))[:26]
    value = b"".join(struct.pack("<II", *part) for part in parts)
    table = struct.pack("<HHHI4sHHII", 2, 1, 2, 2, reference, 2, 5, len(parts), 26 + 30)
    return dict(read_exif(first + table + bytes(4) + value).values)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (((51, 1), (12, 1), (30, 1)), 51.208333333),
        (((51208333, 1000000), (0, 1), (0, 1)), 51.208333),
        (((51, 1), (125, 10), (0, 0)), 51.208333333),
        (((51, 1),), 51.0),
        (((0, 0), (0, 0), (0, 0)), None),
        (((95, 1), (0, 1), (0, 1)), None),
    ],
)
def test_a_position_is_read_as_decimal_degrees(
    parts: tuple[tuple[int, int], ...], expected: float | None
) -> None:
    assert _position(*parts).get("latitude") == expected


def test_a_date_of_blanks_is_no_date() -> None:
    block = exif(capture={0x9003: "    :  :     :  :  ", 0x9004: "2015:07:11 11:18:19"})
    assert read_exif(block).values == {"date_digitized": "2015-07-11T11:18:19"}


def test_a_block_that_is_no_tiff_is_named() -> None:
    assert read_exif(b"Exif and what not").troubles[0].block == "exif"


def test_a_tag_that_points_outside_costs_only_itself() -> None:
    block = bytearray(_block("little", _text(0x010E, b"Die Kirche\0"), _text(0x0110, b"D90\0")))
    block[18:22] = (1 << 30).to_bytes(4, "little")
    reading = read_exif(bytes(block))
    assert reading.values == {"camera_model": "D90"}
    assert reading.troubles[0].message == "1 tags cannot be read"


def test_a_directory_of_huge_counts_and_circles_is_read_soon() -> None:
    entry = struct.pack("<HHII", 0x010E, 2, 60_000, 8)
    loop = struct.pack("<HHII", 0x8769, 4, 1, 8)
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", 65_535) + (entry + loop) * 30_000
    started = time.process_time()
    read_exif(block)
    assert time.process_time() - started < 2


@settings(max_examples=200)
@given(st.data())
def test_no_damage_makes_it_raise(data: st.DataObject) -> None:
    block = bytearray(_FULL)
    for _ in range(data.draw(st.integers(1, 8))):
        block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(block)))
    read_exif(bytes(block[:cut]))
    read_exif(bytes(block))


def test_the_exposure_is_read_and_a_zero_is_unknown() -> None:
    capture = {0x829A: IFDRational(1, 250), 0x829D: IFDRational(8, 1), 0x8827: 0}
    values = read_exif(exif({}, capture=capture)).values
    assert (values["exposure_time"], values["f_number"]) == (0.004, 8.0)
    assert "iso" not in values


def test_the_program_that_wrote_the_file_is_read() -> None:
    assert read_exif(exif({0x0131: "Darkroom 3"})).values == {"creator_tool": "Darkroom 3"}


@pytest.mark.parametrize(
    ("block", "named"),
    [
        (exif({}, capture={0x9003: "2020:02:30 25:61:61"}), "DateTimeOriginal"),
        (exif({0x0112: 9}), "Orientation"),
    ],
)
def test_what_means_nothing_is_named(block: bytes, named: str) -> None:
    [trouble] = read_exif(block).troubles
    assert trouble.message.startswith(named)


@pytest.mark.parametrize(
    "block",
    [
        exif({}, capture={0x9003: "    :  :     :  :  "}),
        exif({}, capture={0x9003: "0000:00:00 00:00:00"}),
        exif({0x0112: 0}),
    ],
)
def test_what_only_says_unknown_is_no_trouble(block: bytes) -> None:
    assert read_exif(block).troubles == ()
