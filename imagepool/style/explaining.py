"""The help page of a rule: what ``imagepool explain`` prints and the web page shows."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from imagepool.style.limits import Bound, Level
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.rules import RULES
from imagepool.style.sentences import number

__all__ = ["explain"]


def explain(rule: str, *, rulebook: Rulebook = RULES) -> str:
    """Return the rule's page; refuses an unknown name with ``InvalidRequest`` and a suggestion."""
    found = rulebook.named(rule)
    title = found.words.title
    heading = f"{found.name} ({title['de']} / {title['en']})"
    return "\n".join([heading, "=" * len(heading), "", found.page, "", *_declaration(found)]) + "\n"


def _declaration(rule: Rule) -> Iterator[str]:
    yield "In the concept file"
    yield f"    [rules.{rule.name}]"
    levels = "must, should or hint"
    if rule.cap is not Level.MUST:
        levels = "should or hint: the measure is rough, and never fails a photo"
    yield f'    level = "should"  # {levels}'
    if rule.limits:
        for side, bound in (("min", rule.limits.min), ("max", rule.limits.max)):
            if bound != Bound():
                yield f"    {side} = {_bound(bound)}  # {rule.unit}"
    if rule.options:
        yield f"    [rules.{rule.name}.options]"
    for option in rule.options.values():
        yield f"    # {option.unit}"
        yield from _wrapped(f"{option.name} = {_toml(option.default)}")
    yield f"    # version {rule.measure_version} of the measure"


def _bound(bound: Bound) -> str:
    parts = {"warn": bound.warn, "fail": bound.fail}
    inside = ", ".join(f"{key} = {number(v, 4)}" for key, v in parts.items() if v is not None)
    return f"{{ {inside} }}"


def _wrapped(line: str) -> Iterator[str]:
    """Break a long list after its commas, as TOML allows."""
    return (
        f"    {part}" for part in wrap(line, 92, break_long_words=False, break_on_hyphens=False)
    )


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
