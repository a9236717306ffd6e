from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from imagepool.asset import State
from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.calibration.trying import Reuse, Trial, Tried, kept_options, reuse, tried_under
from imagepool.style.calibration.trying_text import trials_as_text
from imagepool.style.concept import parse_concept
from imagepool.style.limits import Level
from imagepool.style.report import Report, Verdict
from imagepool.style.rulebook import Measured, Unmeasurable
from imagepool.style.rules import RULES
from imagepool.style.verdicts import finding_of, judged_again
from tests.style.test_concept import HEAD

SHARPNESS = """
[rules.sharpness]
level = "must"
max = { warn = 0.85, fail = 1.3 }
"""
TERMS = {"circumstance": "night", "error": "ValueError"}
STRICT = SHARPNESS.replace("0.85", "0.5").replace("1.3", "0.7")


def report(value: float | str = 0.8, rules: str = SHARPNESS, known: tuple[str, ...] = ()) -> Report:
    [setting] = parse_concept(HEAD + rules).rules
    rule = RULES.named(setting.rule)
    outcome = (
        Measured(value, accepted=False) if isinstance(value, float) else Unmeasurable(value, TERMS)
    )
    finding = finding_of(rule, setting.under(known), outcome)
    return Report(
        concept_id="sample", concept_version="1.2.3", findings=(finding,), circumstances=known
    )


def tried(old: Report | None, new: str, *, old_rules: str = SHARPNESS, **options: Any) -> Reuse:
    concept = parse_concept(HEAD + new)
    kept = kept_options(HEAD + old_rules)
    known = tried_under(old, options.pop("keywords", ()), concept)
    return reuse(old, kept, concept, known, **options)


@pytest.mark.parametrize(
    ("value", "new", "verdict"),
    [
        (0.8, STRICT, Verdict.FAIL),
        (0.6, STRICT, Verdict.WARN),
        (0.8, STRICT.replace('"must"', '"should"'), Verdict.WARN),
        (0.8, STRICT.replace('"must"', '"hint"'), Verdict.PASS),
        (2.0, SHARPNESS.replace("1.3", "2.5"), Verdict.WARN),
        ("too-few-edges", STRICT, Verdict.NOT_APPLICABLE),
    ],
)
def test_what_was_measured_is_judged_by_other_limits(
    value: float | str, new: str, verdict: Verdict
) -> None:
    found = tried(report(value), new)
    assert found.to_measure == {}
    [finding] = found.findings
    assert finding.verdict is verdict
    if isinstance(value, float):
        assert finding.value == value


def test_the_same_setting_gives_the_same_finding_but_its_sentences() -> None:
    for value in (0.3, 1.0, 2.0):
        [old] = report(value).findings
        [new] = tried(report(value), SHARPNESS).findings
        assert new == replace(old, message={}, remedy={})


def test_what_measures_otherwise_by_now_is_measured_again() -> None:
    old = report()
    [finding] = old.findings
    older = replace(old, findings=(replace(finding, measure_version=0),))
    assert tried(older, STRICT) == Reuse(findings=(), to_measure={"sharpness": "other_measure"})


def test_other_options_are_measured_again_and_the_default_said_aloud_is_none() -> None:
    option = "options.min_edges = {}\n"
    assert tried(report(), SHARPNESS + option.format(50)).to_measure == {}
    other = SHARPNESS + option.format(99)
    assert tried(report(), other).to_measure == {"sharpness": "other_options"}
    assert tried(report(), other, old_rules=other).to_measure == {}


def test_options_of_a_text_that_is_no_concept_any_more_are_known_too() -> None:
    old = SHARPNESS + "options.min_edges = 99\n[rules.gone]\noptions.names = ['a']\n"
    assert kept_options(HEAD + old) == {"sharpness": {"min_edges": 99}, "gone": {"names": ("a",)}}


def test_the_concepts_palette_is_an_option_of_its_rule() -> None:
    color = """[[palette]]\nname = { de = "Raps", en = "rape" }\ncolor = "#f5d327"\n"""
    rule = '\n[rules.palette]\nlevel = "hint"\n'
    old = Report(
        concept_id="sample",
        concept_version="1.2.3",
        findings=(
            finding_of(
                RULES.named("palette"),
                parse_concept(HEAD + rule + color).rules[0],
                Measured(5.0, terms={"swatches": "", "colors": ""}),
            ),
        ),
    )
    assert tried(old, rule + color, old_rules=rule + color).to_measure == {}
    other = rule + color.replace("#f5d327", "#0000ff")
    assert tried(old, other, old_rules=rule + color).to_measure == {"palette": "other_options"}


def test_a_new_rule_is_measured_and_one_that_goes_is_gone() -> None:
    found = tried(report(), '[rules.frame]\nlevel = "must"\n')
    assert found == Reuse(findings=(), to_measure={"frame": "new_rule"})


