"""Local features: corners of a picture by which a part of it is found again.

ORB (E. Rublee et al., ORB: an Efficient Alternative to SIFT or SURF, 2011) by OpenCV: 256 bits for
each corner, of which an eighth differ between a picture and its resized, compressed copy. They
are taken at several sizes, and evenly all over the picture, so that every part of it has some.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.photo.pixels.pixels import Pixels, as_pixels

__all__ = ["FRAME", "VERSION", "Features", "Places", "find_features", "shrunk"]

Places = NDArray[np.float32]

FRAME = 1024
VERSION = 1
"""Counts up when features of today can no longer be compared with those kept."""

_HEADER = struct.Struct("<BxHHH")  # version, frame's width and height, count
_STEPS = np.float32(32)  # a place is kept to 1/32, an angle to 1/32 degree
_BYTES = 32

_FAST = 7  # gray levels by which a corner stands out; ORB's 20 leaves fog and sky without any
_PATCH = 31  # px, of one descriptor
_LEVELS = 4  # in steps of 1.2, at each size
_CHOICE = 4  # times as many corners are looked at as are kept


@dataclass(frozen=True, eq=False)
class Features:
    """The features of one picture, those first that matter most for finding it."""

    width: int  # of the frame
    height: int
    places: Places  # n x 4: x, y and diameter in the frame, angle in degrees
    descriptors: Pixels  # n x 32

    def __len__(self) -> int:
        return len(self.places)

    def with_panel(self, inner: Features, panel: tuple[slice, slice], longest: int) -> Features:
        """Return these features and those of a cut-out, which had its own frame.

        ``panel`` are its rows and columns in a picture of ``longest`` px.
        """
        rows, columns = panel
        scale = max(rows.stop - rows.start, columns.stop - columns.start) / longest
        places = inner.places * np.array([scale, scale, scale, 1], np.float32)
        places[:, :2] += np.array([columns.start, rows.start], np.float32) * (FRAME / longest)
        return Features(
            self.width,
            self.height,
            np.concatenate([self.places, places]),
            np.concatenate([self.descriptors, inner.descriptors]),
        )

    def to_bytes(self) -> bytes:
        """Return the form that is kept, about 40 bytes a feature."""
        header = _HEADER.pack(VERSION, self.width, self.height, len(self))
        places = np.rint(self.places * _STEPS).clip(0, 0xFFFF).astype("<u2")
        return b"".join((header, places.tobytes(), self.descriptors.tobytes()))

    @classmethod
    def from_bytes(cls, data: bytes) -> Features:
        """Return what ``to_bytes`` made; raises ``ValueError`` for anything else."""
        if len(data) < _HEADER.size or data[0] != VERSION:
            raise ValueError("no features of this version")
        _, width, height, count = _HEADER.unpack_from(data)
        middle = _HEADER.size + 8 * count
        if len(data) != middle + _BYTES * count:
            raise ValueError("features cut short")
        places = np.frombuffer(data, "<u2", 4 * count, _HEADER.size).reshape(count, 4)
        descriptors = np.frombuffer(data, np.uint8, offset=middle).reshape(count, _BYTES)
        return cls(width, height, places.astype(np.float32) / _STEPS, descriptors)


def find_features(gray: Pixels, plan: Sequence[tuple[int, int]]) -> Features:
    """Return the features of a gray picture.

    ``plan`` says at which long edges (px) how many are looked for, the largest first; a picture is
    never enlarged.
    """
    height, width = gray.shape
    longest = max(width, height)
    sizes = {min(edge, longest): count for edge, count in plan}
    found = [_at(shrunk(gray, edge), count) for edge, count in sizes.items()]
    places = np.concatenate([each[0] for each in found])
    descriptors = np.concatenate([each[1] for each in found])
    # From all sizes alike, the most telling first.
    turn = np.concatenate([np.arange(len(each[0])) / max(len(each[0]), 1) for each in found])
    order = np.argsort(turn, kind="stable")
    frame = FRAME / longest
    return Features(
        max(round(width * frame), 1),
        max(round(height * frame), 1),
        places[order],
        descriptors[order],
    )


def shrunk(gray: Pixels, longest: int) -> Pixels:
    """Return the picture with a long edge of at most ``longest`` px; never enlarged."""
    height, width = gray.shape
    scale = longest / max(width, height)
    if scale >= 1:
        return gray
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    return as_pixels(cv2.resize(gray, size, interpolation=cv2.INTER_AREA))


def _at(gray: Pixels, count: int) -> tuple[Places, Pixels]:
    none = np.zeros((0, 4), np.float32), np.zeros((0, _BYTES), np.uint8)
    if min(gray.shape) <= _PATCH:
        return none
    orb = cv2.ORB.create(
        _CHOICE * count,
        nlevels=_LEVELS,
        edgeThreshold=_PATCH // 2 + 4,
        patchSize=_PATCH,
        fastThreshold=_FAST,
    )
    corners = _spread(orb.detect(gray, None), gray.shape, count)
    if not corners:
        return none
    kept, descriptors = orb.compute(gray, corners)
    if not kept:
        return none
    scale = FRAME / max(gray.shape)
    rows = [(k.pt[0] * scale, k.pt[1] * scale, k.size * scale, k.angle) for k in kept]
    return np.array(rows, np.float32), as_pixels(descriptors)


def _spread(
    corners: Sequence[cv2.KeyPoint], shape: tuple[int, ...], count: int
) -> list[cv2.KeyPoint]:
    """Return the strongest corner of every cell, then the second of every cell, and so on."""
    if not corners:
        return []
    cell = max(max(shape) / max(np.sqrt(count) / 1.5, 1), 1)
    cells = np.array([(int(k.pt[1] // cell) << 16) + int(k.pt[0] // cell) for k in corners])
    strength = np.array([k.response for k in corners])
    order = np.lexsort((-strength, cells))
    first = np.r_[True, np.diff(cells[order]) != 0]
    starts = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order)) - starts
    return [corners[place] for place in np.lexsort((-strength, rank))[:count]]
