"""WebP files: chunks of a RIFF form.

Source: WebP Container Specification (RFC 9649).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imagepool.photo.containers.blocks import Blocks, Gathering

_MOST_CHUNKS = 100_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: ``start`` is its name, ``body`` its data, ``end`` what follows its padding."""

    kind: bytes
    start: int
    body: int
    size: int

    @property
    def end(self) -> int:
        return self.body + self.size + self.size % 2

    @property
    def data(self) -> slice:
        """Where the chunk's data lies in the file."""
        return slice(self.body, self.body + self.size)


def chunks(data: bytes) -> Iterator[Chunk]:
    """Walk the chunks of the form; one that is cut off ends the walk."""
    place = 12
    for _ in range(_MOST_CHUNKS):
        chunk = Chunk(
            kind=data[place : place + 4],
            start=place,
            body=place + 8,
            size=int.from_bytes(data[place + 4 : place + 8], "little"),
        )
        if chunk.body + chunk.size > len(data) or not chunk.kind.strip(b"\0"):
            return
        yield chunk
        place = chunk.end


def read_webp(data: bytes) -> Blocks:
    """Return the metadata blocks of a WebP file."""
    gathering = Gathering()
    end = 12
    for chunk in chunks(data):
        end = chunk.end
        if chunk.kind == b"EXIF":
            gathering.add_exif(data[chunk.data])
        elif chunk.kind in {b"XMP ", b"XMP\0"}:
            gathering.add_xmp(data[chunk.data])
        elif chunk.kind == b"ICCP":
            gathering.icc = data[chunk.data]
        elif chunk.kind == b"C2PA":
            gathering.add_jumbf(data[chunk.data])
    if end < 8 + int.from_bytes(data[4:8], "little"):
        gathering.trouble("container", "the chunks break off before the end")
    return gathering.blocks()


def size_of_webp(data: bytes) -> tuple[int, int] | None:
    """Return width and height of the canvas."""
    for chunk in chunks(data):
        body = data[chunk.body : chunk.body + 10]
        if chunk.kind == b"VP8X" and len(body) == 10:
            return _number(body[4:7]) + 1, _number(body[7:10]) + 1
        if chunk.kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
            return _number(body[6:8]) & 0x3FFF, _number(body[8:10]) & 0x3FFF
        if chunk.kind == b"VP8L" and body[:1] == b"\x2f":
            bits = _number(body[1:5])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
