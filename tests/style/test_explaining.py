from __future__ import annotations

import pytest

from imagepool.errors import InvalidRequest
from imagepool.style.explaining import explain
from imagepool.style.rulebook import Rule
from imagepool.style.rules import RULES
from tests.style.test_concept import parse


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_page_is_printed_with_all_its_sections(rule: Rule) -> None:
    page = explain(rule.name)
    assert rule.page in page
    assert rule.words.title["de"] in page
    assert max(map(len, page.splitlines())) <= 140


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_lines_for_the_concept_file_can_be_copied_into_one(rule: Rule) -> None:
    lines = explain(rule.name).split("In the concept file\n", 1)[1]
    setting = parse(lines.replace("    ", "")).rules[0]
    assert setting.rule == rule.name
    assert setting.limits == rule.limits
    assert setting.options == {name: option.default for name, option in rule.options.items()}


def test_a_rough_rule_says_that_it_never_fails() -> None:
    assert "never fails a photo" in explain("saturation")


def test_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(InvalidRequest, match="sharpnes") as refused:
        explain("sharpnes")
    assert "sharpness" in refused.value.hint
