from __future__ import annotations

import pytest

from imagepool.errors import InvalidRequest
from imagepool.style.explaining import concept_lines, explain
from imagepool.style.rulebook import Rule
from imagepool.style.rules import RULES
from tests.style.test_concept import parse

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
every_language = pytest.mark.parametrize("lang", ["de", "en"])


@every_rule
@every_language
def test_the_page_is_printed_with_all_its_sections(rule: Rule, lang: str) -> None:
    text = explain(rule.name, lang)
    flowing = " ".join(text.split())
    page = rule.page(lang)
    for part in (page.summary, page.measure, *page.sections.values()):
        assert " ".join(part.split()) in flowing
    assert text.startswith(f"{rule.name} ({rule.words.title[lang]})\n=")
    assert max(map(len, text.splitlines())) <= 140


@every_rule
@every_language
def test_the_lines_for_the_concept_file_can_be_copied_into_one(rule: Rule, lang: str) -> None:
    setting = parse("\n".join(concept_lines(rule, lang))).rules[0]
    assert setting.rule == rule.name
    assert setting.limits == rule.limits
    assert setting.options == {name: option.default for name, option in rule.options.items()}


def test_headings_and_comments_are_in_the_readers_language() -> None:
    assert "\nBesteht\n" in explain("metadata", "de")
    assert "# von 100\n" in explain("jpeg-quality", "de")
    assert "\nPasses\n" in explain("metadata", "en")


def test_a_rough_rule_says_that_it_never_fails() -> None:
    assert "never fails a photo" in explain("saturation")


def test_a_rule_that_only_informs_says_so() -> None:
    assert 'level = "hint"  # the rule only informs' in explain("palette")


def test_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(InvalidRequest, match="sharpnes") as refused:
        explain("sharpnes")
    assert "sharpness" in refused.value.hint
