from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from imagepool.photo.decoding import decode
from imagepool.style.judging import judge
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.requirements import Circumstance, Easing
from imagepool.style.rulebook import Measured, Outcome, Rule, Rulebook
from imagepool.style.rules import RULES
from tests.making import make_photo
from tests.style.pictures import Pixels, blurred, facts_of, photo_of, plain, scene
from tests.style.tables import Case, concept_of, found, setting_of

OF_ONE = [rule.name for rule in RULES if not rule.of_company]
EVERYTHING = concept_of(*(setting_of(rule.name) for rule in RULES))
ODD = {
    "one pixel": scene(1, 1),
    "two pixels": scene(2, 1),
    "a line across": scene(10_000, 1),
    "a line down": scene(1, 10_000),
    "three by three": scene(3, 3),
    "all black": plain(0, 0, 0),
    "all white": plain(255, 255, 255),
    "all gray": plain(128, 128, 128, 1500, 900),
    "all red": plain(255, 0, 0),
    "black and white stripes": np.tile(
        np.repeat(np.array([[0], [255]], np.uint8), 4, axis=0)[None, :, :].repeat(3, axis=2),
        (64, 16, 1),
    ),
}


def all_findings(pixels: Pixels) -> Report:
    return judge(photo_of(pixels), facts_of(), EVERYTHING)


@pytest.mark.parametrize("pixels", ODD.values(), ids=ODD)
def test_every_rule_survives_odd_pictures(pixels: Pixels) -> None:
    report = all_findings(pixels)
    assert [finding.rule for finding in report.findings] == OF_ONE
    assert "crashed" not in {finding.reason for finding in report.findings}
    assert Report.from_json(report.as_json()) == report


@pytest.mark.parametrize(
    "making",
    [
        {"mode": "CMYK"},
        {"mode": "L"},
        {"format": "PNG", "mode": "RGBA"},
        {"format": "PNG", "mode": "I;16"},
        {"format": "PNG", "mode": "P"},
        {"format": "WEBP"},
        {"format": "TIFF"},
    ],
    ids=str,
)
def test_every_rule_survives_every_kind_of_file(making: dict[str, Any]) -> None:
    report = judge(decode(make_photo(300, 200, **making)), facts_of(), EVERYTHING)
    assert "crashed" not in {finding.reason for finding in report.findings}


def test_the_same_photo_gives_the_same_report() -> None:
    assert all_findings(scene()) == all_findings(scene())


def test_a_report_names_concept_rule_and_measure() -> None:
    report = all_findings(scene())
    assert (report.concept_id, report.concept_version) == ("sample", "1.0.0")
    assert all(finding.measure_version >= 1 for finding in report.findings)
    assert all(set(finding.message) == {"de", "en"} for finding in report.findings)


def test_a_hint_says_what_it_noticed_and_worsens_nothing() -> None:
    finding = found("sharpness", Case(lambda: blurred(scene(), 3)), level=Level.HINT)
    assert finding.noticed
    assert finding.verdict is Verdict.PASS
    assert finding.remedy


def test_should_warns_where_must_would_fail() -> None:
    case = Case(lambda: blurred(scene(), 3))
    assert found("sharpness", case, level=Level.SHOULD).verdict is Verdict.WARN
    assert found("sharpness", case, level=Level.MUST).verdict is Verdict.FAIL


def test_a_rough_rule_warns_at_most_whatever_the_concept_says() -> None:
    limits = Limits(min=Bound(fail=200, warn=300))
    finding = found("saturation", Case(), level=Level.MUST, limits=limits)
    assert finding.verdict is Verdict.WARN
    assert finding.level is Level.SHOULD


def test_the_concepts_own_words_replace_the_rules() -> None:
    message = {"de": "Zu klein: {width} statt {limit}", "en": "Too small: {width} for {limit}"}
    case = Case(photo={"width": 20, "height": 10})
    finding = found("resolution", case, message=message, remedy={"de": "x", "en": "y"})
    assert finding.message == {"de": "Zu klein: 20 statt 0,7", "en": "Too small: 20 for 0.7"}
    assert finding.remedy == {"de": "x", "en": "y"}


def test_the_requirement_is_written_without_words() -> None:
    assert found("sharpness", Case()).required == "≤ 0.95 px"
    assert found("darkness", Case()).required == "≥ 60 L*"
    assert found("saturation", Case()).required == "8–90 M3"
    assert found("noise", Case(), limits=Limits()).required == ""


def exempt(**circumstances: Any) -> Finding:
    easing = Easing(when="archive", exempt=True)
    archive = Circumstance("archive", {"de": "Archivbild", "en": "archive"}, ("Archiv",))
    concept = concept_of(setting_of("sharpness", exceptions=(easing,)), circumstances=(archive,))
    photo = photo_of(blurred(scene(), 3))
    keywords = circumstances.pop("keywords", ())
    return judge(photo, facts_of(keywords=keywords), concept, **circumstances).findings[0]


def test_an_exempt_photo_is_not_judged_and_says_why() -> None:
    for finding in (exempt(keywords=("Archiv",)), exempt(circumstances=["archive"])):
        assert finding.verdict is Verdict.NOT_APPLICABLE
        assert (finding.reason, finding.exception) == ("exempt", "archive")
        assert finding.message == {"de": "Ausgenommen: Archivbild.", "en": "Exempt: archive."}
    assert exempt().verdict is Verdict.FAIL


def test_an_exception_can_ease_the_level() -> None:
    easing = Easing(when="night", level=Level.SHOULD)
    concept = concept_of(setting_of("sharpness", exceptions=(easing,)))
    report = judge(photo_of(blurred(scene(), 3)), facts_of(), concept, circumstances=["night"])
    assert report.verdict is Verdict.WARN
    assert report.findings[0].exception == "night"


def rule_that(name: str, measure: Any) -> Rule:
    model = RULES.named("noise")
    # The words of noise serve; only what is measured differs.
    measure.__module__ = model.measure.__module__
    return Rule(
        name=name,
        unit="",
        digits=1,
        cap=Level.MUST,
        limits=model.limits,
        measure_version=1,
        measure=measure,
        options={},
    )


def test_a_rule_that_breaks_costs_its_finding_and_not_the_photo(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(*_: object) -> Outcome:
        raise ZeroDivisionError

    book = Rulebook([rule_that("broken", breaks), RULES.named("noise")])
    settings = [
        replace(setting_of("noise"), rule="broken"),
        setting_of("noise"),
    ]
    with caplog.at_level(logging.CRITICAL, logger="imagepool"):
        report = judge(photo_of(scene()), facts_of(), concept_of(*settings), rulebook=book)
    broken, noise = report.findings
    assert broken.verdict is Verdict.NOT_APPLICABLE
    assert broken.reason == "crashed"
    assert "ZeroDivisionError" in broken.message["en"]
    assert noise.verdict is Verdict.PASS


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_measurement(value: float) -> None:
    book = Rulebook([rule_that("odd", lambda *_: Measured(value))])
    concept = concept_of(replace(setting_of("noise"), rule="odd"))
    finding = judge(photo_of(scene()), facts_of(), concept, rulebook=book).findings[0]
    assert finding.reason == "not-a-number"


def test_the_threads_of_opencv_are_left_as_they_were() -> None:
    before = cv2.getNumThreads()
    all_findings(scene(60, 40))
    assert cv2.getNumThreads() == before
