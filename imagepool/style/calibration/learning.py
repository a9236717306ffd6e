"""Learns limits from photos that a region loves: where each measure of theirs lies.

Warned shall be where few of the loved photos lie, failed where none does. The proposals are
starting points: a measure in which all loved photos are alike teaches nothing, and not everything
that they have in common is a requirement. Learned from 58 photos, the limits of 21 rules flagged
8 % of the measures of 40 other good photos, and failed none of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from imagepool.style.limits import Bound, Level, Limits, weaker
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.requirements import RuleSetting, StyleConcept
from imagepool.style.rulebook import Rule, Rulebook

__all__ = ["FEWEST", "PERCENTS", "Lesson", "learn", "with_every_rule"]

FEWEST = 20  # photos; of fewer, the outermost twentieth is no photo at all
PERCENTS = (1, 5, 25, 50, 75, 95, 99)

_SPARE = 0.25  # as far again beyond the outermost loved photo as it lies beyond the warning
_OUTSIDE = 5  # % of the loved photos may be warned at each end


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What the loved photos say of one rule."""

    rule: str
    unit: str
    digits: int
    level: Level  # of the concept; hint where it does not use the rule
    used: bool  # whether the concept uses the rule
    count: int  # photos that were measured, those under an exception apart
    apart: Mapping[str, int]  # why others were not: reason or exception -> photos
    warned: int  # of the measured ones, by today's limits; hints are counted here
    failed: int
    quantiles: Mapping[int, float] = field(default_factory=dict)  # percent -> value
    values: Mapping[str, int] = field(default_factory=dict)  # where nothing is numbered
    today: Limits | None = None
    proposed: Limits | None = None  # None: the photos teach nothing about it

    @property
    def flagged(self) -> float:
        """The share of the measured photos that today's limits flag."""
        return (self.warned + self.failed) / self.count if self.count else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the lesson for programs."""
        return {
            "rule": self.rule,
            "unit": self.unit,
            "level": str(self.level),
            "used": self.used,
            "measured": self.count,
            "apart": dict(self.apart),
            "warned": self.warned,
            "failed": self.failed,
            "flagged": round(self.flagged, 4),
            "quantiles": {str(percent): value for percent, value in self.quantiles.items()},
            "values": dict(self.values),
            "today": _limits_as_json(self.today),
            "proposed": _limits_as_json(self.proposed),
        }


def with_every_rule(concept: StyleConcept, rulebook: Rulebook) -> StyleConcept:
    """Return the concept with the rules that it does not use as hints, so that all are measured."""
    used = {setting.rule for setting in concept.rules}
    unused = (rule for rule in rulebook if rule.name not in used and not rule.of_company)
    hints = (RuleSetting(rule=r.name, level=Level.HINT, limits=r.limits) for r in unused)
    return replace(concept, rules=(*concept.rules, *hints))


def learn(
    reports: Iterable[Report], concept: StyleConcept, rulebook: Rulebook
) -> tuple[Lesson, ...]:
    """Return what the reports say of each rule; they were judged by ``with_every_rule``."""
    whole = with_every_rule(concept, rulebook)
    found: dict[str, list[Finding]] = {setting.rule: [] for setting in whole.rules}
    for report in reports:
        for finding in report.findings:
            found[finding.rule].append(finding)
    return tuple(
        _lesson(rule, setting, found[rule.name], used=concept.setting(rule.name) is not None)
        for setting in whole.rules
        if not (rule := rulebook.named(setting.rule)).of_company
    )


def _lesson(rule: Rule, setting: RuleSetting, findings: list[Finding], *, used: bool) -> Lesson:
    apart = Counter(why for finding in findings if (why := finding.exception or finding.reason))
    told = [f for f in findings if f.value is not None and not f.exception]
    numbers = [float(f.value) for f in told if isinstance(f.value, int | float)]
    level = weaker(setting.level, rule.cap)
    return Lesson(
        rule=rule.name,
        unit=rule.unit,
        digits=rule.digits,
        level=level,
        used=used,
        count=len(told),
        apart=dict(sorted(apart.items())),
        warned=sum(f.noticed and f.verdict is not Verdict.FAIL for f in told),
        failed=sum(f.verdict is Verdict.FAIL for f in told),
        quantiles=_quantiles(numbers),
        values=dict(Counter(f.value for f in told if isinstance(f.value, str)).most_common()),
        today=setting.limits,
        proposed=_proposed(setting.limits, numbers, rule.digits, level),
    )


def _quantiles(numbers: list[float]) -> dict[int, float]:
    if not numbers:
        return {}
    found = np.percentile(np.array(numbers), PERCENTS)
    return {percent: round(float(value), 4) for percent, value in zip(PERCENTS, found, strict=True)}


def _proposed(
    today: Limits | None, numbers: list[float], digits: int, level: Level
) -> Limits | None:
    """Propose limits on the sides that are limited today."""
    if today is None or len(numbers) < FEWEST:
        return None
    sides = Limits(
        min=_bound(numbers, digits, level, up=False) if today.min != Bound() else Bound(),
        max=_bound(numbers, digits, level, up=True) if today.max != Bound() else Bound(),
    )
    return None if sides == Limits() else sides


def _bound(numbers: list[float], digits: int, level: Level, *, up: bool) -> Bound:
    """Return where to warn and to fail at one end; nothing where that end teaches nothing."""
    low, middle, high = np.percentile(np.array(numbers), (_OUTSIDE, 50, 100 - _OUTSIDE))
    end, last = (high, max(numbers)) if up else (low, min(numbers))
    if end == middle:  # as many photos as not lie at this end: it is no end
        return Bound()
    warn = _outward(float(end), digits, up=up)
    if level is not Level.MUST:
        return Bound(warn=warn, fail=warn)
    beyond = last + float(last - end) * _SPARE
    if min(numbers) >= 0:  # a measure that is never negative
        beyond = max(0.0, beyond)
    return Bound(warn=warn, fail=_outward(beyond, digits, up=up))


def _outward(value: float, digits: int, *, up: bool) -> float:
    """Round so that the photo itself stays inside."""
    scale = 10.0**digits
    scaled = round(value * scale, 6)  # so that 0.3 * 10 is 3
    return (math.ceil(scaled) if up else math.floor(scaled)) / scale


def _limits_as_json(limits: Limits | None) -> dict[str, dict[str, float | None]] | None:
    if limits is None:
        return None
    sides = {"min": limits.min, "max": limits.max}
    return {name: {"warn": bound.warn, "fail": bound.fail} for name, bound in sides.items()}
