"""What was measured and what was required is told in the reader's language, everywhere."""

from __future__ import annotations

import pytest

from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.report import Finding
from imagepool.style.requirements import RuleSetting
from imagepool.style.rulebook import Measured
from imagepool.style.rules import RULES
from imagepool.style.telling import required_text, value_text
from imagepool.style.verdicts import finding_of, settled

MAX_2 = Limits(max=Bound(warn=2.0))


def found(name: str, outcome: Measured, limits: Limits | None = None) -> Finding:
    rule = RULES.named(name)
    setting = RuleSetting(rule=name, level=Level.SHOULD, limits=limits or rule.limits)
    return finding_of(rule, setting, settled(rule, outcome))


def tilted(degrees: float) -> Finding:
    terms = {"way": "clockwise", "back": "clockwise", "kind": "level"}
    return found("tilt", Measured(degrees, terms=terms), MAX_2)


@pytest.mark.parametrize(
    ("finding", "value", "required"),
    [
        (tilted(3.21), ("3,2°", "3.2°"), ("≤ 2°", "≤ 2°")),
        (
            found("jpeg-quality", Measured(40)),
            ("40 von 100", "40 of 100"),
            ("≥ 50 von 100", "≥ 50 of 100"),
        ),
        (
            found("watermark", Measured(12.0, terms={"opacity": 12.0})),
            ("12-fach", "12 times"),
            ("≤ 7-fach", "≤ 7 times"),
        ),
        (
            found("burst", Measured(2, terms={"others": ("a", "b")})),
            ("2 weitere", "2 others"),
            ("keine", "none"),
        ),
        (
            found(
                "metadata", Measured(1, terms={"missing": ("place",)}, required="creator, place")
            ),
            ("1", "1"),
            ("Urheberin oder Urheber, Ort", "creator, place"),
        ),
        (
            found(
                "digital-source",
                Measured(
                    "composite",
                    terms={"where": "in-field"},
                    accepted=False,
                    required="not composite",
                ),
            ),
            ("aus mehreren Teilen montiert", "a composite of several elements"),
            ("nicht aus mehreren Teilen montiert", "not a composite of several elements"),
        ),
        (
            found("color-mode", Measured("CMYK", terms={"bits": 8}, accepted=False, required="L")),
            ("Druckfarben (CMYK)", "printing colors (CMYK)"),
            ("Graustufen", "gray scale"),
        ),
    ],
    ids=lambda one: one.rule if isinstance(one, Finding) else "",
)
def test_value_and_requirement_speak_the_readers_language(
    finding: Finding, value: tuple[str, str], required: tuple[str, str]
) -> None:
    assert value_text(finding) == dict(zip(("de", "en"), value, strict=True))
    assert required_text(finding) == dict(zip(("de", "en"), required, strict=True))


def test_a_value_beside_its_limit_is_told_without_false_precision() -> None:
    finding = tilted(2.004)
    assert value_text(finding) == {"de": "knapp über 2°", "en": "just over 2°"}
    assert "hängt um knapp über 2° " in finding.message["de"]
    assert "höchstens 2°" in finding.message["de"]
    small = found("resolution", Measured(1.9999, terms={"width": 1, "height": 2}))
    assert value_text(small)["en"] == "just under 2 megapixels"
    assert value_text(tilted(2.0))["de"] == "2°"


def test_a_limit_is_shown_as_it_is_stated() -> None:
    terms = {"way": "clockwise", "back": "clockwise", "kind": "level"}
    finding = found("tilt", Measured(3.0, terms=terms), Limits(max=Bound(warn=2.25)))
    assert "höchstens 2,25°" in finding.message["de"]


def test_what_a_rule_measured_that_is_gone_is_told_as_it_was_kept() -> None:
    finding = tilted(3.0)
    gone = Finding.from_json({**finding.as_json(), "rule": "long-gone", "required": "<= 2 °"})
    assert value_text(gone)["de"] == "3°"
    assert required_text(gone) == {"de": "<= 2 °", "en": "<= 2 °"}
