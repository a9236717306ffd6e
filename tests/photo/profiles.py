"""ICC profiles for tests, made from nothing but the format's own rules (ICC.1:2010)."""

from __future__ import annotations

import struct

from imagepool.photo.pixels.color import SRGB

DISPLAY_P3 = {  # columns of red, green and blue, adapted to D50
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}


def wide_gamut() -> bytes:
    """sRGB's profile with the primaries of Display P3."""
    profile = bytearray(SRGB)
    (count,) = struct.unpack_from(">I", profile, 128)
    for entry in range(132, 132 + 12 * count, 12):
        name, offset, _ = struct.unpack_from(">4sII", profile, entry)
        if name in DISPLAY_P3:
            numbers = (round(value * 65536) for value in DISPLAY_P3[name])
            struct.pack_into(">3i", profile, offset + 8, *numbers)
    return bytes(profile)


def pale_inks() -> bytes:
    """A CMYK profile in which every full ink darkens to a third of the lightness, in gray."""
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + struct.pack(">9i", *_identity())
    ramp = bytes(range(256))
    grid = b"".join(bytes((255 // 3 ** min(n.bit_count(), 3), 128, 128)) for n in range(16))
    lut += ramp * 4 + grid + ramp * 3
    tags = {b"A2B0": lut, b"A2B1": lut, b"A2B2": lut, b"wtpt": b"XYZ \0\0\0\0" + _white()}
    table = struct.pack(">I", len(tags))
    body, start = b"", 132 + 12 * len(tags)
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(content))
        body += content.ljust(-(-len(content) // 4) * 4, b"\0")
    head = struct.pack(
        ">I4sI4s4s4s12s4s28s12s48s",
        start + len(body), b"test", 0x02400000, b"prtr", b"CMYK", b"Lab ", bytes(12), b"acsp",
        bytes(28), _white(), bytes(48),
    )  # fmt: skip
    return head[:128] + table + body


def _identity() -> tuple[int, ...]:
    return tuple(65536 if i % 4 == 0 else 0 for i in range(9))


def _white() -> bytes:
    return struct.pack(">3i", 63190, 65536, 54061)  # D50
