"""Photos whose findings are written down: the same on every machine, until a measure changes.

::

    python -m tests.style.golden            # write down anew what the rules measure
    python -m tests.style.golden PHOTO...   # print the whole findings here and now

Whoever changes what a rule measures counts up its ``measure_version`` and writes it down anew.
The photos themselves stay as they are: an encoder of another version may write other bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.judging import judge
from imagepool.style.rules import RULES

__all__ = ["MEASURED", "PHOTOS", "Findings", "findings_of", "measured", "written_down"]

FOLDER = Path(__file__).parent
PHOTOS = tuple(sorted(FOLDER.glob("*.jpg")))
MEASURED = FOLDER / "measured.json"
KEPT = ("measure_version", "value", "unit", "region", "reason")

Findings = Mapping[str, Mapping[str, Mapping[str, Any]]]  # photo -> rule -> finding


def findings_of(photos: Iterable[Path]) -> Findings:
    """Judge the photos by the first region's concept."""
    concept = load_concept(load_region("nordthueringen").concept_path, rulebook=RULES)
    found = {}
    for path in photos:
        data = path.read_bytes()
        photo = decode(data)
        report = judge(photo, read_facts(data, photo.format), concept, rulebook=RULES)
        found[path.name] = {finding.rule: finding.as_json() for finding in report.findings}
    return found


def measured(findings: Findings) -> Findings:
    """Return what does not depend on the concept's limits and words."""
    return {
        photo: {rule: {key: one[key] for key in KEPT} for rule, one in rules.items()}
        for photo, rules in findings.items()
    }


def written_down() -> Findings:
    findings: Findings = json.loads(MEASURED.read_text("utf-8"))
    return findings
