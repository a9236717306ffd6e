"""Finds requirements that weigh less than their level says, so that no region is taken by surprise.

They are no faults: a concept may state a level that a better measure will reach one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imagepool.style.concept_file.shape import Fault
from imagepool.style.concept_file.toml_lines import Path
from imagepool.style.limits import Bound, Level, Limits, limits_of, weaker
from imagepool.style.rulebook import Rule, Rulebook

__all__ = ["leniencies_in"]

Table = Mapping[str, Any]

_WEIGHS = {Level.SHOULD: "warns at most", Level.HINT: "only informs"}


def leniencies_in(document: Table, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield each level that the rule or its limits do not reach; the document must be sound."""
    for name, table in document["rules"].items():
        rule = rulebook.named(name)
        yield from _leniency(rule, table, rule.limits, ("rules", name))
        limits = limits_of(table, rule.limits or Limits())
        for position, easing in enumerate(table.get("exceptions", ())):
            if easing.keys() & {"level", "min", "max"} and not easing.get("exempt"):
                stated = {"level": table["level"], **easing}
                yield from _leniency(rule, stated, limits, ("rules", name, "exceptions", position))


def _leniency(rule: Rule, table: Table, otherwise: Limits | None, path: Path) -> Iterator[Fault]:
    level = Level(table["level"])
    at = (*path, "level")
    where = ".".join(map(str, path))
    if weaker(level, rule.cap) is not level:
        text = f"{where}: level '{level}' {_WEIGHS[rule.cap]}, since the rule's measure is rough"
        yield Fault(at, text, f'write level = "{rule.cap}", which is what counts')
    elif level is Level.MUST and otherwise and not _may_fail(limits_of(table, otherwise)):
        text = f"{where}: level 'must' warns at most, since no limit says where to fail"
        yield Fault(at, text, _with_fail(limits_of(table, otherwise)))


def _may_fail(limits: Limits) -> bool:
    return limits.min.fail is not None or limits.max.fail is not None


def _with_fail(limits: Limits) -> str:
    """Show how the limits would be written with the mildest that fails."""
    for side, bound in (("max", limits.max), ("min", limits.min)):
        if bound != Bound() and bound.warn is not None:
            warn = f"{bound.warn:g}"
            return f'write {side} = {{ warn = {warn}, fail = ... }}, or level = "should"'
    return 'write a limit, or level = "should"'
