from __future__ import annotations

from typing import Any

import pytest

from imagepool.style.looks import Look, look_of


def finding(verdict: str, level: str = "should", **more: Any) -> dict[str, Any]:
    return {"rule": "sharpness", "verdict": verdict, "level": level, "value": 1.0, **more}


def test_a_report_that_says_nothing_gives_no_look() -> None:
    assert look_of({}) == Look()
    assert look_of({"findings": [finding("not_applicable")]}) == Look()


def test_faces_are_counted_only_where_they_could_be() -> None:
    people = finding("pass", rule="people", value=2)
    assert look_of({"findings": [people]}).faces == 2
    assert look_of({"findings": [{**people, "value": None}]}).faces is None


@pytest.mark.parametrize(
    ("findings", "fit"),
    [
        ([finding("pass"), finding("pass", "must")], 1000),
        ([finding("fail"), finding("fail", "must")], 0),
        ([finding("pass", "must"), finding("fail", "should")], 667),
        ([finding("warn", "must")], 500),
        ([finding("pass", "hint", noticed=True), finding("pass", "hint")], 750),
        ([finding("pass"), finding("not_applicable", "must")], 1000),
    ],
)
def test_fit_is_the_share_of_rules_that_are_kept(findings: list[dict[str, Any]], fit: int) -> None:
    assert look_of({"findings": findings}).fit == fit


def test_colors_are_read_as_they_were_kept() -> None:
    assert look_of({"colors": [["#1f5b4a", 0.5]]}).colors == (("#1f5b4a", 0.5),)
