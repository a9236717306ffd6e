"""JUMBF in JPEG files: boxes of any size, cut into APP11 segments.

Source: ISO/IEC 19566-5, annex D. Each segment begins with "JP", the number of its box and its
place in the order; then the box's own header, which every segment of it repeats.
"""

from __future__ import annotations

__all__ = ["HEAD", "JumbfSegments"]

HEAD = b"JP"
_PREFIX = 8  # "JP", box number (2 bytes), sequence number (4)
_BOX_HEADER, _WIDE_BOX_HEADER = 8, 16


class JumbfSegments:
    """Collects the segments, which may come in any order, and joins those of each box."""

    def __init__(self) -> None:
        self._parts: dict[bytes, dict[int, bytes]] = {}

    def add(self, body: bytes) -> None:
        """Take one segment's payload, its heading included; what is none is passed over."""
        if body.startswith(HEAD) and len(body) > _PREFIX + _BOX_HEADER:
            place = int.from_bytes(body[4:8], "big")
            self._parts.setdefault(body[2:4], {}).setdefault(place, body[_PREFIX:])

    def joined(self) -> list[bytes]:
        """Return the boxes in the order of their first segments."""
        return [_join(parts) for parts in self._parts.values()]


def _join(parts: dict[int, bytes]) -> bytes:
    first, *rest = (part for _, part in sorted(parts.items()))
    header = _WIDE_BOX_HEADER if first[:4] == b"\0\0\0\1" else _BOX_HEADER
    return b"".join((first, *(part[header:] for part in rest)))