def test_a_photo_that_was_never_judged_is_measured() -> None:
    assert tried(None, SHARPNESS).to_measure == {"sharpness": "never_judged"}


def test_what_crashed_or_was_exempt_is_measured_unless_it_stays_exempt() -> None:
    eased = SHARPNESS + 'exceptions = [{ when = "night", exempt = true }]\n'
    exempt = report("exempt", eased, ("night",))
    assert tried(exempt, eased).to_measure == {}
    assert tried(exempt, SHARPNESS).to_measure == {"sharpness": "not_measured"}
    assert tried(report("crashed"), SHARPNESS).to_measure == {"sharpness": "not_measured"}


def test_exceptions_hold_by_the_cameras_word_and_by_the_new_keywords() -> None:
    eased = STRICT + 'exceptions = [{ when = "night", level = "hint" }]\n'
    [at_night] = tried(report(known=("night",)), eased).findings
    assert (at_night.verdict, at_night.exception) == (Verdict.PASS, "night")
    words = (
        '[circumstances.stage]\ntitle = { de = "Bühne", en = "stage" }\nkeywords = ["Konzert"]\n'
    )
    staged = STRICT + 'exceptions = [{ when = "stage", exempt = true }]\n' + words
    [on_stage] = tried(report(), staged, keywords=["konzert"]).findings
    assert on_stage.verdict is Verdict.NOT_APPLICABLE
    assert on_stage.value is None
    [elsewhere] = tried(report(), staged, keywords=["Markt"]).findings
    assert elsewhere.verdict is Verdict.FAIL


def test_where_the_light_was_not_noted_exceptions_cannot_be_told() -> None:
    eased = STRICT + 'exceptions = [{ when = "night", level = "hint" }]\n'
    assert tried(report(), eased, scene_known=False).to_measure == {"sharpness": "unknown_scene"}
    assert tried(report(), STRICT, scene_known=False).to_measure == {}


def test_a_rough_rule_never_fails() -> None:
    rule = RULES.named("contrast")
    [setting] = parse_concept(HEAD + '[rules.contrast]\nlevel = "must"\nmin = 35\n').rules
    kept = finding_of(rule, setting, Measured(10.0))
    assert judged_again(rule, setting, kept).level is Level.SHOULD
    assert judged_again(rule, setting, kept).verdict is Verdict.WARN


def _trial(before: Report | None, new: str, **changes: Any) -> Trial:
    after = Report(
        concept_id="sample", concept_version="2.0.0", findings=tried(before, new).findings
    )
    fields = {"asset_id": "a1", "title": "Mühle", "state": State.PUBLISHED, "before": before}
    return Trial(**{**fields, "after": after, **changes})


def test_a_trial_says_what_flips_and_why() -> None:
    trial = _trial(report(0.8), STRICT)
    assert trial.flips
    [change] = trial.changes
    assert change.rule == "sharpness"
    text = "\n".join(trials_as_text(Tried.of([trial]), "sample@2.0.0", warnings=False))
    assert "would fail: 1 published" in text
    assert "sharpness: 0.8 px: pass (≤ 0.85 px) -> fail (≤ 0.7 px)" in text
    assert "1 photos, 1 flip" in text
    data = trial.as_json()
    assert data["changes"][0]["before"] == {"verdict": "pass", "required": "≤ 0.85 px"}


def test_a_changed_warning_is_no_flip() -> None:
    trial = _trial(report(0.6), STRICT)
    assert (trial.flips, trial.changes_verdict) == (False, True)
    quiet = "\n".join(trials_as_text(Tried.of([trial]), "sample@2.0.0", warnings=False))
    assert "Mühle" not in quiet
    assert "Mühle" in "\n".join(trials_as_text(Tried.of([trial]), "sample@2.0.0", warnings=True))


def test_an_overruled_photo_does_not_flip() -> None:
    opinion = Opinion(
        asset_id="a1",
        rule="sharpness",
        measure_version=1,
        stance=Stance.OVERRULED,
        reason="fog",
        actor="anna",
        at="",
        concept_id="sample",
        concept_version="1.2.3",
    )
    before = report(2.0).under([opinion])
    trial = _trial(before, STRICT)
    assert replace(trial, after=trial.after.under([opinion])).flips is False


def test_a_rule_that_goes_is_named() -> None:
    before = report(2.0)
    after = Report(concept_id="sample", concept_version="2.0.0", findings=())
    trial = Trial(asset_id="a1", title="Mühle", state=State.REJECTED, before=before, after=after)
    text = "\n".join(trials_as_text(Tried.of([trial]), "sample@2.0.0", warnings=False))
    assert "would no longer fail: 1 rejected" in text
    assert "sharpness: 2.0 px: fail (≤ 1.3 px) -> no such rule" in text
