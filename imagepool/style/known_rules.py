"""Every rule that a concept may use here: imagepool's own, and those of plug-ins."""

from __future__ import annotations

from collections.abc import Mapping

from imagepool.style.plugin_switch import are_plugins_on
from imagepool.style.plugins import plugged_in
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.rules import RULES

__all__ = ["KNOWN_RULES"]


class _KnownRules(Rulebook):
    """The built-in rules first; plug-ins are looked for when the first rule is asked for."""

    @property
    def _rules(self) -> Mapping[str, Rule]:
        return {**super()._rules, **plugged_in()} if are_plugins_on() else super()._rules


KNOWN_RULES: Rulebook = _KnownRules(RULES)
