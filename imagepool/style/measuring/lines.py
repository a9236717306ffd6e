"""Straight lines in a photo, and bundles of them that run to one place.

A bundle is found as photogrammetry finds vanishing points: a line through (x, y) is kept as
(a, b, c) with ax + by + c = 0, and runs to the place (p, q, w) where ap + bq + cw = 0. Plumb lines
of a camera that is rolled by r meet at (-sin r, cos r, w): far below or above the picture, the
nearer (the larger w), the more the camera looked up or down. So they make a fan, and it is the
middle of the fan, not its edges, that tells the roll.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.work_copy import Bytes

__all__ = ["Bundle", "Lines", "level_bundle", "lines_in", "plumb_bundle"]

Doubles = NDArray[np.float64]

_SHORTEST = 0.03  # of the diagonal: shorter ones are texture
_STEEPEST = 30.0  # degrees off plumb that a line may lie at the edge of a fan
_FLATTEST = 20.0  # degrees off level
_STRAY = 1.2  # degrees by which a line may miss the place its bundle runs to
_APART = 2.5  # degrees: rolls that differ by more are rivals, not neighbors
_FAN = 0.6  # how much less an open fan counts than parallel lines: slopes make fans too

_ROLLS: Doubles = np.radians(np.arange(-14.0, 14.01, 0.5))
_MEETINGS: Doubles = np.arange(-0.28, 0.29, 0.04)  # w: one over half long edges to the meeting


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight lines; places in half long edges from the middle, lengths in diagonals."""

    ends: Doubles  # n x 4: x, y, x, y
    forms: Doubles  # n x 3: a, b, c; (a, b) of length one
    lengths: Doubles
    half: tuple[float, float]  # width and height of the half picture, in half long edges

    def box(self, line: int) -> tuple[float, float, float, float]:
        """Return the box around one line as fractions of the picture, at least 1 % wide."""
        places = (self.ends[line].reshape(2, 2) / self.half + 1) / 2
        low = np.clip(places.min(axis=0) - 0.005, 0, 1)
        high = np.clip(places.max(axis=0) + 0.005, 0, 1)
        x, y, right, bottom = (float(one) for one in (*low, *high))
        return x, y, right - x, bottom - y

    def width(self, line: int) -> float:
        """Return how much of the picture's width one line spans."""
        return float(abs(self.ends[line, 2] - self.ends[line, 0]) / (2 * self.half[0]))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Lines that run to one place."""

    roll: float  # degrees, clockwise
    meeting: float  # one over the way to where they meet, in half long edges; 0: parallel
    length: float  # of all its lines together, in diagonals
    share: float  # of the length of all lines that might have belonged to it
    rival: float  # how much of its support the best other roll has, 0 to 1
    count: float  # of its lines, short ones counting less
    longest: int  # the longest of its lines


def lines_in(gray: Bytes) -> Lines:
    """Find the straight lines (LSD, at a threshold that leaves out grain)."""
    height, width = gray.shape
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, quant=4.0)
    found: Any = detector.detect(gray)[0]  # None where there are none, whatever the stub says
    ends = np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)
    half = max(width, height) / 2
    ends = (ends - np.array([width, height] * 2) / 2) / half
    along = ends[:, 2:] - ends[:, :2]
    lengths = np.hypot(along[:, 0], along[:, 1])
    diagonal = float(np.hypot(width, height)) / half
    long = lengths > _SHORTEST * diagonal
    ends, along, lengths = ends[long], along[long] / lengths[long, None], lengths[long]
    middle = (ends[:, :2] + ends[:, 2:]) / 2
    offset = middle[:, 1] * along[:, 0] - middle[:, 0] * along[:, 1]
    forms = np.column_stack([along[:, 1], -along[:, 0], offset])
    return Lines(ends, forms, lengths / diagonal, (width / 2 / half, height / 2 / half))


def plumb_bundle(lines: Lines) -> Bundle | None:
    """Find the lines that hang plumb, wherever they meet."""
    rolls, meetings = (one.ravel() for one in np.meshgrid(_ROLLS, _MEETINGS, indexing="ij"))
    places = np.column_stack([-np.sin(rolls), np.cos(rolls), meetings])
    near = np.flatnonzero(np.abs(lines.forms[:, 1]) < np.sin(np.radians(_STEEPEST)))
    return _bundle(lines, near, rolls, places, lambda p: float(np.arctan2(-p[0], p[1])))


def level_bundle(lines: Lines) -> Bundle | None:
    """Find the parallel lines that lie level: a horizon, or a front seen straight on."""
    places = np.column_stack([np.cos(_ROLLS), np.sin(_ROLLS), np.zeros_like(_ROLLS)])
    near = np.flatnonzero(np.abs(lines.forms[:, 0]) < np.sin(np.radians(_FLATTEST)))
    return _bundle(lines, near, _ROLLS, places, lambda p: float(np.arctan2(p[1], p[0])))


def _bundle(
    lines: Lines,
    near: NDArray[np.intp],
    rolls: Doubles,
    places: Doubles,
    roll_of: Callable[[Doubles], float],
) -> Bundle | None:
    forms, lengths = lines.forms[near], lines.lengths[near]
    support = lengths @ _fit(forms @ places.T) * (1 - _FAN * np.abs(places[:, 2]))
    if float(support.max()) <= 0:
        return None
    best = int(support.argmax())
    apart = np.abs(rolls - rolls[best]) > np.radians(_APART)
    place = _settled(forms, lengths, places[best], parallel=not places[:, 2].any())
    belongs = np.abs(forms @ place) < np.sin(np.radians(_STRAY))
    weights = lengths * belongs
    total = float(weights.sum())
    if total <= 0:
        return None
    return Bundle(
        roll=float(np.degrees(roll_of(place))),
        meeting=float(place[2]),
        length=total,
        share=total / float(lengths.sum()),
        rival=float(support[apart].max() / support[best]),
        count=total**2 / float((weights**2).sum()),
        longest=int(near[weights.argmax()]),
    )


def _fit(misses: Doubles, stray: float = _STRAY) -> Doubles:
    """Return 1 where a line runs to the place, 0 where it misses it by ``stray`` or more."""
    fit: Doubles = np.maximum(0.0, 1 - (misses / np.sin(np.radians(stray))) ** 2)
    return fit


def _settled(forms: Doubles, lengths: Doubles, place: Doubles, *, parallel: bool) -> Doubles:
    """Move the place to where the lines that run near it fit best (weighted least squares)."""
    known = 2 if parallel else 3
    for stray in (1.25 * _STRAY, _STRAY, 0.85 * _STRAY):
        weights = _fit(forms @ place, stray) * lengths
        if weights.sum() <= 0:
            break
        moments = (forms * weights[:, None]).T @ forms
        moments[2, 2] += 0.02 * weights.sum()  # a fan opens only where lines insist
        moved = np.zeros(3)
        moved[:known] = np.linalg.eigh(moments[:known, :known])[1][:, 0]
        moved /= np.hypot(moved[0], moved[1])
        place = moved if moved @ place > 0 else -moved
    return place
