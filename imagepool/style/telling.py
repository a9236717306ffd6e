"""What was measured and what was required, as its readers write it: words, numbers, units."""

from __future__ import annotations

from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.limits import Limits
from imagepool.style.report import Finding, LangText
from imagepool.style.rulebook import Rule
from imagepool.style.sentences import LANGUAGES, number, with_unit
from imagepool.style.verdicts import amount_text, required_of, required_words

__all__ = ["required_text", "value_text"]

_UNKNOWN_DIGITS = 2  # of a rule that the program no longer has


def value_text(finding: Finding) -> LangText:
    """Return what was measured with its unit, or why nothing was."""
    value, rule = finding.value, _rule(finding)
    if value is None:
        return finding.message
    if isinstance(value, str):
        words = rule.words.sentence("terms", value) if rule else {}
        return {lang: words.get(lang, value) for lang in LANGUAGES}
    if rule is None:
        amounts = {lang: number(value, _UNKNOWN_DIGITS, lang) for lang in LANGUAGES}
    else:
        limit = (finding.limits or Limits()).place(value).limit
        amounts = dict(amount_text(value, limit, rule.digits))
    return {lang: with_unit(amounts[lang], _unit(rule, finding, lang)) for lang in LANGUAGES}


def required_text(finding: Finding) -> LangText:
    """Return the requirement, such as "≤ 0.85 px", or the list with which the rule compares."""
    rule, limits, value = _rule(finding), finding.limits, finding.value
    if rule is None:
        return dict.fromkeys(LANGUAGES, finding.required)
    counted = limits is not None and not isinstance(value, str)
    if counted and finding.required in {required_of(limits, rule, grave=g) for g in (True, False)}:
        grave = limits is not None and isinstance(value, (int, float)) and limits.place(value).grave
        return {lang: required_of(limits, rule, lang, grave=grave) for lang in LANGUAGES}
    return required_words(rule, finding.required)


def _rule(finding: Finding) -> Rule | None:
    return KNOWN_RULES.named(finding.rule) if finding.rule in KNOWN_RULES else None


def _unit(rule: Rule | None, finding: Finding, lang: str) -> str:
    return rule.words.unit(finding.unit, lang) if rule else finding.unit
