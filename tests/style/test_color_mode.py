from __future__ import annotations

import struct
import zlib

import pytest

from imagepool.asset import Facts
from imagepool.photo.decoding import decode
from imagepool.style.judging import judge
from tests.making import make_photo
from tests.style.tables import Case, concept_of, found, setting_of, table_of

PASSES = {
    "RGB": Case(),
    "RGB with transparency": Case(photo={"mode": "RGBA", "has_alpha": True}),
    "16 bits": Case(photo={"mode": "RGB", "bit_depth": 16}),
    "gray scale": Case(photo={"mode": "L"}),
}
FAILS = {
    "printing colors": Case(photo={"mode": "CMYK"}),
    "a palette": Case(photo={"mode": "P"}),
    "a fax": Case(photo={"mode": "1", "bit_depth": 1}),
    "gray in 4 bits": Case(photo={"mode": "L", "bit_depth": 4}),
}

test_table = table_of("color-mode", passes=PASSES, fails=FAILS)


def test_the_message_says_it_in_words() -> None:
    message = found("color-mode", Case(photo={"mode": "P"})).message
    assert "Farbpalette" in message["de"]
    assert "palette" in message["en"]


def gray_png(depth: int) -> bytes:
    """A PNG in gray with fewer bits than Pillow writes (ISO/IEC 15948)."""
    rows = (b"\0" + bytes(one * 7 % 256 for one in range(64 * depth // 8))) * 48

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 64, 48, depth, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "mode", "bits", "accepted"),
    [
        (gray_png(1), "1", 1, False),
        (gray_png(2), "L", 2, False),
        (gray_png(4), "L", 4, False),
        (gray_png(8), "L", 8, True),
        (make_photo(64, 48, "PNG", mode="P"), "P", 8, False),
        (make_photo(64, 48, "PNG", mode="P", bits=4), "P", 4, False),
        (make_photo(64, 48, "PNG", mode="1"), "1", 1, False),
        (make_photo(64, 48, "PNG", mode="I;16"), "I;16", 16, True),
        (make_photo(64, 48, "TIFF", mode="1"), "1", 1, False),
        (make_photo(64, 48, "TIFF", mode="P"), "P", 8, False),
        (make_photo(64, 48, "TIFF", mode="I;16"), "I;16", 16, True),
        (make_photo(64, 48, "TIFF", mode="CMYK"), "CMYK", 8, False),
        (make_photo(64, 48, mode="L"), "L", 8, True),
        (make_photo(64, 48, mode="CMYK"), "CMYK", 8, False),
        (make_photo(64, 48, "WEBP"), "RGB", 8, True),
    ],
)
def test_files_of_every_depth_are_told_apart(
    data: bytes, mode: str, bits: int, accepted: bool
) -> None:
    photo = decode(data)
    assert (photo.mode, photo.bit_depth) == (mode, bits)
    finding = judge(photo, Facts(), concept_of(setting_of("color-mode"))).findings[0]
    assert finding.noticed is not accepted
