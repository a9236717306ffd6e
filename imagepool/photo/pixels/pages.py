"""The further pictures of a file that holds several: pages of a TIFF, companions of an MPO.

Only one of them becomes the photo, but a file of which the others are cut off is a broken one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers.directory import Directory, Tiff
from imagepool.photo.pixels.refusals import unreadable

_STRIPS, _TILES = (273, 279), (324, 325)  # TIFF 6.0: tags of offsets and of byte counts
_SOI = b"\xff\xd8"
_MP_INDEX = b"MPF\0"
_MP_ENTRIES = 0xB002  # CIPA DC-007, 5.2.3.3


def count_pages(data: bytes) -> int:
    """Return how many pages a TIFF has, counting no further than a thousand."""
    tiff = Tiff.over(data)
    return sum(1 for _ in tiff.directories()) if tiff else 0


def check_pages(data: bytes) -> None:
    """Raise ``UnreadablePhoto`` where a directory or the pixels of a later page are cut off.

    The first page is left to the decoder, which overlooks the sloppiness of old writers.
    """
    tiff = Tiff.over(data)
    if tiff is None or not tiff.first or tiff.first + 2 > len(data):
        raise _cut()
    for number, directory in enumerate(tiff.directories()):
        later = number > 0 and (directory.lost or _end(tiff, directory) > len(data))
        if later or directory.following >= len(data):
            raise _cut()


def _end(tiff: Tiff, directory: Directory) -> float:
    """Return where the last strip or tile of a page ends."""
    ends = [0.0]
    for offsets, counts in (_STRIPS, _TILES):
        starts, sizes = _numbers(tiff, directory, offsets), _numbers(tiff, directory, counts)
        many = min(len(starts), len(sizes))
        ends += [float((starts[:many] + sizes[:many]).max())] if many else []
    return max(ends)


def _numbers(tiff: Tiff, directory: Directory, tag: int) -> np.ndarray[Any, Any]:
    entry = directory.entries.get(tag)
    if entry is None:
        return np.empty(0)
    order = "<" if tiff.order == "little" else ">"
    unit = entry.size // entry.count
    return np.frombuffer(tiff.value(entry), f"{order}u{unit}").astype(np.float64)


def check_companions(data: bytes, index: Mapping[int, Any]) -> None:
    """Raise ``UnreadablePhoto`` where a companion begins behind the photo but does not end.

    ``index`` is the multi-picture index as Pillow reads it, its offsets counted from its own start.
    Programs that drop companions often leave the index as it was: then the photo is whole.
    """
    start = data.index(_MP_INDEX) + len(_MP_INDEX)
    for entry in index.get(_MP_ENTRIES, ())[1:]:
        place = start + entry["DataOffset"]
        if data[place : place + 2] == _SOI and place + entry["Size"] > len(data):
            raise unreadable("JPEG", "truncated: a picture that belongs to it is cut off")


def _cut() -> UnreadablePhoto:
    return unreadable("TIFF", "truncated: the rest is missing")
