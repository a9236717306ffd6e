"""Finds what a schema cannot see: limits that cross, words that nothing defines, unknown names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from imagepool.style.concept_file.shape import Fault
from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.concept_file.toml_lines import Path
from imagepool.style.limits import Limits, limits_of
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.scene import MEASURED
from imagepool.style.sentences import ALWAYS_SAID, placeholders

__all__ = ["contradictions_in"]

Table = Mapping[str, Any]


def contradictions_in(document: Table, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield what contradicts itself in a document that has the schema's shape."""
    themes = [theme["id"] for theme in document.get("themes", ())]
    known = {*MEASURED, *document.get("circumstances", {}), *themes}
    for name, table in document["rules"].items():
        yield from _in_rule(rulebook.named(name), table, ("rules", name), known)
    for part in ("themes", "tonalities", "checklist"):
        yield from _repeated([one["id"] for one in document.get(part, ())], part)
    colors = [one["color"].lower() for one in document.get("palette", ())]
    yield from _repeated(colors, "palette", key="color")
    for position, question in enumerate(document.get("checklist", ())):
        for theme in set(question.get("themes", ())) - set(themes):
            path = ("checklist", position, "themes")
            yield Fault(path, f"there is no theme {theme!r}", did_you_mean(theme, themes))


def _in_rule(rule: Rule, table: Table, path: Path, known: set[str]) -> Iterator[Fault]:
    yield from _crossed(rule, table, path)
    yield from _reversed(rule, table, path)
    yield from _unsayable(rule, table, path)
    for position, easing in enumerate(table.get("exceptions", ())):
        here = (*path, "exceptions", position)
        if easing.keys() & {"min", "max"}:
            yield from _crossed(rule, {**table, **easing}, here)
        when = easing["when"]
        if when not in known:
            hint = did_you_mean(when, known)
            yield Fault((*here, "when"), f"there is no circumstance {when!r}", hint)
        if not easing.keys() & {"level", "min", "max", "exempt"}:
            hint = "add level, min, max, or exempt = true"
            yield Fault(here, f"the exception for {when!r} changes nothing", hint)


def _crossed(rule: Rule, table: Table, path: Path) -> Iterator[Fault]:
    own = rule.limits or Limits()
    limits = limits_of(table, own)
    for side, text in limits.faults():
        at = side if side in table else next(one for one in ("min", "max") if one in table)
        hint = "; ".join(_unstated(table, own)) or "swap the two, or state the one that is meant"
        yield Fault((*path, at), f"{'.'.join(map(str, path))}.{side}: {text}", hint)


def _unstated(table: Table, own: Limits) -> Iterator[str]:
    """Name the limits that the table does not state and the rule proposes."""
    for side, bound in (("min", own.min), ("max", own.max)):
        if side not in table and bound.passing is not None:
            yield f"the rule's own {side} is {bound.passing:g}; state {side}, too"


def _reversed(rule: Rule, table: Table, path: Path) -> Iterator[Fault]:
    """Find a first and a last day in the wrong order."""
    stated = table.get("options", {})
    first, last = (
        str(stated.get(name, option.default)) if (option := rule.options.get(name)) else ""
        for name in ("earliest", "latest")
    )
    if first and last and first > last:
        here = (*path, "options", "earliest" if "earliest" in stated else "latest")
        yield Fault(here, f"the earliest day, {first}, lies behind the latest, {last}", "swap them")


def _unsayable(rule: Rule, table: Table, path: Path) -> Iterator[Fault]:
    sayable = rule.words.placeholders | ALWAYS_SAID
    for part in ("message", "remedy"):
        for lang, text in table.get(part, {}).items():
            here = (*path, part, lang)
            try:
                unknown = placeholders(text) - sayable
            except ValueError as error:
                yield Fault(here, f"the braces do not hold together: {error}", "double lone braces")
                continue
            for name in sorted(unknown):
                yield Fault(here, f"nothing fills {{{name}}}", did_you_mean(name, sayable))


def _repeated(names: list[str], part: str, *, key: str = "id") -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            position = len(names) - 1 - names[::-1].index(name)
            hint = "leave one out, or give it another name"
            yield Fault((part, position, key), f"{name!r} stands twice among the {part}", hint)
