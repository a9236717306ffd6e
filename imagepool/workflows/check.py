"""Check: measure photos against an image-style concept; needs no pool."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from imagepool.errors import PoolError
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.files import files_in, read_file, shown_name
from imagepool.photo.limits import Limits
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.report import CheckedPhoto
from imagepool.workflows.develop import PRELOAD, measure

HOME_REGION = "nordthueringen"


def check(
    paths: Iterable[Path],
    *,
    concept: Path | None = None,
    jobs: int = 0,
    limits: Limits | None = None,
) -> Iterator[CheckedPhoto]:
    """Check files and folders, in order; unreadable ones are named, never skipped, never fatal.

    ``concept`` is a concept file, by default that of the first region. Raises ``InvalidConcept``.
    """
    concept = concept or load_region(HOME_REGION).concept_path
    load_concept(concept)  # an error in it is told once, not for every photo
    return _checked(list(paths), concept, jobs or os.cpu_count() or 1, limits or Limits())


def _checked(paths: list[Path], concept: Path, jobs: int, limits: Limits) -> Iterator[CheckedPhoto]:
    with (
        Darkroom(workers=jobs, limits=limits, preload=PRELOAD) as darkroom,
        ThreadPoolExecutor(jobs, thread_name_prefix="check") as threads,
    ):
        yield from threads.map(
            lambda path: _check_one(darkroom, path, concept, limits), files_in(paths)
        )


def _check_one(darkroom: Darkroom, path: Path, concept: Path, limits: Limits) -> CheckedPhoto:
    name = shown_name(path)
    try:
        data = read_file(path, limits)
        return CheckedPhoto(name, darkroom.run(measure, data, concept, limits))
    except PoolError as error:
        return CheckedPhoto(name, error=error)
