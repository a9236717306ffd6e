"""What is wrong in a concept file: each mistake with its line, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.errors import InvalidConcept
from imagepool.style.concept import load_concept, parse_concept
from tests.style.test_concept import HEAD, RULE, parse

CROP = "[rules.crop-room]\nlevel = 'hint'\n\n"
DATE = "[rules.capture-date]\nlevel = 'hint'\n\n"


@pytest.mark.parametrize(
    ("rest", "line", "message", "hint"),
    [
        ("[rules.nois]\nlevel = 'must'", 6, "'nois' is unknown in rules", "did you mean 'noise'?"),
        (RULE + "maxx = 3", 9, "'maxx' is unknown", "did you mean 'max'?"),
        (RULE.replace("must", "most"), 8, "not 'most'", "did you mean 'must'?"),
        ("[rules.noise]\nmax = 3", 6, "lacks 'level'", "add: level = ..."),
        (RULE + "max = 'much'", 9, "must be a number or a table", ""),
        (RULE + "max = { warn = true }", 9, "must be a number, not true", ""),
        (RULE + "max = { warn = 3, fail = 2 }", 9, "'warn' must not lie above 'fail'", ""),
        (RULE + "max = nan", 9, "must be a finite number", ""),
        (RULE + "min = 3", 9, "'min' is unknown", "known are"),
        ("[rules.color-mode]\nlevel = 'must'\nmax = 3", 8, "'max' is unknown", ""),
        (RULE + "options.block = 3", 9, "'options' is unknown", ""),
        (
            RULE + "exceptions = [\n  { when = 'nite', level = 'hint' },\n]",
            10,
            "there is no circumstance 'nite'",
            "did you mean 'night'?",
        ),
        (RULE + "exceptions = [{ when = 'night' }]", 9, "changes nothing", "exempt = true"),
        (
            RULE + "exceptions = [{ when = 'night', max = { warn = 9, fail = 1 } }]",
            9,
            "'warn' must not lie above 'fail'",
            "",
        ),
        (RULE + "message = { de = 'x' }", 9, "lacks 'en'", "add: en = ..."),
        (RULE + "message = { de = '{vlue}', en = 'x' }", 9, "nothing fills {vlue}", "'value'"),
        (RULE + "remedy = { de = '{', en = 'x' }", 9, "braces", "double lone braces"),
        (RULE + "why = { de = ' ', en = 'x' }", 9, "rules.noise.why.de is empty", ""),
        ("[rules]", 6, "rules is empty", ""),
        ("", None, "lacks 'rules'", ""),
        (
            RULE
            + "[[checklist]]\nid = 'a'\ntopic = { de = 'a', en = 'b' }\n"
            + "question = { de = 'a', en = 'b' }\nthemes = ['natur']",
            13,
            "there is no theme 'natur'",
            "",
        ),
        (
            RULE + 2 * "[[themes]]\nid = 'a'\ntitle = {de='a',en='b'}\nabout = {de='a',en='b'}\n",
            14,
            "'a' stands twice among the themes",
            "",
        ),
        (
            RULE + "[[palette]]\nname = {de='a',en='b'}\ncolor = 'yellow'\n",
            11,
            "has not the form it needs: 'yellow'",
            "#1f5b4a",
        ),
        (
            RULE + "[[palette]]\nname = {de='a',en='b'}\ncolor = '#E6C62D'\n"
            "[[palette]]\nname = {de='a',en='b'}\ncolor = '#e6c62d'\n",
            14,
            "'#e6c62d' stands twice among the palette",
            "",
        ),
        (CROP + "options.presets = ['sozial']", 9, "not 'sozial'", "did you mean 'social'?"),
        (CROP + "options.least_kept = 101", 9, "at most 100, not 101", "nothing above 100 %"),
        (
            "[rules.metadata]\nlevel = 'hint'\noptions.fields = ['creatr']",
            8,
            "not 'creatr'",
            "did you mean 'creator'?",
        ),
        (DATE + "options.earliest = '2026-02-30'", 9, "no day of the calendar", "year-month-day"),
        (DATE + "options.earliest = '1.2.2026'", 9, "not the form", "2026-10-01"),
        (DATE + "options.earliest = 2026-02-01", 9, "not 2026-02-01", 'earliest = "2026-10-01"'),
        (
            DATE + "options.earliest = '2027-01-01'\noptions.latest = '2026-01-01'",
            9,
            "the earliest day, 2027-01-01, lies behind",
            "swap",
        ),
        (RULE + "max = -1", 9, "at least 0, not -1", "nothing below 0 /255"),
        (
            "[rules.contrast]\nlevel = 'should'\nmin = { warn = 135 }",
            8,
            "rules.contrast.min.warn must be at most 100, not 135",
            "L*",
        ),
        (
            "[rules.color-cast]\nlevel = 'should'\nmin = { warn = 0.9 }",
            8,
            "must not lie above 'max'",
            "the rule's own max is 0.7; state max, too",
        ),
        (RULE + "max = '3'", 9, "a number or a table, not '3'", "without quotes"),
        ("[rules.noise]\nlevel = ", 7, "Invalid value", "TOML"),
        ("[rules.noise", 6, "Expected ']'", "TOML"),
        (RULE + RULE, 10, "Cannot declare", "TOML"),
    ],
)
def test_every_mistake_is_named_with_its_line_and_a_hint(
    rest: str, line: int | None, message: str, hint: str
) -> None:
    with pytest.raises(InvalidConcept) as refused:
        parse(rest)
    assert message in str(refused.value)
    assert hint in refused.value.hint
    assert refused.value.line == line


@pytest.mark.parametrize("version", ["1", "1.0", "v1.0.0", "1.0.0-beta"])
def test_a_version_counts_in_three_numbers(version: str) -> None:
    with pytest.raises(InvalidConcept) as refused:
        parse_concept((HEAD + RULE).replace("1.2.3", version))
    assert refused.value.line == 3
    assert "1.0.0" in refused.value.hint


@pytest.mark.parametrize("version", ["1.1", "2"])
def test_a_version_that_is_a_number_is_told_to_be_put_in_quotes(version: str) -> None:
    with pytest.raises(InvalidConcept) as refused:
        parse_concept((HEAD + RULE).replace('"1.2.3"', version))
    assert str(refused.value) == f"line 3: concept.version must be text, not {version}"
    assert refused.value.hint == 'put it in quotes, such as version = "1.0.0"'


def test_every_error_names_the_file_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "style.toml"
    path.write_text(HEAD + RULE + "max = -1\nmaxx = 3\n", encoding="utf-8")
    with pytest.raises(InvalidConcept) as refused:
        load_concept(path)
    first, second = str(refused.value).splitlines()
    assert first.startswith(f"{path}, line 9: rules.noise.max must be at least 0, not -1; nothing")
    assert second.startswith(f"{path}, line 10: 'maxx' is unknown in rules.noise; did you mean")
    assert refused.value.hint.startswith("2 places to mend")
    path.write_text(HEAD + "[rules.noise", encoding="utf-8")
    with pytest.raises(InvalidConcept, match=r"style\.toml, line 6: Expected"):
        load_concept(path)


@pytest.mark.parametrize(
    ("rest", "note"),
    [
        (
            "[rules.contrast]\nlevel = 'must'",
            (
                "line 7: rules.contrast: level 'must' warns at most, since the rule's measure is"
                ' rough; write level = "should", which is what counts'
            ),
        ),
        (
            "[rules.palette]\nlevel = 'should'",
            (
                "line 7: rules.palette: level 'should' only informs, since the rule's measure is"
                ' rough; write level = "hint", which is what counts'
            ),
        ),
        (
            "[rules.print-size]\nlevel = 'must'",
            (
                "line 7: rules.print-size: level 'must' warns at most, since no limit says where to"
                ' fail; write min = { warn = 21, fail = ... }, or level = "should"'
            ),
        ),
        (
            (
                "[rules.noise]\nlevel = 'should'\nmax = { warn = 3 }\n"
                "exceptions = [{ when = 'night', level = 'must' }]"
            ),
            (
                "line 9: rules.noise.exceptions.0: level 'must' warns at most, since no limit says"
                ' where to fail; write max = { warn = 3, fail = ... }, or level = "should"'
            ),
        ),
    ],
)
def test_a_level_that_weighs_less_than_it_says_is_noted(rest: str, note: str) -> None:
    assert list(parse(rest).notes) == [note]


@pytest.mark.parametrize("rest", [RULE, RULE + "max = 3", "[rules.color-mode]\nlevel = 'must'"])
def test_a_level_that_weighs_what_it_says_is_not(rest: str) -> None:
    assert parse(rest).notes == ()


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(InvalidConcept) as refused:
        parse(RULE + "max = 'a'\nmaxx = 3\n")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["line 9", "line 10"]
