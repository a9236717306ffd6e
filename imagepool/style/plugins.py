"""Rules from other packages: who installs one beside imagepool has its rules in the rulebook.

A package names a module in the entry-point group ``imagepool``; that module has a function
``imagepool_rules`` marked with ``hookimpl``, which returns rules made by ``rulebook.rule``.
"""

from __future__ import annotations

import inspect
import logging
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pluggy

from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.limits import Limits
from imagepool.style.rulebook import Rule
from imagepool.style.rules import RULES
from imagepool.style.sentences import ALWAYS_SAID, LANGUAGES, Words

__all__ = ["hookimpl", "plugged_in"]

GROUP = "imagepool"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_log = logging.getLogger(__name__)
_hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """What a plug-in may do."""

    @_hookspec
    def imagepool_rules(self) -> Iterable[Rule]:  # type: ignore[empty-body]  # pluggy never calls it
        """Return the rules that the plug-in adds."""


@cache
def plugged_in() -> Mapping[str, Rule]:
    """Return the rules of all plug-ins, by name; looked for once.

    A plug-in that does not load, and a rule that does not hold what every rule owes, are left out
    and named in the log. A name that is taken stays with whoever has it.
    """
    added: dict[str, Rule] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        try:
            for rule in _rules_of(point):
                fault = _fault(rule, {*RULES.names, *added})
                if fault:
                    _log.warning("plug-in %s: a rule is left out: %s", _named(point), fault)
                else:
                    added[rule.name] = rule
        except (Exception, SystemExit) as error:  # noqa: BLE001 - however a plug-in breaks
            why = f"{type(error).__name__}: {error}"
            _log.warning("plug-in %s is left out: %s", _named(point), why)
    return added


def _rules_of(point: EntryPoint) -> Iterator[Any]:
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    manager.register(point.load())
    found = manager.hook.imagepool_rules()
    if not found:
        raise TypeError("it has no function imagepool_rules marked with hookimpl")
    for rules in found:
        yield from rules


def _named(point: EntryPoint) -> str:
    package = f" ({point.dist.name} {point.dist.version})" if point.dist else ""
    return f"{point.name!r}{package}"


def _fault(rule: object, taken: Iterable[str]) -> str:
    """Return what keeps a rule out of the rulebook; empty where nothing does."""
    if not isinstance(rule, Rule):
        return f"{rule!r} is no rule; declare it with imagepool.style.rulebook.rule"
    if not _NAME.fullmatch(rule.name):
        return f"the name {rule.name!r} is not of small letters, digits and hyphens"
    if rule.name in taken:
        return f"there is a rule {rule.name!r} already"
    try:
        silent = list(_unsaid(rule.words, rule.limits))
        unfilled = list(_unfilled(rule))
        summary = rule.page().summary
    except Exception as error:  # noqa: BLE001 - files of other people
        return f"{rule.name}: its words cannot be read ({type(error).__name__}: {error})"
    faults = unfilled
    if silent:
        faults.append(f"its words lack {', '.join(silent)}, in {' and '.join(LANGUAGES)}")
    if not summary:
        faults.append("its module has no docstring, which is the help page")
    return f"{rule.name}: {'; '.join(faults)}" if faults else ""


def _unfilled(rule: Rule) -> Iterator[str]:
    """Name what sentences ask for in braces and the rule's module never mentions.

    Raises ``ValueError`` where braces do not hold together.
    """
    asked = rule.words.placeholders - ALWAYS_SAID
    try:
        source = inspect.getsource(sys.modules[rule.measure.__module__])
    except OSError:  # delivered without its source
        return
    for name in sorted(asked):
        if not re.search(rf"\b{name}\b", source):
            hint = did_you_mean(name, ALWAYS_SAID)
            yield f"nothing fills {{{name}}} in its words ({hint})"


def _unsaid(words: Words, limits: Limits | None) -> Iterator[str]:
    """Yield the sentences that a rule owes and does not have in every language."""
    sides = {"outside": limits is None}
    if limits is not None:
        sides = {
            "below": limits.min.passing is not None,
            "above": limits.max.passing is not None,
        }
    paths: list[tuple[str, ...]] = [("title",), ("pass",)]
    paths += [
        (side, part) for side, owed in sides.items() if owed for part in ("message", "remedy")
    ]
    for path in paths:
        if not set(LANGUAGES) <= words.sentence(*path).keys():
            yield ".".join(path)
