"""An EXIF block cut down to the tags that state facts, small and regular.

A library that decodes every tag of a hostile block can be kept busy for minutes, and one bad tag
costs all others. So the wanted values are copied into a block of our own, which is decoded instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from imagepool.photo.containers.directory import Directory, Entry, Tiff
from imagepool.photo.metadata.reading import decode

ASCII, BYTE, UNDEFINED = 2, 1, 7
EXIF_POINTER, GPS_POINTER = 0x8769, 0x8825
IMAGE_TEXTS = frozenset({0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298})
IMAGE = IMAGE_TEXTS | {0x0112}
MOMENT = frozenset({0x9003, 0x9004, 0x9011, 0x9012, 0x9291, 0x9292})
EXPOSURE = frozenset({0x829A, 0x829D, 0x8827})
CAPTURE = MOMENT | EXPOSURE
POSITION = frozenset({1, 2, 3, 4})
WINDOWS = frozenset({0x9C9B, 0x9C9D, 0x9C9E, 0x9C9F})
_TEXTS = IMAGE_TEXTS | MOMENT | {1, 3}
_LARGEST_VALUE = 65_535


@dataclass(frozen=True, slots=True)
class Value:
    """A tag's value as it lies in the block."""

    kind: int
    count: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Digest:
    """The wanted tags of a block, and how many entries of its directories are lost."""

    order: Literal["little", "big"]
    image: Mapping[int, Value]
    capture: Mapping[int, Value]
    position: Mapping[int, Value]
    windows: Mapping[int, Value]
    lost: int

    def as_block(self) -> bytes:
        """Return a bare TIFF block of the wanted tags that a plain reader decodes."""
        first = {**self.image, EXIF_POINTER: _pointer(), GPS_POINTER: _pointer()}
        places, place = [], 8
        for directory in (first, self.capture, self.position):
            places.append(place)
            place += len(self._directory(directory, place))
        first[EXIF_POINTER] = _pointer(places[1].to_bytes(4, self.order))
        first[GPS_POINTER] = _pointer(places[2].to_bytes(4, self.order))
        head = b"II*\0\x08\0\0\0" if self.order == "little" else b"MM\0*\0\0\0\x08"
        parts = zip((first, self.capture, self.position), places, strict=True)
        return head + b"".join(self._directory(part, at) for part, at in parts)

    def _directory(self, values: Mapping[int, Value], start: int) -> bytes:
        table = bytearray(len(values).to_bytes(2, self.order))
        heap, heap_start = bytearray(), start + 6 + 12 * len(values)
        for tag, value in sorted(values.items()):
            for number, size in ((tag, 2), (value.kind, 2), (value.count, 4)):
                table += number.to_bytes(size, self.order)
            if len(value.data) > 4:
                table += (heap_start + len(heap)).to_bytes(4, self.order)
                heap += value.data
            else:
                table += value.data.ljust(4, b"\0")
        return bytes(table + bytes(4) + heap)


def _pointer(data: bytes = bytes(4)) -> Value:
    return Value(4, 1, data)


def digest_exif(block: bytes) -> Digest | None:
    """Return the wanted tags, or None where the bytes are no TIFF structure."""
    tiff = Tiff.over(block)
    if tiff is None:
        return None
    first = tiff.directory(tiff.first)
    capture, position = (_below(tiff, first, tag) for tag in (EXIF_POINTER, GPS_POINTER))
    # Some writers put a tag into the neighboring directory; the proper one comes first.
    return Digest(
        order=tiff.order,
        image=dict(_wanted(tiff, IMAGE, first, capture)),
        capture=dict(_wanted(tiff, CAPTURE, capture, first)),
        position=dict(_wanted(tiff, POSITION, position)),
        windows=dict(_wanted(tiff, WINDOWS, first)),
        lost=first.lost + capture.lost + position.lost,
    )


def _below(tiff: Tiff, directory: Directory, tag: int) -> Directory:
    place = tiff.one_number(directory, tag)
    return tiff.directory(place) if place else Directory(0, {}, 0, 0)


def _wanted(
    tiff: Tiff, tags: frozenset[int], *directories: Directory
) -> Iterator[tuple[int, Value]]:
    for tag in tags:
        found = (each.entries[tag] for each in directories if tag in each.entries)
        entry = next(found, None)
        fits = entry and entry.size <= _LARGEST_VALUE and entry.kind <= 12
        if entry and fits and (entry.kind != ASCII or tag in _TEXTS):
            yield tag, _value(tiff, entry)


def _value(tiff: Tiff, entry: Entry) -> Value:
    data = tiff.value(entry)
    if entry.tag not in _TEXTS or entry.kind not in {ASCII, BYTE, UNDEFINED}:
        return Value(entry.kind, entry.count, data)
    if entry.tag == 0x8298:
        # The photographer's notice and the editor's, separated by NUL (Exif 3.0, 4.6.7).
        data = b"\n".join(part.strip() for part in data.split(b"\0")[:2]).strip()
    text = decode(data.split(b"\0", 1)[0]).encode() + b"\0"
    return Value(ASCII, len(text), text)
