"""What templates make of findings: words in one language, and places with the gravest on top."""

from __future__ import annotations

import re

from flask import Flask, render_template

from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.requirements import RuleSetting
from imagepool.style.rulebook import Measured
from imagepool.style.rules import RULES
from imagepool.style.verdicts import finding_of


def test_a_finding_speaks_one_language_with_value_and_requirement(app: Flask) -> None:
    rule = RULES.named("burst")
    setting = RuleSetting(rule="burst", level=Level.SHOULD, limits=rule.limits)
    finding = finding_of(rule, setting, Measured(2, terms={"others": ("a", "b")}))
    for lang, words in (("de", "Gemessen: 2 weitere · Verlangt: keine"), ("en", "2 others")):
        with app.test_request_context(f"/?lang={lang}"):
            template = app.jinja_env.from_string(
                '{% from "macros/findings.html" import listed with context %}{{ listed(found) }}'
            )
            assert words in render_template(template, found=[finding])


def test_the_gravest_place_lies_on_top_and_an_overruled_one_is_not_drawn(app: Flask) -> None:
    rule = RULES.named("frame")
    limits = Limits(max=Bound(warn=1, fail=5))
    seen = [
        finding_of(
            rule,
            RuleSetting(rule="frame", level=level, limits=limits),
            Measured(9.0, (0.0, 0.0, 1.0, 1.0), {"sides": ("top",)}),
        )
        for level in Level
    ]
    overruled = seen[0].under(
        Opinion(
            asset_id="x",
            rule="frame",
            measure_version=1,
            stance=Stance.OVERRULED,
            reason="x",
            actor="a",
            at="",
            value=9.0,
            concept_id="c",
            concept_version="1.0.0",
        )
    )
    with app.test_request_context("/"):
        template = app.jinja_env.from_string(
            '{% from "macros/findings.html" import overlay with context %}{{ overlay(found) }}'
        )
        drawn = re.findall(r'<rect class="(\w+) over"', render_template(template, found=seen))
        assert drawn == ["hint", "warn", "fail"]
        assert "<rect" not in render_template(template, found=[overruled])
