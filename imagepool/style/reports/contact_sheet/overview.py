"""What a contact sheet says of all photos together, and the order in which it shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import PurePath

from imagepool.style.palette import Swatch, dominant_colors_of_set, palette_distance
from imagepool.style.report import CheckedPhoto, Kind
from imagepool.style.requirements import StyleConcept

__all__ = ["VERDICTS", "Overview", "overview_of"]

VERDICTS = ("fail", "unreadable", "warn", "pass")
"""The gravest first."""

_FREQUENT = 8  # rules that are named among the frequent ones
_GRAVE_FIRST = (Kind.FAIL, Kind.WARN, Kind.HINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All photos of a check together."""

    concept: StyleConcept
    count: int
    known: int  # findings left out, since a baseline knows them
    verdicts: Mapping[str, int]  # in the order of VERDICTS
    frequent: tuple[tuple[str, Kind, int], ...]  # rule, its gravest kind, how many photos
    folder: str  # in which all the files lie; "" where there is none
    swatches: tuple[Swatch, ...]
    places: Mapping[str, tuple[int, ...]]  # verdict -> photos, those first that need most

    @property
    def distance(self) -> float:
        """How far the colors lie from the concept's palette; see ``palette_distance``."""
        return palette_distance(self.swatches, [one.color for one in self.concept.palette])


def overview_of(
    photos: Sequence[CheckedPhoto], concept: StyleConcept, *, least: Kind | None = None
) -> Overview:
    """Look at every photo once, and keep little of it; with ``least``, place only grave ones."""
    verdicts: Counter[str] = Counter()
    rules: dict[str, Counter[Kind]] = defaultdict(Counter)
    folders: set[str] = set()
    known = 0
    colors: list[tuple[Swatch, ...]] = []
    placed: dict[str, list[tuple[tuple[int, ...], str, int]]] = {name: [] for name in VERDICTS}
    for place, photo in enumerate(photos):
        verdicts[photo.verdict] += 1
        known += photo.known
        folders.add(str(PurePath(photo.file).parent))
        for finding in photo.noticed:
            rules[finding.rule][finding.kind] += 1
        if photo.sketch:
            colors.append(photo.sketch.swatches)
        if _is_shown(photo, least):
            placed[photo.verdict].append((_need(photo), photo.file, place))
    return Overview(
        concept=concept,
        count=len(photos),
        known=known,
        verdicts={name: verdicts[name] for name in VERDICTS},
        frequent=tuple(_frequent(rules))[:_FREQUENT],
        folder=_shared(folders),
        swatches=dominant_colors_of_set(colors),
        places={name: tuple(one[-1] for one in sorted(found)) for name, found in placed.items()},
    )


def _is_shown(photo: CheckedPhoto, least: Kind | None) -> bool:
    if photo.error:
        return photo.is_lost
    return least is None or photo.at_least(least) is not None


def _need(photo: CheckedPhoto) -> tuple[int, ...]:
    """Sort first what has most fails, then most warnings, then most hints."""
    kinds = Counter(finding.kind for finding in photo.noticed)
    return tuple(-kinds[kind] for kind in _GRAVE_FIRST)


def _frequent(rules: Mapping[str, Counter[Kind]]) -> Iterator[tuple[str, Kind, int]]:
    """Name first what fails or warns most often, then what only informs."""

    def need(rule: str) -> tuple[int, int, str]:
        kinds = rules[rule]
        return -kinds[Kind.FAIL] - kinds[Kind.WARN], -kinds[Kind.HINT], rule

    for rule in sorted(rules, key=need):
        kinds = rules[rule]
        gravest = next((kind for kind in _GRAVE_FIRST if kinds[kind]), None)
        if gravest:
            yield rule, gravest, kinds.total()


def _shared(folders: set[str]) -> str:
    """Return the folder that all lie in; "" where there is none, or only the root."""
    try:
        shared = commonpath(folders)
    except ValueError:  # none at all, or some from the root and others from here
        return ""
    return "" if shared in {"/", "."} else shared
