from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.limits import Level
from imagepool.style.report import Finding, Report, Verdict

FAILED = Finding(
    rule="noise",
    verdict=Verdict.FAIL,
    level=Level.MUST,
    value=7.0,
    unit="/255",
    required="≤ 2.5 /255",
    message={"de": "Das Bild rauscht.", "en": "The picture is noisy."},
    remedy={},
    noticed=True,
)
PASSED = replace(FAILED, verdict=Verdict.PASS, value=1.0, noticed=False)
OVERRULED = Opinion(
    asset_id="a1",
    rule="noise",
    measure_version=1,
    stance=Stance.OVERRULED,
    reason="falling snow",
    actor="anna@example.org",
    at="2026-11-25T12:00:00+00:00",
    concept_id="home",
    concept_version="1.0.0",
    value=7.0,
)
MISSED = replace(OVERRULED, stance=Stance.MISSED)


def report(*findings: Finding, version: str = "1.0.0") -> Report:
    return Report(concept_id="home", concept_version=version, findings=findings)


def test_an_overruled_finding_weighs_nothing_and_is_still_shown() -> None:
    read = report(FAILED).under([OVERRULED])
    assert read.verdict is Verdict.PASS
    [finding] = read.noticed
    assert (finding.verdict, finding.standing) == (Verdict.FAIL, Verdict.PASS)
    assert finding.opinion == OVERRULED


def test_another_fail_still_fails_and_comes_first() -> None:
    frame = replace(FAILED, rule="frame")
    read = report(FAILED, frame).under([OVERRULED])
    assert read.verdict is Verdict.FAIL
    assert [finding.rule for finding in read.noticed] == ["frame", "noise"]


def test_what_was_missed_is_noted_and_changes_no_verdict() -> None:
    read = report(PASSED).under([MISSED])
    assert read.verdict is Verdict.PASS
    assert read.findings[0].opinion == MISSED


@pytest.mark.parametrize("stance", [Stance.UPHELD, Stance.LET_PASS])
def test_a_finding_that_nobody_objects_to_stands(stance: Stance) -> None:
    assert report(FAILED).under([replace(OVERRULED, stance=stance)]).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("finding", "opinion"),
    [
        (PASSED, OVERRULED),  # the rule has nothing against it any more
        (FAILED, MISSED),  # it speaks by now
        (FAILED, replace(OVERRULED, measure_version=2)),
        (FAILED, replace(OVERRULED, rule="frame")),
    ],
)
def test_an_opinion_that_does_not_fit_is_left(finding: Finding, opinion: Opinion) -> None:
    assert report(finding).under([opinion]) == report(finding)


def test_an_opinion_holds_under_another_version_of_the_concept() -> None:
    assert report(FAILED, version="2.0.0").under([OVERRULED]).verdict is Verdict.PASS


def test_opinions_are_told_but_never_read_back_with_the_report() -> None:
    data = report(FAILED).under([OVERRULED]).as_json()
    assert data["verdict"] == "pass"
    assert data["findings"][0]["opinion"] == {
        "stance": "overruled",
        "reason": "falling snow",
        "actor": "anna@example.org",
        "at": "2026-11-25T12:00:00+00:00",
    }
    assert Report.from_json(data) == report(FAILED)
    assert "opinion" not in report(FAILED).as_json()["findings"][0]
