"""A picture that is looked for: what one decode of it gives, to be compared with many.

The work of a darkroom's child: hostile bytes go in, plain values come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from imagepool.asset import Licensor, Likeness
from imagepool.photo.decoding import Photo, decode
from imagepool.photo.facts import read_facts
from imagepool.photo.fingerprint import likeness_of_gray
from imagepool.photo.limits import Limits
from imagepool.photo.matching.agreement import Agreement, compare
from imagepool.photo.matching.alignment import Alignment, Matrix, align
from imagepool.photo.matching.features import FRAME, Features, find_features, shrunk
from imagepool.photo.matching.panel import find_panel
from imagepool.photo.matching.words import asked_words, kept_words
from imagepool.photo.pixels.pixels import Pixels, as_pixels

__all__ = ["Lain", "Sought", "agree", "features_of", "lay", "look"]

# Long edges (px) at which features are taken, and how many.
_KEPT = ((512, 250), (256, 150))
_SOUGHT = ((1600, 1500), (1024, 1500), (640, 1000), (400, 600))
_LARGEST = 1600


@dataclass(frozen=True, slots=True)
class View:
    """The picture as it is, or as it looks in a mirror."""

    mirrored: bool
    document: bytes  # its features
    words: tuple[int, ...]  # by which candidates are looked up


@dataclass(frozen=True, slots=True)
class Sought:
    """A picture that is looked for."""

    likeness: Likeness
    views: tuple[View, ...]
    width: int  # of ``gray``
    height: int
    gray: bytes
    licensor_urls: tuple[str, ...]  # what the file says of itself; anybody could have written it


@dataclass(frozen=True, slots=True)
class Lain:
    """How a view of the picture lies on an asset."""

    asset_id: str
    mirrored: bool
    alignment: Alignment


def features_of(photo: Photo) -> tuple[bytes, tuple[int, ...]]:
    """Return the features that are kept of an asset, and the words by which it is found."""
    features = find_features(photo.gray, _KEPT)
    return features.to_bytes(), tuple(kept_words(photo.gray, features))


def look(data: bytes, limits: Limits) -> Sought:
    """Decode the picture and take everything from it that a search needs.

    Raises ``UnreadablePhoto``.
    """
    photo = decode(data, limits=limits, longest=_LARGEST)
    gray = shrunk(as_pixels(cv2.cvtColor(photo.pixels, cv2.COLOR_RGB2GRAY)), _LARGEST)
    small = shrunk(gray, FRAME)
    return Sought(
        likeness=likeness_of_gray(small),
        views=(_view(gray, mirrored=False), _view(gray, mirrored=True)),
        width=small.shape[1],
        height=small.shape[0],
        gray=small.tobytes(),
        licensor_urls=_licensor_urls(data, photo.format),
    )


def _view(gray: Pixels, *, mirrored: bool) -> View:
    gray = _mirrored(gray, mirrored=mirrored)
    features = find_features(gray, _SOUGHT)
    panel = find_panel(gray)
    if panel:
        inner = find_features(np.ascontiguousarray(gray[panel]), _SOUGHT)
        features = features.with_panel(inner, panel, max(gray.shape))
    return View(mirrored, features.to_bytes(), tuple(asked_words(gray, features)))


def lay(
    _data: bytes, views: tuple[View, ...], kept: Iterable[tuple[str, bool, bytes]]
) -> tuple[Lain, ...]:
    """Lay the views on assets, each given as (id, whether on its mirror image, features)."""
    seen = {view.mirrored: Features.from_bytes(view.document) for view in views}
    laid = (
        (asset_id, mirrored, align(seen[mirrored], Features.from_bytes(document)))
        for asset_id, mirrored, document in kept
    )
    return tuple(Lain(*each[:2], each[2]) for each in laid if each[2] is not None)


def agree(
    data: bytes, sought: Sought, lies: Iterable[tuple[bool, Matrix | None]], limits: Limits
) -> tuple[Agreement | None, ...]:
    """Compare the picture with a file, for each way in which it may lie on it.

    Without a matrix the two are laid edge on edge. Raises ``UnreadablePhoto``.
    """
    photo = decode(data, limits=limits, longest=FRAME)
    other = shrunk(as_pixels(cv2.cvtColor(photo.pixels, cv2.COLOR_RGB2GRAY)), FRAME)
    one = np.frombuffer(sought.gray, np.uint8).reshape(sought.height, sought.width)
    return tuple(
        compare(_mirrored(one, mirrored=mirrored), matrix or _edge_on_edge(one, other), other)
        for mirrored, matrix in lies
    )


def _edge_on_edge(one: Pixels, other: Pixels) -> Matrix:
    scale = max(one.shape) / max(other.shape)
    wide, high = other.shape[1] / one.shape[1] * scale, other.shape[0] / one.shape[0] * scale
    return (wide, 0.0, 0.0), (0.0, high, 0.0)


def _mirrored(gray: Pixels, *, mirrored: bool) -> Pixels:
    return np.ascontiguousarray(gray[:, ::-1]) if mirrored else gray


def _licensor_urls(data: bytes, kind: str) -> tuple[str, ...]:
    fact = read_facts(data, kind).fields.get("licensor")
    licensors = fact.value if fact and isinstance(fact.value, tuple) else ()
    return tuple(each.url for each in licensors if isinstance(each, Licensor))
