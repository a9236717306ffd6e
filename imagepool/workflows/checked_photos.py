"""The photos of a check, measured by themselves, and read back one by one to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from imagepool.style.company import Companion, Company
from imagepool.style.judging import judge_company
from imagepool.style.report import CheckedPhoto
from imagepool.style.reports.baseline import Baseline
from imagepool.style.requirements import StyleConcept
from imagepool.workflows.spool import Spool


class CheckedPhotos(Sequence[CheckedPhoto]):
    """What a check found, in the order of the files; each photo is read from disk when asked for.

    What is known to ``baseline`` is left out.
    """

    def __init__(self, spool: Spool, concept: StyleConcept) -> None:
        self._spool = spool
        self._concept = concept
        self._places: list[int] = []
        self._companions: list[Companion | None] = []
        self.baseline = Baseline()

    def add(self, photo: CheckedPhoto, companion: Companion | None) -> None:
        """Lay a photo aside that was measured by itself, or could not be read."""
        self._places.append(self._spool.put(photo))
        self._companions.append(companion)
        self.__dict__.pop("_company", None)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> CheckedPhoto: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[CheckedPhoto]: ...
    def __getitem__(self, place: int | slice) -> CheckedPhoto | Sequence[CheckedPhoto]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        photo: CheckedPhoto = self._spool.get(self._places[place])
        companion = self._companions[place]
        if photo.report is None or companion is None:
            return self.baseline.left_of(photo)
        report = judge_company(photo.report, companion, self._company, self._concept)
        return self.baseline.left_of(replace(photo, report=report))

    @cached_property
    def _company(self) -> Company:
        return Company(filter(None, self._companions))
