"""Boxes, the structure of ISO base media files.

Source: ISO/IEC 14496-12, 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_MOST_BOXES = 100_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box: ``start`` is its size field, ``body`` its content, ``end`` what follows it."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Walk the boxes between two places; a box that reaches beyond ends the walk."""
    place = start
    for _ in range(_MOST_BOXES):
        size = int.from_bytes(data[place : place + 4], "big")
        body = place + 8
        if size == 1:
            size, body = int.from_bytes(data[body : body + 8], "big"), body + 8
        after = place + size if size else end
        if after < body or after > end:
            return
        yield Box(data[place + 4 : place + 8], place, body, after)
        place = after


def child(data: bytes, parent: Box, kind: bytes, *, full: bool = False) -> Box | None:
    """Return the first child of a kind; ``full`` where the parent has version and flags."""
    start = parent.body + (4 if full else 0)
    return next((box for box in boxes(data, start, parent.end) if box.kind == kind), None)


class Cursor:
    """Reads big-endian numbers one after the other; beyond the end they are zero."""

    def __init__(self, data: bytes, place: int, end: int) -> None:
        self.data = data
        self.place = place
        self.end = end

    def number(self, size: int) -> int:
        """Read an unsigned integer of ``size`` bytes; of none, it is zero."""
        start, self.place = self.place, self.place + size
        return int.from_bytes(self.data[start : min(self.place, self.end)], "big")

    def text(self) -> bytes:
        """Read a string that ends with NUL."""
        end = self.data.find(b"\0", self.place, self.end)
        end = self.end if end < 0 else end
        start, self.place = self.place, end + 1
        return self.data[start:end]

    @property
    def more(self) -> bool:
        """Whether bytes are left."""
        return self.place < self.end
