"""Examples prove themselves: what they show, their rule sees."""

from __future__ import annotations

import pytest

from imagepool.errors import NotFound
from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.examples.gallery import EXAMPLES, draw_example
from imagepool.style.judging import judge
from imagepool.style.report import Finding, Verdict
from imagepool.style.rulebook import Rule
from imagepool.style.rules import RULES
from tests.style.tables import concept_of, setting_of

CONCEPT = load_concept(load_region("nordthueringen").concept_path)

every_example = pytest.mark.parametrize("name", EXAMPLES)


def finding(name: str, *, good: bool) -> Finding:
    """What the rule finds in its example: at the region's limits, or at its own."""
    data = draw_example(name, good=good)
    concept = concept_of(CONCEPT.setting(name) or setting_of(name))
    return judge(decode(data), read_facts(data, "JPEG"), concept).findings[0]


@every_example
def test_a_rule_passes_its_good_example(name: str) -> None:
    assert finding(name, good=True).verdict is Verdict.PASS
    assert not finding(name, good=True).noticed


@every_example
def test_a_rule_notices_its_bad_example(name: str) -> None:
    assert finding(name, good=False).noticed


@every_example
def test_a_good_example_is_good_in_every_respect(name: str) -> None:
    data = draw_example(name, good=True)
    report = judge(decode(data), read_facts(data, "JPEG"), CONCEPT)
    assert {one.rule for one in report.findings if one.verdict in {"warn", "fail"}} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_shown_or_says_why_not(rule: Rule) -> None:
    said = {key for key in ("good", "bad", "none") if rule.words.sentence("example", key)}
    assert said == ({"good", "bad"} if rule.name in EXAMPLES else {"none"})
    for key in said:
        assert set(rule.words.sentence("example", key)) == {"de", "en"}


def test_examples_are_of_rules_that_there_are() -> None:
    assert set(EXAMPLES) <= set(RULES.names)


def test_an_example_is_drawn_the_same_every_time() -> None:
    once = draw_example("noise", good=False)
    draw_example.__globals__["_bad"].cache_clear()
    assert draw_example("noise", good=False) == once


def test_what_no_picture_shows_has_no_example() -> None:
    with pytest.raises(NotFound):
        draw_example("metadata", good=True)
