"""Judges a photo against a region's concept: every rule on its own, the planes shared."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from imagepool.asset import Facts
from imagepool.photo.decoding import Photo
from imagepool.photo.pixels.arithmetic import reproducible
from imagepool.style.company import Companion, Company
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.palette import dominant_colors
from imagepool.style.report import Finding, Report
from imagepool.style.requirements import RuleSetting, StyleConcept
from imagepool.style.rulebook import Outcome, Rule, Rulebook, Unmeasurable
from imagepool.style.scene import matching_keywords, measured_circumstances
from imagepool.style.verdicts import finding_of, settled
from imagepool.style.work_copy import WorkCopy

__all__ = ["judge", "judge_company"]

_LOG = logging.getLogger(__name__)


def judge(
    photo: Photo,
    facts: Facts,
    concept: StyleConcept,
    *,
    circumstances: Iterable[str] = (),
    rulebook: Rulebook = KNOWN_RULES,
) -> Report:
    """Measure the photo against every rule of the concept.

    ``circumstances`` names what the asker knows besides the file, such as ``archive`` or the ids
    of themes; the camera's exposure and the file's keywords are read here. A rule that breaks on
    an odd picture costs its own finding, never the photo.
    """
    known = frozenset(circumstances) | measured_circumstances(facts)
    known |= matching_keywords(facts, concept.claims)
    with reproducible():
        copy = WorkCopy(photo)
        findings = tuple(
            _finding(rule, setting, concept, copy, facts)
            for rule, setting in _eased(concept, known, rulebook)
            if not rule.of_company
        )
        colors = dominant_colors(copy.coarse)
    return Report(
        concept_id=concept.id,
        concept_version=concept.version,
        findings=findings,
        circumstances=tuple(sorted(known)),
        colors=tuple((each.color, each.share) for each in colors),
    )


def judge_company(
    report: Report,
    one: Companion,
    company: Company,
    concept: StyleConcept,
    *,
    rulebook: Rulebook = KNOWN_RULES,
) -> Report:
    """Add what is found in a photo among others: the second step, when the others are known.

    ``report`` is what ``judge`` found in ``one``; the circumstances that it names hold here too.
    """
    settings = _eased(concept, frozenset(report.circumstances), rulebook)
    added = tuple(
        _finding(rule, setting, concept, one, company)
        for rule, setting in settings
        if rule.of_company
    )
    return replace(report, findings=(*report.findings, *added))


def _eased(
    concept: StyleConcept, known: frozenset[str], rulebook: Rulebook
) -> Iterator[tuple[Rule, RuleSetting]]:
    for setting in concept.rules:
        yield rulebook.named(setting.rule), setting.under(known)


def _finding(
    rule: Rule, setting: RuleSetting, concept: StyleConcept, *looked_at: object
) -> Finding:
    try:
        return finding_of(rule, setting, _outcome(rule, setting, concept, *looked_at))
    except Exception as error:  # noqa: BLE001 - however a rule breaks, the photo is kept
        _LOG.exception("rule %s failed", rule.name)
        return finding_of(rule, setting, Unmeasurable("crashed", {"error": type(error).__name__}))


def _outcome(
    rule: Rule, setting: RuleSetting, concept: StyleConcept, *looked_at: object
) -> Outcome:
    easing = setting.easing
    if easing and easing.exempt:
        title = concept.circumstance_title(easing.when) or easing.when
        return Unmeasurable("exempt", {"circumstance": title})
    return settled(rule, rule.measure(*looked_at, **setting.options))
