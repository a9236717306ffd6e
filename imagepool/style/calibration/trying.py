"""Tries another concept on a photo that was judged before: whether its verdict flips, and why.

What was measured is kept with the report, so most photos need not be measured again. A kept value
counts where the rule measures today as it did then, with the same options; where it does not, the
reason says so, and the photo itself has to be looked at.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from imagepool.asset import Fact, Facts, State
from imagepool.errors import InvalidConcept
from imagepool.style.concept import parse_concept
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.requirements import RuleSetting, StyleConcept
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.scene import MEASURED, matching_keywords
from imagepool.style.verdicts import judged_again

__all__ = ["Change", "Options", "Reuse", "Trial", "Tried", "kept_options", "reuse", "tried_under"]

Options = Mapping[str, object]
Reason = Literal[
    "new_rule", "other_measure", "other_options", "not_measured", "unknown_scene", "never_judged"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What of an earlier report holds under another concept, and what has to be measured."""

    findings: tuple[Finding, ...]
    to_measure: Mapping[str, Reason]  # by rule


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that says something else; None where the rule was or is not part of the concept."""

    rule: str
    before: Finding | None
    after: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One photo of the pool under its own and under another concept."""

    asset_id: str
    title: str
    state: State
    before: Report | None  # None: it was never judged
    after: Report
    measured: Mapping[str, Reason] = field(default_factory=dict)  # rules that looked again, and why

    @property
    def flips(self) -> bool:
        """Whether the photo would begin to fail, or cease to."""
        return self.failed is not (self.after.verdict is Verdict.FAIL)

    @property
    def changes_verdict(self) -> bool:
        """Whether anything about its verdict changes: a warning, too."""
        return self.before is None or self.before.verdict is not self.after.verdict

    @property
    def failed(self) -> bool:
        """Whether it fails by its present report."""
        return self.before is not None and self.before.verdict is Verdict.FAIL

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rules whose verdict changes, the gravest first."""
        before = {f.rule: f for f in self.before.findings} if self.before else {}
        after = {f.rule: f for f in self.after.findings}
        pairs = (Change(rule, before.get(rule), after.get(rule)) for rule in {**after, **before})
        changed = (pair for pair in pairs if _weight(pair.before) != _weight(pair.after))
        return tuple(sorted(changed, key=lambda c: -max(_weight(c.before), _weight(c.after))))

    def as_json(self) -> dict[str, Any]:
        """Return what a program wants to know of it."""
        return {
            "id": self.asset_id,
            "title": self.title,
            "state": str(self.state),
            "before": str(self.before.verdict) if self.before else None,
            "after": str(self.after.verdict),
            "flips": self.flips,
            "changes": [_change_as_json(change) for change in self.changes],
            "measured_again": dict(self.measured),
        }


@dataclass(slots=True)
class Tried:
    """All trials together: those that change a verdict as they are, of the others their count."""

    photos: int = 0
    measured_again: int = 0
    changed: list[Trial] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)  # under the new concept
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)  # rule, why it looked again

    @classmethod
    def of(cls, trials: Iterable[Trial]) -> Tried:
        """Return the trials taken together; of a large pool, memory holds what changes alone."""
        tried = cls()
        for trial in trials:
            tried.add(trial)
        return tried

    def add(self, trial: Trial) -> None:
        """Count one more trial."""
        self.photos += 1
        self.measured_again += bool(trial.measured)
        self.verdicts[str(trial.after.verdict)] += 1
        self.reasons.update(trial.measured.items())
        if trial.changes_verdict:
            self.changed.append(trial)

    def as_json(self) -> dict[str, Any]:
        """Return what a program wants to know of all."""
        return {
            "photos": self.photos,
            "verdicts": dict(self.verdicts),
            "measured_again": self.measured_again,
            "trials": [trial.as_json() for trial in self.changed],
        }


def tried_under(report: Report | None, keywords: Iterable[str], concept: StyleConcept) -> set[str]:
    """Return the circumstances under which another concept would judge the photo.

    What the camera told stays; what keywords claim is asked by the new concept's words.
    """
    told = set(report.circumstances) & set(MEASURED) if report else set()
    words = Facts({"keywords": Fact(value=tuple(keywords), source="derived")})
    return told | matching_keywords(words, concept.claims)


def kept_options(text: str, *, rulebook: Rulebook = KNOWN_RULES) -> Mapping[str, Options]:
    """Return the options of each rule in a kept concept, however old its text is."""
    try:
        return {one.rule: one.options for one in parse_concept(text, rulebook=rulebook).rules}
    except InvalidConcept:  # a rule or a key that the program no longer has
        tables = tomllib.loads(text).get("rules", {})
        return {name: _as_options(table.get("options", {})) for name, table in tables.items()}


def _as_options(stated: Options) -> Options:
    return {n: tuple(value) if isinstance(value, list) else value for n, value in stated.items()}


def reuse(
    report: Report | None,
    old_options: Mapping[str, Options],
    concept: StyleConcept,
    circumstances: Collection[str],
    *,
    scene_known: bool = True,
    rulebook: Rulebook = KNOWN_RULES,
) -> Reuse:
    """Judge anew what was measured before.

    ``old_options`` are those of the concept by which the report judged (see ``kept_options``);
    ``scene_known`` says whether the report noted what the camera told of the scene. Rules that
    compare photos are taken over where they were judged, and never measured.
    """
    known = {finding.rule: finding for finding in report.findings} if report else {}
    kept: list[Finding] = []
    to_measure: dict[str, Reason] = {}
    for rule, setting in _settings(concept, circumstances, rulebook):
        finding = known.get(rule.name)
        reason = _why_not(rule, setting, finding, old_options.get(rule.name))
        if reason is None and not scene_known and setting.exceptions:
            reason = "unknown_scene"
        if reason is None and finding is not None:
            kept.append(judged_again(rule, setting, finding))
        elif not rule.of_company:
            to_measure[rule.name] = "never_judged" if report is None else reason or "new_rule"
    return Reuse(findings=tuple(kept), to_measure=to_measure)


def _settings(
    concept: StyleConcept, circumstances: Collection[str], rulebook: Rulebook
) -> Iterator[tuple[Rule, RuleSetting]]:
    for setting in concept.rules:
        yield rulebook.named(setting.rule), setting.under(circumstances)


def _why_not(
    rule: Rule, setting: RuleSetting, finding: Finding | None, old: Options | None
) -> Reason | None:
    """Say why a kept finding does not do; None where it does."""
    if finding is None:
        return "new_rule"
    if finding.measure_version != rule.measure_version:
        return "other_measure"
    if rule.options and (old is None or _whole(rule, old) != _whole(rule, setting.options)):
        return "other_options"
    exempt = setting.easing is not None and setting.easing.exempt
    if finding.reason == "crashed" or (finding.reason == "exempt" and not exempt):
        return "not_measured"
    return None


def _whole(rule: Rule, options: Options) -> dict[str, object]:
    return {name: option.default for name, option in rule.options.items()} | dict(options)


_WEIGHTS = {Verdict.NOT_APPLICABLE: 0, Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2}


def _weight(finding: Finding | None) -> int:
    return _WEIGHTS[finding.standing] if finding else 0


def _change_as_json(change: Change) -> dict[str, Any]:
    one = change.after or change.before
    assert one is not None
    return {
        "rule": change.rule,
        "value": one.value,
        "unit": one.unit,
        "before": _side(change.before),
        "after": _side(change.after),
    }


def _side(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {"verdict": str(finding.standing), "required": finding.required}
