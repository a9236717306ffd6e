"""What every rule owes: a file, a page, words in both languages, sound declarations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest
from imagepool.style import rules
from imagepool.style.help_page import SECTIONS
from imagepool.style.limits import Level, Limits
from imagepool.style.rulebook import Rule
from imagepool.style.rules import RULES
from imagepool.style.sentences import placeholders

FOLDER = Path(rules.__file__).parent
SIDES = ("below", "above", "outside")
ROUGH = {
    "burst",
    "children",
    "color-cast",
    "color-tint",
    "contrast",
    "date-stamp",
    "fine-detail",
    "hdr-look",
    "lettering",
    "motion",
    "near-duplicate",
    "people",
    "recompression",
    "saturation",
    "tilt",
    "watermark",
}
INFORMING = {"clipped-shadows", "palette"}

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
every_language = pytest.mark.parametrize("lang", ["de", "en"])


def test_every_file_is_listed_and_every_rule_has_a_file_of_its_name() -> None:
    files = {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}
    assert {rule.name.replace("-", "_") for rule in RULES} == files
    assert {file.stem for file in FOLDER.glob("*.toml")} == files
    assert len(RULES) == len(RULES.names) == len(files)


def test_every_rule_has_its_tables() -> None:
    here = Path(__file__).parent
    for rule in RULES:
        text = (here / f"test_{rule.name.replace('-', '_')}.py").read_text("utf-8")
        assert f'table_of("{rule.name}"' in text
        assert "PASSES = {" in text
        assert "FAILS = {" in text


@every_rule
def test_the_function_lives_in_the_file_of_the_rules_name(rule: Rule) -> None:
    module = rule.measure.__module__.rsplit(".", 1)[-1]
    assert module == rule.name.replace("-", "_")
    assert rule.measure.__name__ == "measure"


@every_rule
def test_a_rule_is_a_short_file(rule: Rule) -> None:
    file = FOLDER / f"{rule.name.replace('-', '_')}.py"
    assert len(file.read_text("utf-8").splitlines()) <= 120


@every_rule
@every_language
def test_the_page_has_its_sections_in_order(rule: Rule, lang: str) -> None:
    page = rule.page(lang)
    assert page.lang == lang
    assert list(page.sections) == [name for name in SECTIONS if name != "options" or rule.options]
    assert all(page.sections.values())
    assert re.fullmatch(r"[A-ZÄÖÜ][\w -]+: .+\.", page.summary)


@every_rule
def test_both_pages_tell_the_same(rule: Rule) -> None:
    german, english = rule.page("de"), rule.page("en")
    assert bool(german.measure) is bool(english.measure)
    assert german.summary.partition(":")[0] == rule.words.title["de"]
    assert numbers_in(german.sections["measured"], "de") == numbers_in(
        english.sections["measured"], "en"
    )


def numbers_in(text: str, lang: str) -> list[float]:
    """Return the numbers, sorted: 1,000.5 in English is 1000,5 in German."""
    text = re.sub(r"(?<=\d),(?=\d)", "" if lang == "en" else ".", text)
    return sorted(float(one) for one in re.findall(r"\d+(?:\.\d+)?", text))


@every_rule
@every_language
def test_every_option_is_explained_with_its_unit(rule: Rule, lang: str) -> None:
    told = rule.page(lang).options
    assert list(told) == list(rule.options)
    for option in rule.options.values():
        unit, about = told[option.name]
        assert about
        assert isinstance(option.default, option.kind)
        assert lang == "de" or unit == option.unit


@every_rule
def test_it_speaks_both_languages_wherever_it_speaks(rule: Rule) -> None:
    words = rule.words
    sides = [side for side in SIDES if words.sentence(side)]
    assert sides
    reasons = words.sentence("unmeasurable")
    spoken = [words.title, words.sentence("pass")]
    spoken += [words.sentence(side, part) for side in sides for part in ("message", "remedy")]
    spoken += [words.sentence("unmeasurable", reason) for reason in reasons]
    spoken += [words.sentence("terms", term) for term in words.sentence("terms")]
    spoken += [words.quantity, {lang: words.unit(rule.unit, lang) for lang in ("de", "en")}]
    for sentence in spoken:
        assert set(sentence) == {"de", "en"}
        german, english = (placeholders(text) for text in sentence.values())
        assert german == english


@every_rule
def test_the_words_fit_the_kind_of_limits(rule: Rule) -> None:
    assert bool(rule.words.sentence("outside")) is (rule.limits is None)
    if rule.limits:
        assert rule.limits != Limits()
        assert not rule.limits.faults()
        for bound, side in ((rule.limits.min, "below"), (rule.limits.max, "above")):
            assert bound.passing is None or rule.words.sentence(side)


@every_rule
def test_rough_rules_are_capped_in_code(rule: Rule) -> None:
    assert (rule.cap is Level.SHOULD) is (rule.name in ROUGH)
    assert (rule.cap is Level.HINT) is (rule.name in INFORMING)


def test_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(InvalidRequest) as refused:
        RULES.named("colour_profile")
    assert refused.value.hint == "did you mean 'color-profile'?"
    assert "noise" in RULES
    assert "colour_profile" not in RULES
