"""How well the image-style rules tell spoiled photos from good ones, and what a check costs.

    python -m benchmarks.style --photos DIR [--json] [--rule NAME]... [--faces CSV] [--no-costs]

Real photos are spoiled in known ways (see ``degradations``). AUC is the chance that a spoiled
photo scores worse than an unrelated original; recall and false alarms are those at the limits of
the concept. Everything goes the real way: bytes, decode, judgement; exceptions (night, fog) are
set aside for spoiled photos, and heeded for the originals. The originals are as people take them,
so part of the false alarms are true: ``noticed`` names them, to be looked at.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from benchmarks.costs import costs
from benchmarks.degradations import KINDS, Kind, Pixels
from benchmarks.endurance import endurance
from benchmarks.scoring import Value, separation, share
from benchmarks.tilting import turned_exactly
from imagepool.errors import PoolError
from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.judging import judge
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.requirements import RuleSetting, StyleConcept
from imagepool.style.rules import RULES

_HOME = "nordthueringen"
_PEOPLE = frozenset({"people", "children"})
_LEAST_WORK, _LEAST_NATIVE = 640, 1600  # px of the long edge: smaller ones are not spoiled


@dataclass(frozen=True, slots=True)
class Original:
    """A photo as it came, judged."""

    name: str
    data: bytes
    longest: int  # px
    report: Report
    plain: Mapping[str, Finding]  # by rule, without the concept's exceptions


def main(arguments: Sequence[str] | None = None) -> None:
    chosen = _chosen(arguments)
    concept = _only(load_concept(chosen.concept), chosen.rule)
    originals = list(_originals(chosen.photos, concept))
    if not originals:
        raise SystemExit(f"no photos in {chosen.photos}")
    figures = {**separations(originals, concept), **alarms(originals)}
    if chosen.faces:
        figures["faces"] = faces(originals, chosen.faces)
    if chosen.costs:
        figures |= endurance([one.data for one in originals], concept)
        figures |= costs([(one.name, one.data) for one in originals], concept, apart=_PEOPLE)
    print(json.dumps(figures, indent=1, ensure_ascii=False) if chosen.json else told(figures))


def _chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the image-style rules on real photos.")
    parser.add_argument("--photos", type=Path, required=True, help="folder of photos")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rule", action="append", default=[], help="only this rule; repeatable")
    parser.add_argument("--faces", type=Path, help="CSV of file,faces: what people counted")
    parser.add_argument("--concept", type=Path, default=load_region(_HOME).concept_path)
    parser.add_argument("--no-costs", dest="costs", action="store_false", help="time nothing")
    return parser.parse_args(arguments)


def _only(concept: StyleConcept, names: Sequence[str]) -> StyleConcept:
    """Return the concept with these rules alone; one that it does not use has its own limits."""
    if not names:
        return concept
    return replace(concept, rules=tuple(concept.setting(name) or _bare(name) for name in names))


def _bare(name: str) -> RuleSetting:
    rule = RULES.named(name)
    return RuleSetting(rule=name, level=rule.cap, limits=rule.limits)


def _originals(folder: Path, concept: StyleConcept) -> Iterator[Original]:
    plain = _without_exceptions(concept)
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        try:
            photo = decode(data)
        except PoolError:
            continue  # a list or a readme beside the photos
        facts = read_facts(data, photo.format)
        found = {finding.rule: finding for finding in judge(photo, facts, plain).findings}
        report = judge(photo, facts, concept)
        yield Original(path.name, data, max(photo.width, photo.height), report, found)


def _without_exceptions(concept: StyleConcept) -> StyleConcept:
    return replace(concept, rules=tuple(replace(one, exceptions=()) for one in concept.rules))


def separations(originals: Sequence[Original], concept: StyleConcept) -> dict[str, Any]:
    """Return how well each rule of the concept tells the kinds of spoiled photos."""
    settings = {one.rule: one for one in concept.rules}
    figures: dict[str, Any] = {"photos": len(originals), "auc": {}, "recall": {}, "spoke": {}}
    for name, kind in KINDS.items():
        setting = settings.get(kind.rule)
        if setting is None:
            continue
        fit = [one for one in originals if one.longest >= _least(kind)]
        spoiled = [_spoiled(one, name, kind, concept, setting) for one in fit]
        bad = [(_number(finding), finding.noticed) for finding in spoiled]
        good = [_number(one.plain[kind.rule]) for one in fit if kind.rule in one.plain]
        result = separation(bad, good, worse_below=_worse_below(kind, setting))
        figures["auc"][name], figures["recall"][name] = result.auc, result.recall
        figures["spoke"][name] = result.spoke
        if kind.degrees:
            exact = turned_exactly([(one.name, one.data) for one in fit], name)
            figures.setdefault("tilt", {})[name] = exact
    missing = {kind.rule for kind in KINDS.values()} - set(RULES.names)
    return {**figures, "skipped": sorted(missing)}


def _least(kind: Kind) -> int:
    return _LEAST_NATIVE if kind.native else _LEAST_WORK


def _spoiled(
    one: Original, name: str, kind: Kind, concept: StyleConcept, setting: RuleSetting
) -> Finding:
    """Spoil the photo, and judge what comes out by the one rule."""
    pixels = _native(one.data) if kind.native else decode(one.data).work
    data = kind.bytes_of(pixels, one.name, name)
    photo = decode(data)
    alone = replace(concept, rules=(replace(setting, exceptions=()),))
    return judge(photo, read_facts(data, photo.format), alone).findings[0]


def _native(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def _worse_below(kind: Kind, setting: RuleSetting) -> bool:
    """Tell whether small values are the bad ones."""
    if kind.side or setting.limits is None:
        return kind.side == "below"
    return setting.limits.max.passing is None


def _number(finding: Finding) -> Value:
    """Return the measured value; of a rule that compares with a list, whether it complained."""
    if isinstance(finding.value, str):
        return float(finding.noticed)
    return finding.value


def alarms(originals: Sequence[Original]) -> dict[str, Any]:
    """Return what the whole concept says of the originals."""
    said = [(one.name, finding) for one in originals for finding in one.report.findings]
    rules = dict.fromkeys(finding.rule for _, finding in said)
    spoken = [(name, one) for name, one in said if one.verdict is not Verdict.NOT_APPLICABLE]
    loud = [(name, one) for name, one in spoken if one.verdict is not Verdict.PASS]
    verdicts = [one.report.verdict for one in originals]
    return {
        "false_alarms": {rule: [_count(loud, rule), _count(spoken, rule)] for rule in rules},
        "false_fail_rate": share(verdict is Verdict.FAIL for verdict in verdicts),
        "clean_rate": share(verdict is Verdict.PASS for verdict in verdicts),
        "noticed": {
            rule: {name: [str(one.verdict), one.value] for name, one in loud if one.rule == rule}
            for rule in rules
            if _count(loud, rule)
        },
        "crashed": sorted({one.rule for _, one in said if one.reason == "crashed"}),
    }


def _count(findings: Sequence[tuple[str, Finding]], rule: str) -> int:
    return sum(finding.rule == rule for _, finding in findings)


def faces(originals: Sequence[Original], counted: Path) -> dict[str, Any]:
    """Compare the people that were found with the faces that somebody counted."""
    with counted.open(encoding="utf-8", newline="") as lines:
        truth = {row["file"]: int(row["faces"]) for row in csv.DictReader(lines)}
    seen = {one.name: _number(one.plain["people"]) for one in originals if "people" in one.plain}
    known = [(truth[name], found or 0) for name, found in seen.items() if name in truth]
    some = [found > 0 for faces_, found in known if faces_]
    none = [found > 0 for faces_, found in known if not faces_]
    return {
        "found": [sum(some), len(some)],
        "false_alarms": [sum(none), len(none)],
        "counted_right": share(faces_ == found for faces_, found in known if faces_),
    }


def told(figures: Mapping[str, Any]) -> str:
    """Say the figures to people."""
    lines = [f"{'kind':20} {'rule':16} {'AUC':>6} {'recall':>7} {'spoke':>6}"]
    for name, value in figures["auc"].items():
        shown = "-" if value is None else f"{value:.3f}"
        recall, spoke = figures["recall"][name], figures["spoke"][name]
        control = "  (a good picture)" if KINDS[name].control else ""
        lines.append(
            f"{name:20} {KINDS[name].rule:16} {shown:>6} {recall:>7.2f} {spoke:>6.2f}{control}"
        )
    lines += ["", f"{'rule':20} noticed on originals (of those it spoke on)"]
    for rule, (count, of) in figures["false_alarms"].items():
        names = figures["noticed"].get(rule, {})
        shown = ", ".join(f"{name} {value}" for name, (_, value) in names.items())
        lines.append(f"{rule:20} {count:3} of {of:3}  {shown}")
    rest = {
        key: value
        for key, value in figures.items()
        if key not in {"auc", "recall", "spoke", "false_alarms", "noticed"}
    }
    return "\n".join([*lines, "", *(f"{key}: {value}" for key, value in rest.items())])


if __name__ == "__main__":
    main()
