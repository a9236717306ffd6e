"""From what a rule measured to a finding: limits, level, and the sentences that say it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from imagepool.style.limits import Bound, Level, Limits, Placing, weaker
from imagepool.style.report import Finding, LangText, Region, Verdict
from imagepool.style.requirements import RuleSetting
from imagepool.style.rulebook import Measured, Outcome, Rule, Unmeasurable
from imagepool.style.sentences import LANGUAGES, Term, number, shared_words, with_unit

__all__ = [
    "amount_text",
    "finding_of",
    "judged_again",
    "required_of",
    "required_words",
    "settled",
]

_FINER = 2  # decimals of a stored value beyond those shown: finer than any rule measures
_MOST_DIGITS = 4  # in which a limit is shown; nobody states more
_PLACED = 4  # decimals of a place: a pixel of ten thousand


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
        value=outcome.value,
        unit=rule.unit,
        required=outcome.required or required_of(setting.limits, rule, grave=placing.grave),
        message=rule.words.fill(message, terms),
        remedy=rule.words.fill(remedy, terms),
        region=outcome.region,
        noticed=placing.side is not None,
        exception=setting.easing.when if setting.easing else "",
        limits=setting.limits,
        measure_version=rule.measure_version,
    )


def judged_again(rule: Rule, setting: RuleSetting, finding: Finding) -> Finding:
    """Judge by another setting what the same rule measured before; it comes without sentences."""
    level = weaker(setting.level, rule.cap)
    judged = replace(
        finding,
        level=level,
        limits=setting.limits,
        exception=setting.easing.when if setting.easing else "",
        message={},
        remedy={},
        opinion=None,
    )
    if setting.easing and setting.easing.exempt:
        exempt = {"value": None, "noticed": False, "reason": "exempt", "region": None}
        return replace(judged, verdict=Verdict.NOT_APPLICABLE, **exempt)  # type: ignore[arg-type]
    if finding.value is None:
        return judged
    placing = _place(setting.limits, Measured(finding.value, accepted=not finding.noticed))
    ordinary = finding.required in {
        required_of(finding.limits, rule, grave=grave) for grave in (False, True)
    }
    return replace(
        judged,
        verdict=_verdict(placing, level),
        noticed=placing.side is not None,
        required=required_of(setting.limits, rule, grave=placing.grave)
        if ordinary
        else finding.required,
    )


def _not_applicable(rule: Rule, setting: RuleSetting, outcome: Unmeasurable) -> Finding:
    sentence = rule.words.sentence("unmeasurable", outcome.reason)
    return Finding(
        rule=rule.name,
        verdict=Verdict.NOT_APPLICABLE,
        level=weaker(setting.level, rule.cap),
        value=None,
        unit=rule.unit,
        required=required_of(setting.limits, rule),
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
    unit = {lang: rule.words.unit(rule.unit, lang) for lang in LANGUAGES}
    spoken: dict[str, Term] = {"value": value, "limit": "", "unit": unit}
    if not isinstance(value, str):
        spoken["value"] = amount_text(value, limit, rule.digits)
    if limit is not None:
        spoken["limit"] = _spoken(limit, _digits(limit, rule.digits))
    required: LangText = (
        required_words(rule, outcome.required)
        if outcome.required
        else {
            lang: required_of(setting.limits, rule, lang, grave=placing.grave) for lang in LANGUAGES
        }
    )
    numbers = {
        name: _spoken(term, rule.digits) if isinstance(term, float) else term
        for name, term in outcome.terms.items()
    }
    return {**spoken, "required": required, **numbers}


def amount_text(value: float, limit: float | None, digits: int) -> LangText:
    """Write a measured value; where it would read like the limit it crosses, "just over 2".

    More decimals would tell them apart, too, but none that the measure is worth.
    """
    if limit is None or value == limit:
        return _spoken(value, digits)
    digits = _digits(limit, digits)
    spoken = _spoken(limit, digits)
    if _spoken(value, digits) != spoken:
        return _spoken(value, digits)
    near = shared_words()["just_over" if value > limit else "just_under"]
    return {lang: f"{near[lang]} {spoken[lang]}" for lang in LANGUAGES}


def _digits(limit: float, digits: int) -> int:
    """Return how many decimals are shown beside a limit: those in which it is stated, at least."""
    while digits < _MOST_DIGITS and float(number(limit, digits)) != limit:
        digits += 1
    return digits


def _spoken(value: float, digits: int) -> LangText:
    return {lang: number(value, digits, lang) for lang in LANGUAGES}


def required_words(rule: Rule, required: str) -> LangText:
    """Put a list with which a rule compares into words: "title, not RGB" has its terms there."""
    negated, names = required.startswith("not "), required.removeprefix("not ").split(", ")
    told = {}
    for lang in LANGUAGES:
        words = (rule.words.sentence("terms", name).get(lang, name) for name in names)
        text = ", ".join(dict.fromkeys(words))
        told[lang] = f"{shared_words()['not'][lang]} {text}" if negated else text
    return told


def required_of(limits: Limits | None, rule: Rule, lang: str = "", *, grave: bool = False) -> str:
    """Write the requirement without words, such as "≤ 0.85 px"; with ``lang``, for its readers.

    Of what lies gravely outside, it is the limit that the sentence names, too.
    """
    if limits is None:
        return ""
    asked = (_asked(bound, grave=grave) for bound in (limits.min, limits.max))
    low, high = (
        None if limit is None else number(limit, max(rule.digits, 2), lang) for limit in asked
    )
    unit = rule.words.unit(rule.unit, lang)
    if lang and high == "0" and not low:
        return str(shared_words()["none"][lang])
    if low and high:
        return with_unit(f"{low}–{high}", unit)
    if low or high:
        return with_unit(f"≥ {low}" if low else f"≤ {high}", unit)
    return ""


def _asked(bound: Bound, *, grave: bool) -> float | None:
    return bound.fail if grave and bound.fail is not None else bound.passing


def settled(rule: Rule, outcome: Outcome) -> Outcome:
    """Round what was measured before it is judged, so that a processor's last bits decide nothing.

    Raises ``TypeError`` where the outcome is none.
    """
    if isinstance(outcome, Unmeasurable):
        return outcome
    if not isinstance(outcome, Measured):
        raise TypeError(f"a rule returned {type(outcome).__name__}")  # of a plug-in
    region = outcome.region and _placed(outcome.region)
    if isinstance(outcome.value, (str, int)):
        return replace(outcome, region=region)
    value = round(float(outcome.value), rule.digits + _FINER)
    if not math.isfinite(value):
        return Unmeasurable("not-a-number")
    return replace(outcome, value=value, region=region)


def _placed(region: Region) -> Region:
    x, y, width, height = (round(float(side), _PLACED) for side in region)
    return x, y, width, height
