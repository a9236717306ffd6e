"""Whether a JPEG holds all the scans that make its picture whole.

A progressive JPEG is sent in passes that get finer. If the last ones are missing, decoders show a
coarse picture and say nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from imagepool.photo.pixels.refusals import unreadable, unsupported

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # DHT, JPG and DAC are no frames
_LOSSLESS = {0xC3, 0xC7, 0xCB, 0xCF}
_START_OF_SCAN, _END = 0xDA, 0xD9
_MOST_SCANS = 500  # real files have about ten; thousands are made to cost time
# In coded data 0xFF is followed by 0 or a restart marker (ITU T.81, B.1.1.5).
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_UNSENT = 255


@dataclass(slots=True)
class _Frame:
    """Which bit of every coefficient has arrived last: component id -> 64 bit positions."""

    sent: dict[int, list[int]]

    def take(self, scan: bytes) -> None:
        """Note what a scan brings, by its header (T.81, B.2.3)."""
        count = scan[0]
        start, end, low = scan[1 + 2 * count], scan[2 + 2 * count], scan[3 + 2 * count] & 15
        for component in scan[1 : 1 + 2 * count : 2]:
            bits = self.sent.get(component, [])
            bits[start : end + 1] = [low] * len(bits[start : end + 1])

    @property
    def is_whole(self) -> bool:
        """Every coefficient that was begun is finished, and luma has all of them.

        An encoder may leave out fine chroma for good.
        """
        luma = next(iter(self.sent.values()))
        begun = all(bit in {0, _UNSENT} for bits in self.sent.values() for bit in bits)
        return begun and not any(luma) and not any(bits[0] for bits in self.sent.values())


def check_scans(data: bytes) -> None:
    """Raise ``UnreadablePhoto`` for kinds of JPEG that are not taken and for missing scans."""
    frame: _Frame | None = None
    for number, (kind, body) in enumerate(_segments(data)):
        if kind in _FRAMES:
            _check_kind(kind, bits=body[0])
            frame = _Frame({body[at]: [_UNSENT] * 64 for at in range(6, 6 + 3 * body[5], 3)})
        elif kind == _START_OF_SCAN and frame:
            frame.take(body)
            if frame.is_whole:
                return
        if number > _MOST_SCANS:
            raise unreadable("JPEG", "it consists of far too many parts")
    if frame:
        raise unreadable("JPEG", "truncated: the finest of its scans are missing")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of every segment; coded data is skipped."""
    at = 2
    while found := _NEXT_MARKER.search(data, at):
        kind, at = data[found.end() - 1], found.end()
        if kind == _END:
            return
        size = int.from_bytes(data[at : at + 2], "big")
        yield kind, data[at + 2 : at + size]
        at += size


def _check_kind(kind: int, *, bits: int) -> None:
    if kind in _LOSSLESS:
        raise unsupported("a lossless JPEG is not taken")
    if bits != 8:
        raise unsupported(f"a JPEG of {bits} bits a channel is not taken")
