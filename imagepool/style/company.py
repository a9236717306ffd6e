"""A photo among others: what is known of each, and which look alike or were shot in a row.

Likeness is that of the perceptual hashes (see ``photo.fingerprint``). Everything is compared with
everything, by array: ten thousand photos take seconds, where pairs in a loop would take an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from imagepool.asset import Likeness
from imagepool.photo.fingerprint import NEAR, mirrored

__all__ = ["BURST_DISTANCE", "BURST_SECONDS", "Companion", "Company", "camera_clock", "names_of"]

BURST_SECONDS = 10.0
BURST_DISTANCE = 24  # bits of the pHash; photos of different scenes lie at 32 on average

_NAMED = 4  # others that a sentence names; the rest it counts
_UNKNOWN = -1
_TO_THE_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """What is known of a photo when it is compared with others."""

    name: str  # the file or the asset, as findings name it
    digest: str  # SHA-256 of the file
    likeness: Likeness
    moment: float | None = None  # s, by the camera's own clock; None: not told
    camera: str = ""  # make and model; "": not told


class Company:
    """Photos that are looked at together; the order in which they come makes no difference.

    ``searched`` says that they were searched out of many more, so that none means none alike.
    """

    def __init__(self, members: Iterable[Companion], *, searched: bool = False) -> None:
        self._members = tuple(sorted(members, key=lambda one: one.name))
        self._searched = searched
        self._phashes = np.array([one.likeness.phash for one in self._members], np.uint64)
        moments = (np.nan if one.moment is None else one.moment for one in self._members)
        self._moments = np.fromiter(moments, np.float64, len(self._members))
        named = {one.camera for one in self._members if one.camera}
        self._cameras = {camera: number for number, camera in enumerate(sorted(named))}
        numbers = (self._cameras.get(one.camera, _UNKNOWN) for one in self._members)
        self._camera_of = np.fromiter(numbers, np.int64, len(self._members))

    def is_alone(self, one: Companion) -> bool:
        """Whether there is nothing to compare ``one`` with."""
        return not self._searched and all(other.name == one.name for other in self._members)

    def look_alikes(self, one: Companion) -> tuple[Companion, ...]:
        """Return the others that are probably the same picture or its mirror, nearest first."""
        in_the_mirror = self._distances(mirrored(one.likeness))
        distances = np.minimum(self._distances(one.likeness), in_the_mirror)
        return self._others(one, distances <= NEAR, distances)

    def shot_with(self, one: Companion) -> tuple[Companion, ...]:
        """Return the others of the same burst that are no look-alikes, the nearest first."""
        if one.moment is None or one.camera not in self._cameras:
            return ()
        distances = self._distances(one.likeness)
        apart = np.abs(self._moments - one.moment)  # nan, which is in no range, where unknown
        together = (self._camera_of == self._cameras[one.camera]) & (apart <= BURST_SECONDS)
        return self._others(
            one, together & (distances > NEAR) & (distances <= BURST_DISTANCE), apart
        )

    def _distances(self, likeness: Likeness) -> NDArray[np.uint8]:
        differing = self._phashes ^ np.uint64(likeness.phash)
        return np.asarray(np.bitwise_count(differing), np.uint8)

    def _others(
        self, one: Companion, chosen: NDArray[np.bool_], apart: NDArray[np.generic]
    ) -> tuple[Companion, ...]:
        places = np.flatnonzero(chosen)
        nearest = places[np.argsort(apart[places], kind="stable")]
        found = (self._members[place] for place in nearest)
        return tuple(other for other in found if other.name != one.name)


def names_of(others: Sequence[Companion]) -> tuple[str, ...]:
    """Return the names of the first few, and how many more there are.

    >>> names_of([Companion(name=n, digest="", likeness=Likeness(0, 0)) for n in "abcdef"])
    ('a', 'b', 'c', 'd', '+2')
    """
    more = (f"+{len(others) - _NAMED}",) if len(others) > _NAMED else ()
    return (*(one.name for one in others[:_NAMED]), *more)


def camera_clock(date_taken: str) -> float | None:
    """Return the seconds that a camera's clock showed; None where it is no moment to the second.

    The offset from UTC is left out: shots of one camera are compared by the clock they share.

    >>> camera_clock("2026-05-01T10:00:07+02:00") - camera_clock("2026-05-01T10:00:00")
    7.0
    """
    local = _TO_THE_SECOND.match(date_taken)
    if local is None:
        return None
    try:
        shown = datetime.fromisoformat(local[0]).replace(tzinfo=UTC)  # any zone: all get the same
    except ValueError:
        return None
    return shown.timestamp()
