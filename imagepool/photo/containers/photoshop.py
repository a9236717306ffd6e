"""Photoshop image resources, the wrapping of IPTC-IIM in JPEG, TIFF and old PNG files.

Source: Adobe Photoshop File Formats Specification, "Image Resource Blocks".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imagepool.photo.keeping.privacy_list import PREVIEWS

IIM = 0x0404
IIM_DIGEST = 0x0425
SIGNATURES = frozenset({b"8BIM", b"8B64", b"PHUT", b"AgHg", b"DCSR", b"MeSa"})
_MOST_RESOURCES = 4096


@dataclass(frozen=True, slots=True)
class Resource:
    """One image resource: its number, its data, and its bytes whole, as they lie in the block."""

    number: int
    data: bytes
    whole: bytes


def resources(block: bytes) -> Iterator[Resource]:
    """Walk the resources of a block; ends where the bytes no longer make sense."""
    place = 0
    for _ in range(_MOST_RESOURCES):
        if block[place : place + 4] not in SIGNATURES:
            return
        number = int.from_bytes(block[place + 4 : place + 6], "big")
        name = block[place + 6] if place + 6 < len(block) else 0
        head = place + 6 + (name + 2) // 2 * 2  # a Pascal string, padded to even
        size = int.from_bytes(block[head : head + 4], "big")
        if head + 4 + size > len(block):
            return
        after = head + 4 + size + size % 2
        yield Resource(number, block[head + 4 : head + 4 + size], block[place:after])
        place = after


def iim_of(block: bytes) -> bytes | None:
    """Return the first IIM stream among the resources of a block."""
    return next((each.data for each in resources(block) if each.number == IIM), None)


_STALE = frozenset({IIM, IIM_DIGEST, 0x0422, 0x0423, 0x0424})  # IIM, its digest, EXIF, XMP
_THUMBNAILS = frozenset({0x0409, 0x040C})


def foreign_resources(block: bytes, left_out: set[str]) -> bytes:
    """Return the resources that the packet does not say itself; thumbnails stay behind."""
    kept = []
    for each in resources(block):
        if each.number in _THUMBNAILS:
            left_out.add(PREVIEWS)
        elif each.number not in _STALE:
            kept.append(each.whole + b"\0" * (len(each.whole) % 2))
    return b"".join(kept)


def resource(number: int, data: bytes) -> bytes:
    """Return one resource without a name."""
    head = b"8BIM" + number.to_bytes(2) + b"\0\0" + len(data).to_bytes(4)
    return head + data + b"\0" * (len(data) % 2)
