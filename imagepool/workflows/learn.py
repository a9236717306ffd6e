"""Learn: measure photos that a region loves, and propose limits and a palette from them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from imagepool.errors import PoolError
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.photo.files import files_in, read_file, shown_name
from imagepool.photo.limits import Limits
from imagepool.style.calibration.learning import Lesson, learn, with_every_rule
from imagepool.style.concept import parse_concept
from imagepool.style.judging import judge
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.palette import Swatch, dominant_colors, dominant_colors_of_set
from imagepool.style.report import Report
from imagepool.style.requirements import StyleConcept

PRELOAD = ("imagepool.workflows.learn",)


@dataclass(frozen=True, slots=True)
class Looked:
    """What one loved photo gives."""

    report: Report
    swatches: tuple[Swatch, ...]


@dataclass(slots=True)
class Learning:
    """A folder of loved photos, measured one after the other; ``lessons`` at the end."""

    concept: str  # the text of the present concept
    jobs: int = 0
    looked: list[Looked] = field(default_factory=list)
    unreadable: dict[str, PoolError] = field(default_factory=dict)

    def measure(self, paths: Iterable[Path]) -> Iterator[str]:
        """Measure files and folders, in order, and yield the name of each when it is done."""
        jobs = self.jobs or os.cpu_count() or 1
        limits = Limits()
        with (
            Darkroom(workers=jobs, limits=limits, preload=PRELOAD) as darkroom,
            ThreadPoolExecutor(jobs, thread_name_prefix="learn") as threads,
        ):
            look = functools.partial(_looked, darkroom, self.concept, limits)
            for name, found in threads.map(look, files_in(paths)):
                if isinstance(found, Looked):
                    self.looked.append(found)
                else:
                    self.unreadable[name] = found
                yield name

    def lessons(self) -> tuple[Lesson, ...]:
        """Return what the photos say of each rule."""
        reports = (each.report for each in self.looked)
        return learn(reports, parse_concept(self.concept), KNOWN_RULES)

    def palette(self) -> tuple[Swatch, ...]:
        """Return the colors that carry the photos, each photo weighing the same."""
        return dominant_colors_of_set([each.swatches for each in self.looked])


def look_at(data: bytes, concept: str, limits: Limits) -> Looked:
    """Measure one photo by every rule: the work of a darkroom's child."""
    photo = decode(data, limits=limits)
    facts = read_facts(data, photo.format)
    return Looked(judge(photo, facts, _whole(concept)), dominant_colors(photo.work))


@functools.cache
def _whole(concept: str) -> StyleConcept:
    return with_every_rule(parse_concept(concept), KNOWN_RULES)


def _looked(
    darkroom: Darkroom, concept: str, limits: Limits, path: Path
) -> tuple[str, Looked | PoolError]:
    name = shown_name(path)
    try:
        return name, darkroom.run(look_at, read_file(path, limits), concept, limits)
    except PoolError as error:
        return name, error
