"""From what a rule measured to a finding: limits, level, and the sentences that say it."""

from __future__ import annotations

from collections.abc import Mapping

from imagepool.style.limits import Level, Limits, Placing, weaker
from imagepool.style.report import Finding, LangText, Verdict
from imagepool.style.requirements import RuleSetting
from imagepool.style.rulebook import Measured, Outcome, Rule, Unmeasurable
from imagepool.style.sentences import Term, number

__all__ = ["finding_of"]

_KEPT = 4  # decimals of a stored value: finer than any rule measures


def finding_of(rule: Rule, setting: RuleSetting, outcome: Outcome) -> Finding:
    """Say what the outcome means under a setting, exceptions already applied.

    Rough rules warn at most, whatever the setting's level; hints never worsen a verdict.
    """
    if isinstance(outcome, Unmeasurable):
        return _not_applicable(rule, setting, outcome)
    placing = _place(setting.limits, outcome)
    level = weaker(setting.level, rule.cap)
    terms = _terms(rule, setting, outcome, placing)
    message, remedy = _sentences(rule, setting, placing)
    return Finding(
        rule=rule.name,
        verdict=_verdict(placing, level),
        level=level,
        value=_kept(outcome.value),
        unit=rule.unit,
        required=outcome.required or _required(setting.limits, rule),
        message=rule.words.fill(message, terms),
        remedy=rule.words.fill(remedy, terms),
        region=outcome.region,
        noticed=placing.side is not None,
        exception=setting.easing.when if setting.easing else "",
        limits=setting.limits,
        measure_version=rule.measure_version,
    )


def _not_applicable(rule: Rule, setting: RuleSetting, outcome: Unmeasurable) -> Finding:
    sentence = rule.words.sentence("unmeasurable", outcome.reason)
    return Finding(
        rule=rule.name,
        verdict=Verdict.NOT_APPLICABLE,
        level=weaker(setting.level, rule.cap),
        value=None,
        unit=rule.unit,
        required=_required(setting.limits, rule),
        message=rule.words.fill(sentence, outcome.terms),
        remedy={},
        reason=outcome.reason,
        exception=setting.easing.when if setting.easing else "",
        limits=setting.limits,
        measure_version=rule.measure_version,
    )


def _place(limits: Limits | None, outcome: Measured) -> Placing:
    if limits is None or isinstance(outcome.value, str):
        return Placing() if outcome.accepted else Placing("outside", grave=True)
    return limits.place(outcome.value)


def _verdict(placing: Placing, level: Level) -> Verdict:
    if placing.side is None or level is Level.HINT:
        return Verdict.PASS
    return Verdict.FAIL if placing.grave and level is Level.MUST else Verdict.WARN


def _sentences(rule: Rule, setting: RuleSetting, placing: Placing) -> tuple[LangText, LangText]:
    words = rule.words
    if placing.side is None:
        return words.sentence("pass"), {}
    return (
        setting.message or words.sentence(placing.side, "message"),
        setting.remedy or words.sentence(placing.side, "remedy"),
    )


def _terms(
    rule: Rule, setting: RuleSetting, outcome: Measured, placing: Placing
) -> Mapping[str, Term]:
    value, limit = outcome.value, placing.limit
    spoken: dict[str, Term] = {"value": value, "limit": "", "unit": rule.unit}
    digits = rule.digits
    if limit is not None and not isinstance(value, str):
        # "1.0 where 1.0 is required" would puzzle: show as many decimals as tell them apart.
        while digits < _KEPT and number(value, digits) == number(limit, digits):
            digits += 1
        spoken["limit"] = _spoken(limit, digits)
    if not isinstance(value, str):
        spoken["value"] = _spoken(value, digits)
    required = outcome.required or _required(setting.limits, rule)
    numbers = {
        name: _spoken(term, rule.digits) if isinstance(term, float) else term
        for name, term in outcome.terms.items()
    }
    return {**spoken, "required": required, **numbers}


def _spoken(value: float, digits: int) -> LangText:
    return {lang: number(value, digits, lang) for lang in ("de", "en")}


def _required(limits: Limits | None, rule: Rule) -> str:
    """Write the requirement without words, so that it needs no translation."""
    if limits is None:
        return ""
    low, high = (
        None if bound.passing is None else number(bound.passing, max(rule.digits, 2))
        for bound in (limits.min, limits.max)
    )
    if low and high:
        return f"{low}–{high} {rule.unit}"
    if low or high:
        return f"≥ {low} {rule.unit}" if low else f"≤ {high} {rule.unit}"
    return ""


def _kept(value: float | str) -> float | str:
    return round(value, _KEPT) if isinstance(value, float) else value
