"""The help page of a rule as text: what ``imagepool explain`` prints and the web page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from imagepool.style.help_page import HelpPage
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.limits import Bound, Level, weaker
from imagepool.style.requirements import StyleConcept
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.sentences import number, shared_words

__all__ = ["Overview", "concept_lines", "explain", "heading", "overview"]

_WIDTH = 92
_ALLOWED = {Level.MUST: "levels", Level.SHOULD: "rough", Level.HINT: "informing"}


@dataclass(frozen=True, slots=True)
class Overview:
    """A rule in the list of all."""

    rule: str
    title: str
    level: str  # must, should, hint; empty where the concept does not use the rule
    told: str  # the level in words


def overview(
    concept: StyleConcept, lang: str = "en", *, rulebook: Rulebook = KNOWN_RULES
) -> tuple[Overview, ...]:
    """Return all rules with their titles, and how much they weigh in this concept."""
    words = shared_words()["levels"]
    settings = ((rule, concept.setting(rule.name)) for rule in rulebook)
    levels = ((rule, str(setting.level) if setting else "") for rule, setting in settings)
    return tuple(
        Overview(rule.name, rule.words.title[lang], level, words[level or "unused"][lang])
        for rule, level in levels
    )


def explain(rule: str, lang: str = "en", *, rulebook: Rulebook = KNOWN_RULES) -> str:
    """Return the rule's page; refuses an unknown name with ``InvalidRequest`` and a suggestion."""
    found = rulebook.named(rule)
    title = f"{found.name} ({found.words.title[lang]})"
    parts = [
        title,
        "=" * len(title),
        "",
        *_page(found.page(lang)),
        heading("concept", lang),
        *_indented(concept_lines(found, lang)),
    ]
    return "\n".join(parts) + "\n"


def heading(section: str, lang: str) -> str:
    """Return what a section of a help page is headed with."""
    words: str = shared_words()["headings"][section][lang]
    return words


def concept_lines(rule: Rule, lang: str = "en") -> Iterator[str]:
    """Yield the lines by which a concept file uses the rule as it is proposed."""
    comment = shared_words()["comments"]
    levels = comment[_ALLOWED[rule.cap]][lang]
    yield f"[rules.{rule.name}]"
    yield f'level = "{weaker(Level.SHOULD, rule.cap)}"  # {levels}'
    if rule.limits:
        for side, bound in (("min", rule.limits.min), ("max", rule.limits.max)):
            if bound != Bound():
                unit = rule.words.unit(rule.unit, lang)
                yield f"{side} = {_bound(bound)}" + (f"  # {unit}" if unit else "")
    if rule.options:
        yield f"[rules.{rule.name}.options]"
    told = rule.page(lang).options
    for option in rule.options.values():
        yield f"# {told[option.name][0] if option.name in told else option.unit}"
        yield from _assigned(option.name, option.default)
    yield f"# {comment['version'][lang].format(version=rule.measure_version)}"


def _page(page: HelpPage) -> Iterator[str]:
    yield from _paragraphs(page.summary)
    yield ""
    if page.measure:
        yield from _paragraphs(page.measure)
        yield ""
    for name, text in page.sections.items():
        yield heading(name, page.lang)
        yield from _indented(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.splitlines():
        yield from wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _bound(bound: Bound) -> str:
    parts = {"warn": bound.warn, "fail": bound.fail}
    inside = ", ".join(f"{key} = {number(v, 4)}" for key, v in parts.items() if v is not None)
    return f"{{ {inside} }}"


def _assigned(name: str, value: object) -> Iterator[str]:
    """Yield the lines that set an option; a long list is broken after its commas."""
    items = value if isinstance(value, tuple) else ()
    line = f"{name} = " + ("[" if items else _toml(value))
    for place, item in enumerate(items, 1):
        text = _toml(item) + ("]" if place == len(items) else ",")
        joint = "" if line.endswith("[") else " "
        if len(line + joint + text) > _WIDTH:
            yield line
            line, joint = "", ""
        line += joint + text
    yield line


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
