"""Look again: judge a photo of the pool by another concept, or by the present one once more."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from imagepool.asset import Asset, Fact
from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.photo.limits import Limits
from imagepool.photo.recipes import original_key
from imagepool.region.region import load_region
from imagepool.style.concept import parse_concept
from imagepool.style.judging import judge
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.report import Finding, Report
from imagepool.style.requirements import StyleConcept
from imagepool.style.scene import shown_themes
from imagepool.style.whereabouts import located
from imagepool.workflows.workshop import Workshop, event


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What the darkroom is told about a photo that it has seen before."""

    concept: str  # its text
    rules: tuple[str, ...]  # only these of it
    circumstances: tuple[str, ...]
    region: str
    limits: Limits
    stated: Mapping[str, Fact]  # what the pool knows by now; wins over the file


def look_again(
    workshop: Workshop,
    asset: Asset,
    concept: str,
    rules: Collection[str],
    circumstances: Collection[str] = (),
) -> Report:
    """Return what these rules find in the asset's original; nothing is written.

    Its themes count as circumstances, besides those that are given.
    """
    themes = shown_themes(asset.description.themes, workshop.region, _concept(concept))
    again = Again(
        concept=concept,
        rules=tuple(rules),
        circumstances=tuple(sorted({*circumstances, *themes})),
        region=workshop.region_name,
        limits=workshop.limits,
        stated=_known_of(asset),
    )
    with workshop.store.open(original_key(asset.original.digest, asset.original.format)) as stream:
        data = stream.read()
    return workshop.darkroom.run(measure_again, data, again)


def judge_again(workshop: Workshop, asset_id: str, *, actor: str) -> Report:
    """Judge the asset by the present concept, and keep that in place of its earlier report.

    What curators said of a rule stays, as long as the rule measures as it did. Rules that compare
    photos keep their word. Raises ``NotFound``.
    """
    asset = workshop.asset(asset_id)
    concept = parse_concept(workshop.concept.text)
    names = [setting.rule for setting in concept.rules if not _compares(setting.rule)]
    report = look_again(workshop, asset, workshop.concept.text, names)
    with workshop.catalogue.transaction() as books:
        kept = books.assets.report(asset_id)
        report = replace(report, findings=(*report.findings, *_of_company(kept, concept)))
        books.assets.set_report(asset_id, report.as_json())
        version = f"{report.concept_id}@{report.concept_version}"
        books.events.add(event("judge", asset_id, actor=actor, concept=version))
        return report.under(books.opinions.of_asset(asset_id))


def measure_again(data: bytes, again: Again) -> Report:
    """Judge the photo: the work of a darkroom's child; raises ``UnreadablePhoto``."""
    photo = decode(data, limits=again.limits)
    facts = read_facts(data, photo.format)
    known = replace(facts, fields={**facts.fields, **again.stated})
    concept = _concept(again.concept).limited_to(again.rules)
    located_facts = located(known, _region(again.region))
    return judge(photo, located_facts, concept, circumstances=again.circumstances)


_concept = functools.cache(parse_concept)
_region = functools.cache(load_region)


def _known_of(asset: Asset) -> dict[str, Fact]:
    words = {each.name: getattr(asset.description, each.name) for each in fields(asset.description)}
    del words["themes"]  # ours, and no field of a file
    told = {name: value for name, value in words.items() if value not in ("", (), None)}
    return {name: Fact(value=value, source="derived") for name, value in told.items()} | {
        "creator": Fact(value=asset.creator, source="derived")
    }


def _of_company(kept: Mapping[str, Any] | None, concept: StyleConcept) -> tuple[Finding, ...]:
    findings = Report.from_json(kept).findings if kept else ()
    return tuple(f for f in findings if concept.setting(f.rule) and _compares(f.rule))


def _compares(rule: str) -> bool:
    return KNOWN_RULES.named(rule).of_company
