"""Measure one photo that need not enter any pool: the work of a darkroom's child."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from imagepool.asset import Facts
from imagepool.photo.decoding import Photo, decode
from imagepool.photo.facts import describe, read_facts
from imagepool.photo.fingerprint import digest_of, likeness_of
from imagepool.photo.limits import Limits
from imagepool.region.region import load_region
from imagepool.style.company import Companion, camera_clock
from imagepool.style.concept import parse_concept
from imagepool.style.judging import judge
from imagepool.style.report import Report
from imagepool.style.reports.sketch import Sketch, draw_sketch
from imagepool.style.requirements import StyleConcept
from imagepool.style.scene import shown_themes
from imagepool.style.whereabouts import located

PRELOAD = ("imagepool.workflows.measure",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a photo is measured for; only small values, since they cross a pipe."""

    name: str
    concept: str  # its text
    rules: tuple[str, ...]  # only these of the concept; empty: all
    circumstances: tuple[str, ...]  # what the asker knows of all the photos
    region: str  # whose places and words for themes count; "": none
    limits: Limits
    sketched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was found in a photo by itself, and what is needed to compare it with others."""

    report: Report
    companion: Companion
    sketch: Sketch | None


def measure(data: bytes, asked: Asked) -> Measured:
    """Judge a photo by itself; raises ``UnreadablePhoto``."""
    photo = decode(data, limits=asked.limits)
    facts = read_facts(data, photo.format)
    concept = chosen(_concept(asked.concept), asked.rules)
    known = set(asked.circumstances)
    if asked.region:
        region = _region(asked.region)
        facts = located(facts, region)
        known |= shown_themes(region.themes_of(describe(facts).keywords), region, concept)
    return Measured(
        report=judge(photo, facts, concept, circumstances=known),
        companion=_companion(asked.name, data, photo, facts),
        sketch=draw_sketch(photo) if asked.sketched else None,
    )


def chosen(concept: StyleConcept, rules: tuple[str, ...]) -> StyleConcept:
    """Return the concept with only these rules; with none named, all."""
    return concept.limited_to(rules) if rules else concept


_concept = functools.cache(parse_concept)
_region = functools.cache(load_region)


def _companion(name: str, data: bytes, photo: Photo, facts: Facts) -> Companion:
    return Companion(
        name=name,
        digest=digest_of(data),
        likeness=likeness_of(photo),
        moment=camera_clock(facts.text("date_taken")),
        camera=f"{facts.text('camera_make')} {facts.text('camera_model')}".strip(),
    )
