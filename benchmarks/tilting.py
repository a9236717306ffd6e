"""How exactly a tilt is told, and on how many of the photos that have lines to tell it by."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

import cv2
import numpy as np

from benchmarks.degradations import KINDS, Pixels, chance_of, direction
from benchmarks.scoring import share
from imagepool.asset import Facts
from imagepool.photo.decoding import decode
from imagepool.style.rulebook import Measured
from imagepool.style.rules import RULES
from imagepool.style.work_copy import WorkCopy

_LONG = 0.035  # of the diagonal: what counts as a line
_UPRIGHT = 12.0  # degrees from level or plumb
_ENOUGH = 1.0  # diagonals of such lines, end to end


def turned_exactly(photos: Sequence[tuple[str, bytes]], name: str) -> dict[str, Any]:
    """Return how far the rule is off on the photos (name, bytes) once they are turned by this kind.

    The angle to be told is the one that the photo was turned by and its own. Where the rule does
    not tell its own, the photo is taken as level, and counts only in what is said of all. A photo
    has lines if segments that are nearly level or plumb (LSD) are at least as long as the
    picture's diagonal, put end to end.
    """
    errors: list[float] = []
    unsure: list[float] = []
    spoke: list[bool] = []
    for photo, data in photos:
        work = decode(data).work
        turn = KINDS[name].degrees * direction(chance_of(photo, name))
        found = signed_tilt(KINDS[name].bytes_of(work, photo, name))
        if found is not None:
            own = signed_tilt(data)
            (unsure if own is None else errors).append(abs(found - turn - (own or 0.0)))
        if has_lines(work):
            spoke.append(found is not None)
    return {
        "within_1_degree": share(error < 1 for error in errors),
        "within_1_degree_of_all": share(error < 1 for error in errors + unsure),
        "median_error": round(median(errors), 2) if errors else None,
        "spoke_where_lines": share(spoke),
        "with_lines": len(spoke),
    }


def signed_tilt(data: bytes) -> float | None:
    """Return the tilt in degrees, counterclockwise above zero; None where the rule keeps silent."""
    outcome = RULES.named("tilt").measure(WorkCopy(decode(data)), Facts())
    if not isinstance(outcome, Measured):
        return None
    value = float(outcome.value)
    return value if outcome.terms["way"] == "counterclockwise" else -value


def has_lines(work: Pixels) -> bool:
    gray = cv2.cvtColor(work, cv2.COLOR_RGB2GRAY)
    found: object = cv2.createLineSegmentDetector().detect(gray)[0]
    if not isinstance(found, np.ndarray):
        return False
    x1, y1, x2, y2 = found[:, 0].T
    lengths = np.hypot(x2 - x1, y2 - y1) / np.hypot(*gray.shape)
    degrees = np.degrees(np.arctan2(y2 - y1, x2 - x1)) % 90
    near = np.minimum(degrees, 90 - degrees) <= _UPRIGHT
    return bool(lengths[near & (lengths >= _LONG)].sum() >= _ENOUGH)
