"""Extended XMP: a packet of more than 64 kB, cut into segments of a JPEG file.

Source: XMP Specification, part 3, 1.1.3.1 "Extended XMP in JPEG".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

HEAD = b"http://ns.adobe.com/xmp/extension/\0"


class ExtendedXmp:
    """Collects the parts, which may come in any order, and joins them by their GUID."""

    def __init__(self) -> None:
        self._parts: dict[bytes, dict[int, bytes]] = {}
        self._size: dict[bytes, int] = {}

    def add(self, segment: bytes) -> None:
        """Take one segment's payload, its heading included."""
        guid = segment[35:67]
        place = int.from_bytes(segment[71:75], "big")
        self._size[guid] = int.from_bytes(segment[67:71], "big")
        self._parts.setdefault(guid, {})[place] = segment[75:]

    def joined(self, main: bytes) -> tuple[bytes, str]:
        """Return the packet that the main packet names, and what is wrong with it, if anything."""
        named = main.replace(b"\0", b"")  # of a packet in UTF-16 or UTF-32
        guid = next((each for each in self._parts if len(each) == 32 and each in named), None)
        if guid is None:
            return b"", "extended XMP is not named by the main packet" if self._parts else ""
        parts, packet = self._parts[guid], bytearray()
        while len(packet) in parts and parts[len(packet)]:
            packet += parts[len(packet)]
        if len(packet) != self._size[guid]:
            return bytes(packet), "extended XMP is incomplete"
        return bytes(packet), ""


_PART = 65_000  # bytes of the packet in one segment


def cut(packet: bytes) -> Iterator[bytes]:
    """Yield the payloads of the segments that hold a packet, which the main one must name."""
    guid = hashlib.md5(packet, usedforsecurity=False).hexdigest().upper().encode()
    for place in range(0, len(packet), _PART):
        sizes = len(packet).to_bytes(4) + place.to_bytes(4)
        yield HEAD + guid + sizes + packet[place : place + _PART]
