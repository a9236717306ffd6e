"""Finds what a schema cannot see: limits that cross, words that nothing defines, unknown names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from imagepool.style.concept_file.shape import Fault
from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.concept_file.toml_lines import Path
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.scene import MEASURED
from imagepool.style.sentences import placeholders

__all__ = ["contradictions_in"]

Table = Mapping[str, Any]

_ALWAYS_SAID = frozenset({"value", "limit", "unit", "required"})


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
    limits = Limits(min=_bound(table, "min", own.min), max=_bound(table, "max", own.max))
    for side, text in limits.faults():
        yield Fault((*path, side), f"{'.'.join(map(str, path))}.{side}: {text}")


def _bound(table: Table, side: str, otherwise: Bound) -> Bound:
    stated = table.get(side, otherwise)
    if isinstance(stated, Bound):
        return stated
    return Bound(**stated) if isinstance(stated, Mapping) else Bound(stated, stated)


def _unsayable(rule: Rule, table: Table, path: Path) -> Iterator[Fault]:
    sayable = rule.words.placeholders | _ALWAYS_SAID
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
            yield Fault((part, position, key), f"{name!r} stands twice among the {part}")
