"""Check: measure photos against an image-style concept, alone and together; needs no pool.

Photos are measured side by side in child processes, and what was found is laid aside on disk; when
the last is measured, all are compared with each other. However many there are, memory holds one
report at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from imagepool.errors import InvalidRequest, PoolError
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.files import files_in, read_file, shown_name
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.limits import Limits
from imagepool.region.region import load_region
from imagepool.style.company import Companion
from imagepool.style.concept import parse_concept, read_concept
from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.report import CheckedPhoto
from imagepool.style.reports.baseline import Baseline
from imagepool.style.requirements import StyleConcept
from imagepool.style.scene import MEASURED
from imagepool.workflows.checked_photos import CheckedPhotos
from imagepool.workflows.measure import PRELOAD, Asked, chosen, measure
from imagepool.workflows.spool import Spool

HOME_REGION = "nordthueringen"


def check(
    paths: Iterable[Path],
    *,
    concept: Path | None = None,
    rules: Iterable[str] = (),
    circumstances: Iterable[str] = (),
    jobs: int = 0,
    limits: Limits | None = None,
) -> Iterator[CheckedPhoto]:
    """Check files and folders, in order; unreadable ones are named, never skipped, never fatal.

    ``concept`` is a concept file, by default that of the first region; ``rules`` are those of it
    that count, by default all; ``circumstances`` hold for all the photos. Nothing is yielded
    before all are measured, since some rules compare them. Raises ``InvalidConcept``, and
    ``InvalidRequest`` for a rule or circumstance that the concept does not know.
    """
    with Check(
        concept=concept, rules=rules, circumstances=circumstances, jobs=jobs, limits=limits
    ) as checking:
        for _ in checking.measure(paths):
            pass
        yield from checking.photos()


class Check:
    """One check: first ``measure`` all photos, then look at ``photos``; ``close`` it at the end."""

    def __init__(
        self,
        *,
        concept: Path | None = None,
        rules: Iterable[str] = (),
        circumstances: Iterable[str] = (),
        jobs: int = 0,
        limits: Limits | None = None,
        sketched: bool = False,
    ) -> None:
        file = concept or load_region(HOME_REGION).concept_path
        text = read_concept(file)
        self._asked = Asked(
            name="",
            concept=text,
            rules=tuple(rules),
            circumstances=tuple(circumstances),
            region=_region_of(concept),
            limits=limits or Limits(),
            sketched=sketched,
        )
        whole = parse_concept(text, file=str(file))
        _require_rules(whole, self._asked.rules)
        _require_circumstances(whole, self._asked.circumstances)
        self.concept = chosen(whole, self._asked.rules)
        self._jobs = jobs or os.cpu_count() or 1
        self._spool = Spool()
        self._photos = CheckedPhotos(self._spool, self.concept)

    def measure(self, paths: Iterable[Path]) -> Iterator[str]:
        """Measure files and folders, in order, and yield the name of each when it is done."""
        limits = self._asked.limits
        with (
            Darkroom(workers=self._jobs, limits=limits, preload=PRELOAD) as darkroom,
            ThreadPoolExecutor(self._jobs, thread_name_prefix="check") as threads,
        ):
            for photo, companion in threads.map(
                lambda path: _measured(darkroom, path, self._asked), files_in(paths)
            ):
                self._photos.add(photo, companion)
                yield photo.file

    def photos(self, baseline: Baseline | None = None) -> Sequence[CheckedPhoto]:
        """Return what was found, without what ``baseline`` knows, in the order of the files."""
        self._photos.baseline = baseline or Baseline()
        return self._photos

    def close(self) -> None:
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _region_of(concept: Path | None) -> str:
    """Return the region whose places and themes count: the one in whose folder the concept lies."""
    if concept is None:
        return HOME_REGION
    folder = concept.resolve().parent
    return str(folder) if (folder / "region.toml").is_file() else ""


def _measured(
    darkroom: Darkroom, path: Path, asked: Asked
) -> tuple[CheckedPhoto, Companion | None]:
    name, digest = shown_name(path), ""
    try:
        data = read_file(path, asked.limits)
        digest = digest_of(data)
        found = darkroom.run(measure, data, replace(asked, name=name))
    except PoolError as error:
        return CheckedPhoto(name, error=error, digest=digest), None
    return CheckedPhoto(name, found.report, digest=digest, sketch=found.sketch), found.companion


def _require_rules(concept: StyleConcept, rules: tuple[str, ...]) -> None:
    used = [setting.rule for setting in concept.rules]
    for name in rules:
        KNOWN_RULES.named(name)  # a name that no rule has is refused with what may have been meant
        if name not in used:
            hint = did_you_mean(name, used)
            raise InvalidRequest(f"the concept does not use the rule {name!r}", hint=hint)


def _require_circumstances(concept: StyleConcept, circumstances: tuple[str, ...]) -> None:
    known = (*MEASURED, *concept.claims)
    for name in circumstances:
        if name not in known:
            raise InvalidRequest(
                f"the concept knows no circumstance {name!r}", hint=did_you_mean(name, known)
            )
