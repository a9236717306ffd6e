"""The first region's concept, on drawn and on real photos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.photo.scenes import draw_scene
from imagepool.style import concept as concept_module
from imagepool.style.concept import load_concept
from imagepool.style.judging import judge
from imagepool.style.limits import Level
from imagepool.style.report import Report, Verdict
from imagepool.style.rules import RULES
from tests.style.pictures import facts_of, photo_of, scene

PACK = Path(concept_module.__file__).parents[1] / "region" / "packs" / "nordthueringen"
CONCEPT = load_concept(PACK / "style.toml")


def test_it_uses_every_rule_states_every_limit_and_says_why_in_both_languages() -> None:
    assert {setting.rule for setting in CONCEPT.rules} == set(RULES.names)
    text = (PACK / "style.toml").read_text("utf-8")
    for setting in CONCEPT.rules:
        table = text.split(f"[rules.{setting.rule}]", 1)[1].split("\n[", 1)[0]
        assert set(setting.why) == {"de", "en"}
        assert setting.limits is None or "min = " in table or "max = " in table


def test_its_themes_are_those_of_the_regions_vocabulary() -> None:
    vocabulary = (PACK / "themes.csv").read_text("utf-8")
    known = {line.split(",", 1)[0] for line in vocabulary.splitlines()}
    assert {theme.id for theme in CONCEPT.themes} <= known
    assert len(CONCEPT.tonalities) == 3
    assert len(CONCEPT.checklist) >= 8


def test_no_rough_rule_is_a_must() -> None:
    for setting in CONCEPT.rules:
        assert setting.level is not Level.MUST or RULES.named(setting.rule).cap is Level.MUST


@pytest.mark.parametrize(
    "name", ["kyffhaeuserdenkmal", "markt-sondershausen", "fachwerk-muehlhausen"]
)
def test_a_good_scene_passes(name: str) -> None:
    report = judge(decode(draw_scene(name)), facts_of(), CONCEPT)
    assert report.verdict is Verdict.PASS, report.noticed


@pytest.fixture(scope="session")
def reports(photos_dir: Path) -> dict[str, Report]:
    return dict(_judged(photos_dir))


def _judged(folder: Path) -> Iterator[tuple[str, Report]]:
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in {".jpg", ".jpeg"}:
            data = file.read_bytes()
            photo = decode(data)
            yield file.stem, judge(photo, read_facts(data, photo.format), CONCEPT)


@pytest.mark.photos
def test_of_real_photos_few_fail_and_most_are_clean(reports: dict[str, Report]) -> None:
    verdicts = [report.verdict for report in reports.values()]
    assert verdicts.count(Verdict.FAIL) <= 0.1 * len(verdicts)
    assert verdicts.count(Verdict.PASS) >= 0.6 * len(verdicts)
    reasons = {f.reason for report in reports.values() for f in report.findings}
    assert "crashed" not in reasons


@pytest.mark.photos
@pytest.mark.parametrize(
    ("name", "rule", "verdict"),
    [
        ("digicam-DSC-P5_DSC00004", "sharpness", Verdict.FAIL),  # really out of focus
        ("digicam-Photosmart_M627_HPIM3421", "sharpness", Verdict.WARN),  # soft, not blurred
        ("digicam-FD88_MVC-003S", "clipped-lights", Verdict.WARN),  # really overexposed
        ("c2pa-org_adobe-20220124-XCA", "monochrome", Verdict.FAIL),  # really black and white
        ("immich-ap_thompson-springs", "resolution", Verdict.FAIL),  # 150 x 103
        ("owncloud_Lake-Constance", "aspect", Verdict.WARN),  # a panorama
        ("nextcloud_Birdie", "sharpness", Verdict.PASS),  # shallow depth of field
        ("bep_20220430_13_29_09", "sharpness", Verdict.PASS),  # likewise
        ("nextcloud_Library", "clipped-lights", Verdict.PASS),  # a white room
    ],
)
def test_real_defects_are_found_and_good_style_is_not(
    reports: dict[str, Report], name: str, rule: str, verdict: Verdict
) -> None:
    if name not in reports:
        pytest.skip(f"{name} is not among the photos")
    finding = next(one for one in reports[name].findings if one.rule == rule)
    assert finding.verdict is verdict, finding


def test_every_circumstance_that_it_names_eases_a_rule() -> None:
    used = {easing.when for setting in CONCEPT.rules for easing in setting.exceptions}
    assert {one.id for one in CONCEPT.circumstances} <= used
    assert {"night", "fog", "detail", "archive", "aerial"} <= used
    assert used & {theme.id for theme in CONCEPT.themes}


@pytest.mark.parametrize(
    ("keyword", "circumstance"),
    [("Luftbild", "aerial"), ("Makro", "detail"), ("Nebel", "fog"), ("kultur", "kultur")],
)
def test_a_keyword_eases_the_rules_as_the_concept_says(keyword: str, circumstance: str) -> None:
    report = judge(photo_of(scene()), facts_of(keywords=(keyword,)), CONCEPT)
    assert report.circumstances == (circumstance,)
    eased = {finding.rule for finding in report.findings if finding.exception == circumstance}
    expected = {
        setting.rule
        for setting in CONCEPT.rules
        if circumstance in {easing.when for easing in setting.exceptions}
    }
    assert eased == {rule for rule in expected if not RULES.named(rule).of_company}
    assert eased
