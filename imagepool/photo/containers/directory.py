"""Image file directories: the structure of TIFF files and of every EXIF block.

Source: TIFF 6.0, section 2; BigTIFF as libtiff documents it. Nothing here trusts the bytes: what
points outside is left out, and counts are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

_UNITS = (1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)
UNIT: Mapping[int, int] = dict(enumerate(_UNITS, 1)) | {16: 8, 17: 8, 18: 8}
"""Field type -> bytes of one value; the last three (LONG8, SLONG8, IFD8) are BigTIFF's."""

MOST_ENTRIES = 4096
MOST_DIRECTORIES = 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag of a directory; its value lies at ``place`` and has ``size`` bytes."""

    tag: int
    kind: int
    count: int
    place: int
    size: int


@dataclass(frozen=True, slots=True)
class Directory:
    """One IFD: the first entry of each tag, and where the following directory lies."""

    place: int
    entries: Mapping[int, Entry]
    following: int
    lost: int  # entries that point outside or are of no known type


class Tiff:
    """A TIFF structure laid over bytes; nothing is copied."""

    def __init__(self, data: bytes, order: Literal["little", "big"], *, wide: bool) -> None:
        self.data = data
        self.order: Literal["little", "big"] = order
        self.wide = wide  # BigTIFF: offsets of 8 bytes
        self.first = self.number(8, 8) if wide else self.number(4, 4)

    @classmethod
    def over(cls, data: bytes) -> Tiff | None:
        """Return the structure, or None where the bytes do not begin with a TIFF header."""
        order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
        version = int.from_bytes(data[2:4], order)
        if data[:2] not in {b"II", b"MM"} or version not in {42, 43} or len(data) < 8:
            return None
        return cls(data, order, wide=version == 43)

    def number(self, place: int, size: int) -> int:
        """Return the unsigned integer at a place; what lies outside counts as missing bytes."""
        return int.from_bytes(self.data[place : place + size], self.order)

    def directory(self, place: int) -> Directory:
        """Return the directory at a place, with what of it lies inside."""
        head, width, pointer = (8, 20, 8) if self.wide else (2, 12, 4)
        claimed = self.number(place, head)
        room = max(0, (len(self.data) - place - head) // width)
        present = min(claimed, room, MOST_ENTRIES)
        entries: dict[int, Entry] = {}
        lost = claimed - present
        for number in range(present):
            entry = self._entry(place + head + number * width)
            if entry is None:
                lost += 1
            elif entry.size:
                entries.setdefault(entry.tag, entry)
        following = self.number(place + head + claimed * width, pointer)
        return Directory(place, entries, following, lost)

    def _entry(self, place: int) -> Entry | None:
        pointer = 8 if self.wide else 4
        kind, count = self.number(place + 2, 2), self.number(place + 4, pointer)
        if kind not in UNIT:
            return None
        size = UNIT[kind] * count
        value = place + 4 + pointer
        if size > pointer:
            value = self.number(value, pointer)
        if value + size > len(self.data):
            return None
        return Entry(self.number(place, 2), kind, count, value, size)

    def value(self, entry: Entry) -> bytes:
        """Return the bytes of a value, in the structure's byte order."""
        return self.data[entry.place : entry.place + entry.size]

    def numbers(self, entry: Entry) -> list[int]:
        """Return the values of an entry of an unsigned integer type."""
        unit = UNIT[entry.kind]
        return [self.number(entry.place + at, unit) for at in range(0, entry.size, unit)]

    def one_number(self, directory: Directory, tag: int) -> int | None:
        """Return the first value of a tag as an unsigned integer, or None."""
        entry = directory.entries.get(tag)
        return self.number(entry.place, UNIT[entry.kind]) if entry else None

    def directories(self) -> Iterator[Directory]:
        """Walk the chain of top directories; a circle ends it."""
        place, seen = self.first, set[int]()
        while place and place not in seen and len(seen) < MOST_DIRECTORIES:
            if place >= len(self.data):
                return
            seen.add(place)
            directory = self.directory(place)
            yield directory
            place = directory.following
