"""Words: what is around a corner, in 24 bits, so that an index finds it.

As imagehash's pHash does for a whole picture, each bit is the sign of a coefficient of the cosine
transform, here of the corner's surroundings, turned upright and brought to one size. Signs of
coefficients are as often 1 as 0 and tell nothing of each other, which the bits of ORB are not: an
index of these would find a thousand times as many strangers.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.photo.matching.features import FRAME, Features, shrunk
from imagepool.photo.pixels.pixels import Pixels

__all__ = ["WORD_BITS", "asked_words", "kept_words"]

WORD_BITS = 24

_Floats = NDArray[np.float32]
_Words = NDArray[np.int64]

_INDEXED = 256  # features of an asset whose words are kept
_SIDE = 16  # samples
_REACH = 1.5  # diameters of the corner that count as its surroundings
_AT_ONCE = 1000  # OpenCV bounds the height of what is sampled
_UNSURE = 2  # bits nearest to the other sign, which are asked for both ways


def kept_words(gray: Pixels, features: Features) -> list[int]:
    """Return the words by which an asset is found, each once."""
    return _listed(_words(_signs(gray, features, _INDEXED)))


def asked_words(gray: Pixels, features: Features) -> list[int]:
    """Return the words that assets are looked up by: also those that a little noise would make."""
    signs = _signs(gray, features, len(features))
    unsure = np.argsort(np.abs(signs), axis=1)[:, :_UNSURE]
    flips = np.int64(1) << (WORD_BITS - 1 - unsure.astype(np.int64))
    words = _words(signs)
    probes = [words, *(words ^ flips[:, bit] for bit in range(_UNSURE)), words ^ flips.sum(1)]
    return _listed(np.concatenate(probes))


def _listed(words: _Words) -> list[int]:
    return [int(word) for word in np.unique(words)]


def _words(signs: _Floats) -> _Words:
    values = np.int64(1) << np.arange(WORD_BITS, dtype=np.int64)[::-1]
    return np.asarray((signs > 0).astype(np.int64) @ values, np.int64)


def _signs(gray: Pixels, features: Features, count: int) -> _Floats:
    """Return 24 coefficients of the surroundings of the first features."""
    places = features.places[:count]
    found = np.zeros((len(places), WORD_BITS), np.float32)
    samples = places[:, 2] * (max(gray.shape) / FRAME * _REACH / _SIDE)  # px from one to the next
    halvings = np.log2(samples.clip(1)).round().astype(np.intp)
    for halving in np.unique(halvings):
        small = shrunk(gray, max(max(gray.shape) >> int(halving), 1)).astype(np.float32)
        chosen = np.flatnonzero(halvings == halving)
        for some in np.split(chosen, range(_AT_ONCE, len(chosen), _AT_ONCE)):
            around = _surroundings(small, places[some])
            found[some] = cv2.gemm(around, _COSINES, 1.0, _NOTHING, 0.0)
    return found


def _surroundings(gray: _Floats, places: _Floats) -> _Floats:
    """Return the samples around each place, turned by its angle; their mean is 0."""
    frame = np.float32(max(gray.shape) / FRAME)
    angle, reach = np.deg2rad(places[:, 3]), places[:, 2] * (frame * np.float32(_REACH))
    cosine, sine = (np.cos(angle) * reach)[:, None], (np.sin(angle) * reach)[:, None]
    x = places[:, :1] * frame - np.float32(0.5) + cosine * _RIGHT - sine * _DOWN
    y = places[:, 1:2] * frame - np.float32(0.5) + sine * _RIGHT + cosine * _DOWN
    seen = cv2.remap(gray, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen - seen.mean(1, keepdims=True), np.float32)


def _cosines() -> _Floats:
    """Return the 24 lowest waves but the first two, which a corner's angle has decided on."""
    steps = np.arange(_SIDE)
    waves = np.cos(np.pi * (2 * steps[None] + 1) * steps[:, None] / (2 * _SIDE))
    pairs = [(u, v) for u in range(8) for v in range(8) if u + v > 1]
    pairs.sort(key=lambda pair: (pair[0] ** 2 + pair[1] ** 2, pair))
    return np.stack(
        [np.outer(waves[u], waves[v]).ravel() for u, v in pairs[:WORD_BITS]], axis=1
    ).astype(np.float32)


_COSINES = _cosines()
_NOTHING = np.empty(0, np.float32)  # is added
_ALONG = (np.arange(_SIDE, dtype=np.float32) + np.float32(0.5)) / _SIDE - np.float32(0.5)
_RIGHT, _DOWN = (axis.ravel() for axis in np.meshgrid(_ALONG, _ALONG))
