from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from imagepool.style.calibration.learning import FEWEST, Lesson, learn, with_every_rule
from imagepool.style.calibration.learning_text import lessons_as_toml
from imagepool.style.concept import parse_concept
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.palette import Swatch
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.requirements import StyleConcept
from imagepool.style.rulebook import Measured, Unmeasurable
from imagepool.style.rules import RULES
from imagepool.style.sentences import Term
from imagepool.style.verdicts import finding_of
from tests.style.test_concept import HEAD

CONCEPT = parse_concept(
    HEAD
    + """
[rules.sharpness]
level = "must"
max = { warn = 0.85, fail = 1.3 }
exceptions = [{ when = "night", level = "hint" }]
[rules.saturation]
level = "should"
[rules.color-mode]
level = "should"
"""
)


def judged(rule: str, value: float | str, *, night: bool = False) -> Finding:
    setting = with_every_rule(CONCEPT, RULES).setting(rule)
    assert setting
    outcome = Measured(value, accepted=value == "RGB")
    terms: dict[str, Term] = {"width": 1, "height": 1, "mode": "RGB", "bits": 8, "missing": ()}
    eased = setting.under({"night"} if night else ())
    return finding_of(RULES.named(rule), eased, replace(outcome, terms=terms))


def unmeasured(rule: str) -> Finding:
    setting = with_every_rule(CONCEPT, RULES).setting(rule)
    assert setting
    return finding_of(RULES.named(rule), setting, Unmeasurable("too-small"))


def lesson(rule: str, findings: list[Finding], concept: StyleConcept = CONCEPT) -> Lesson:
    reports = [
        Report(concept_id="sample", concept_version="1.2.3", findings=(one,)) for one in findings
    ]
    return next(one for one in learn(reports, concept, RULES) if one.rule == rule)


def test_limits_lie_where_the_loved_photos_end() -> None:
    found = lesson("sharpness", [judged("sharpness", n / 100) for n in range(101)])
    assert (found.count, found.warned, found.failed) == (101, 15, 0)
    assert found.flagged == pytest.approx(15 / 101)
    assert found.quantiles == {1: 0.01, 5: 0.05, 25: 0.25, 50: 0.5, 75: 0.75, 95: 0.95, 99: 0.99}
    assert found.today == Limits(max=Bound(0.85, 1.3))
    # Failed is beyond the outermost, a quarter as far again as it lies beyond the warning.
    assert found.proposed == Limits(max=Bound(0.95, 1.02))


def test_no_loved_photo_fails_the_proposal_and_few_are_warned() -> None:
    values = [0.2 + 0.013 * n**1.3 for n in range(60)]
    found = lesson("sharpness", [judged("sharpness", value) for value in values])
    assert found.proposed
    placings = [found.proposed.place(value) for value in values]
    assert not any(placing.grave for placing in placings)
    assert sum(placing.side is not None for placing in placings) <= 0.05 * len(values)


def test_both_ends_are_proposed_where_both_are_limited() -> None:
    found = lesson("saturation", [judged("saturation", float(n)) for n in range(20, 61)])
    assert found.level is Level.SHOULD
    assert found.proposed == Limits(min=Bound(22, 22), max=Bound(58, 58))


def test_photos_under_an_exception_teach_nothing_about_the_rule() -> None:
    findings = [judged("sharpness", 0.3 + n / 100) for n in range(30)]
    findings += [judged("sharpness", 9.0, night=True)] * 5 + [unmeasured("sharpness")]
    found = lesson("sharpness", findings)
    assert (found.count, dict(found.apart)) == (30, {"night": 5, "too-small": 1})
    assert found.proposed
    assert found.proposed.max.fail is not None
    assert found.proposed.max.fail < 1


@pytest.mark.parametrize("count", [0, FEWEST - 1])
def test_few_photos_propose_nothing(count: int) -> None:
    found = lesson("sharpness", [judged("sharpness", n / 100) for n in range(count)])
    assert found.proposed is None


def test_photos_that_are_all_alike_propose_nothing() -> None:
    found = lesson("sharpness", [judged("sharpness", 0.3)] * 40)
    assert found.proposed is None


def test_what_is_not_numbered_is_counted() -> None:
    found = lesson("color-mode", [judged("color-mode", "RGB")] * 2 + [judged("color-mode", "CMYK")])
    assert (dict(found.values), found.warned, found.proposed) == ({"RGB": 2, "CMYK": 1}, 1, None)


def test_rules_that_the_concept_does_not_use_are_measured_as_hints() -> None:
    whole = with_every_rule(CONCEPT, RULES)
    setting = whole.setting("noise")
    assert setting
    assert setting.level is Level.HINT
    assert not any(RULES.named(one.rule).of_company for one in whole.rules)
    found = lesson("noise", [judged("noise", n / 10) for n in range(40)])
    assert not found.used
    assert found.failed == 0
    assert judged("noise", 9.0).verdict is Verdict.PASS


def test_the_text_is_part_of_a_concept_as_it_stands() -> None:
    findings = {
        "sharpness": [judged("sharpness", n / 100) for n in range(101)],
        "saturation": [judged("saturation", float(n)) for n in range(20, 61)],
        "noise": [judged("noise", n / 10) for n in range(40)],
    }
    reports = [
        Report(concept_id="sample", concept_version="1.2.3", findings=(one,))
        for some in findings.values()
        for one in some
    ]
    lessons = learn(reports, CONCEPT, RULES)
    palette = [Swatch("#1f5b4a", 0.6), Swatch("#ffffff", 0.4)]
    text = "\n".join(lessons_as_toml(lessons, palette, photos=101, concept="sample@1.2.3"))
    assert set(tomllib.loads(text)["rules"]) == set(findings)
    learned = parse_concept(HEAD + text)
    assert {s.rule: s.limits for s in learned.rules} == {
        one.rule: one.proposed for one in lessons if one.proposed
    }
    assert [one.color for one in learned.palette] == ["#1f5b4a", "#ffffff"]
    assert "max = { warn = 0.95, fail = 1.02 } # today: { warn = 0.85, fail = 1.3 }" in text
    assert "today's limits flag 15 of 101 (15 %), of which 0 fail" in text
    assert "# frame: 0 measured" in text


def test_a_lesson_is_told_to_programs() -> None:
    data = lesson("sharpness", [judged("sharpness", n / 100) for n in range(101)]).as_json()
    assert data["proposed"] == {
        "min": {"warn": None, "fail": None},
        "max": {"warn": 0.95, "fail": 1.02},
    }
    assert (data["measured"], data["warned"], data["used"]) == (101, 15, True)
