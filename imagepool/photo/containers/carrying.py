"""What goes over from the old EXIF block into the packet's: how the picture is to be shown.

That is the orientation, the density and the color space. All of them are single numbers out of
short lists or plain fractions, so nothing else can travel with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.directory import Tiff
from imagepool.photo.containers.directory_writing import (
    LONG,
    SHORT,
    Field,
    Fields,
    field_of,
    fields_of,
    numbers,
    reordered,
    size_of_directory,
    write_directory,
)

ORIENTATION, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 0x0112, 0x011A, 0x011B, 0x0128
EXIF_IFD = 0x8769
_COLOR_SPACE, _INTEROPERABILITY_IFD, _INTEROPERABILITY_INDEX = 0xA001, 0xA005, 0x0001
_ASCII, _RATIONAL = 2, 5
_XMP_ORIENTATION = re.compile(rb"""tiff:Orientation(?:\s*=\s*["']|>)\s*([1-8])\b""")
_EMPTY = b"II*\0\x08\0\0\0" + bytes(6)


def _one_of(*values: int) -> Callable[[Field], bool]:
    allowed = [value.to_bytes(2, "little") for value in values]
    return lambda field: field.kind == SHORT and field.value in allowed


def _is_fraction(field: Field) -> bool:
    parts = field.value[:4], field.value[4:]
    return field.kind == _RATIONAL and len(field.value) == 8 and all(any(part) for part in parts)


def _is_known_color_rule(field: Field) -> bool:
    return field.kind == _ASCII and field.value in {b"R98\0", b"R03\0"}  # sRGB, Adobe RGB


_OF_IMAGE: Mapping[int, Callable[[Field], bool]] = {
    ORIENTATION: _one_of(*range(1, 9)),
    X_RESOLUTION: _is_fraction,
    Y_RESOLUTION: _is_fraction,
    RESOLUTION_UNIT: _one_of(1, 2, 3),
}
_OF_CAPTURE = {_COLOR_SPACE: _one_of(1, 2, 0xFFFF)}
_OF_COLOR_RULE = {_INTEROPERABILITY_INDEX: _is_known_color_rule}


def carried_over(before: Blocks, new: bytes) -> bytes:
    """Return the packet's EXIF block, little-endian, with what the picture needs from the old."""
    image, capture, color_rule = _kept(before)
    if not (image or capture or color_rule):
        return new
    packet = Tiff(new or _EMPTY, "little", wide=False)
    first = fields_of(packet, packet.directory(packet.first)) | image
    second = capture_fields(packet, first) | capture
    return _block(first, second, color_rule)


def capture_fields(tiff: Tiff, image: Fields) -> dict[int, Field]:
    """Return the tags of the EXIF directory to which the first directory points."""
    if EXIF_IFD not in image:
        return {}
    place = int.from_bytes(image[EXIF_IFD].value, tiff.order)
    return fields_of(tiff, tiff.directory(place))


def _kept(before: Blocks) -> tuple[dict[int, Field], dict[int, Field], dict[int, Field]]:
    """Return what is kept of the first, the EXIF and the interoperability directory."""
    tiff = Tiff.over(before.exif) if before.exif else None
    if tiff is None:
        return _orientation_in(before.xmp), {}, {}
    image = _allowed(tiff, tiff.first, _OF_IMAGE)
    first = tiff.directory(tiff.first)
    if ORIENTATION not in first.entries:  # decoders then ask XMP
        image |= _orientation_in(before.xmp)
    place = tiff.one_number(first, EXIF_IFD)
    if not place:
        return image, {}, {}
    further = tiff.one_number(tiff.directory(place), _INTEROPERABILITY_IFD)
    color_rule = _allowed(tiff, further, _OF_COLOR_RULE) if further else {}
    return image, _allowed(tiff, place, _OF_CAPTURE), color_rule


def _allowed(
    tiff: Tiff, place: int, rules: Mapping[int, Callable[[Field], bool]]
) -> dict[int, Field]:
    entries = tiff.directory(place).entries
    found = {
        tag: reordered(field_of(tiff, entries[tag]), tiff.order, "little")
        for tag in rules
        if tag in entries and entries[tag].size <= 8
    }
    return {tag: field for tag, field in found.items() if rules[tag](field)}


def _orientation_in(packets: tuple[bytes, ...]) -> dict[int, Field]:
    found = next(filter(None, map(_XMP_ORIENTATION.search, packets)), None)
    return {ORIENTATION: numbers(SHORT, [int(found[1])], "little")} if found else {}


def _block(first: Fields, second: Fields, third: Fields) -> bytes:
    """Return three directories, each pointing to the next, as one block."""
    pointer = Field(LONG, bytes(4))  # its size alone matters at first
    if third:
        second = {**second, _INTEROPERABILITY_IFD: pointer}
    if second:
        first = {**first, EXIF_IFD: pointer}
    middle = 8 + size_of_directory(first)
    last = middle + size_of_directory(second)
    if third:
        second = {**second, _INTEROPERABILITY_IFD: numbers(LONG, [last], "little")}
    if second:
        first = {**first, EXIF_IFD: numbers(LONG, [middle], "little")}
    return b"".join(
        (
            _EMPTY[:8],
            write_directory(first, "little", start=8),
            write_directory(second, "little", start=middle) if second else b"",
            write_directory(third, "little", start=last) if third else b"",
        )
    )
