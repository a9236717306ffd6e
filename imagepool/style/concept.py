"""Reads an image-style concept: one TOML file that states what a region requires, and why.

Its shape is the published ``concept.schema.json``; every error names its line and what to do.
A published version is immutable: findings refer to it for years.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imagepool.errors import InvalidConcept
from imagepool.style.concept_file.shape import Fault, faults_in
from imagepool.style.concept_file.soundness import contradictions_in
from imagepool.style.concept_file.toml_lines import line_of
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.requirements import (
    Circumstance,
    Easing,
    OptionValue,
    PaletteColor,
    Question,
    RuleSetting,
    StyleConcept,
    Theme,
    Tonality,
)
from imagepool.style.rulebook import Rule, Rulebook
from imagepool.style.schema import concept_schema

__all__ = ["StyleConcept", "load_concept", "parse_concept", "read_concept"]

Table = Mapping[str, Any]


def load_concept(path: Path, *, rulebook: Rulebook = KNOWN_RULES) -> StyleConcept:
    """Read the concept file; refuses with ``InvalidConcept``, naming line and remedy."""
    return parse_concept(read_concept(path), rulebook=rulebook)


def read_concept(path: Path) -> str:
    r"""Return the text of a concept file, its line ends as \n, not yet looked at."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "name a TOML file in UTF-8 that can be read"
        raise InvalidConcept(f"cannot read the concept {path}: {error}", hint=hint) from error


def parse_concept(text: str, *, rulebook: Rulebook = KNOWN_RULES) -> StyleConcept:
    """Read a concept from its text; refuses with ``InvalidConcept``, naming line and remedy."""
    document = _document(text)
    faults = list(faults_in(document, concept_schema(rulebook)))
    faults = faults or list(contradictions_in(document, rulebook))
    if faults:
        raise _refusal(text, faults)
    return _concept(document, rulebook)


def _document(text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The parser tells the line in its sentence only.
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        hint = "the file must be TOML 1.0 (https://toml.io)"
        raise InvalidConcept(f"line {line}: {error}", line=line, hint=hint) from error


def _refusal(text: str, faults: list[Fault]) -> InvalidConcept:
    placed = [(line_of(text, fault.path), fault) for fault in faults]
    placed.sort(key=lambda one: one[0] or 0)
    sentences = [f"line {line}: {f.message}" if line else f.message for line, f in placed]
    line, first = placed[0]
    return InvalidConcept("\n".join(sentences), line=line, hint=first.hint)


def _concept(document: Table, rulebook: Rulebook) -> StyleConcept:
    head = document["concept"]
    rules = document["rules"].items()
    palette = tuple(
        PaletteColor(one["name"], one["color"].lower()) for one in document.get("palette", ())
    )
    return StyleConcept(
        id=head["id"],
        version=head["version"],
        title=head["title"],
        why=head["why"],
        valid_from=head.get("valid_from", ""),
        supersedes=head.get("supersedes", ""),
        circumstances=tuple(
            Circumstance(name, one["title"], tuple(one.get("keywords", ())))
            for name, one in document.get("circumstances", {}).items()
        ),
        rules=tuple(_setting(rulebook.named(name), table, palette) for name, table in rules),
        themes=tuple(Theme(**one) for one in document.get("themes", ())),
        tonalities=tuple(Tonality(**one) for one in document.get("tonalities", ())),
        palette=palette,
        checklist=tuple(_question(one) for one in document.get("checklist", ())),
    )


def _setting(rule: Rule, table: Table, palette: tuple[PaletteColor, ...]) -> RuleSetting:
    limits = None if rule.limits is None else _limits(table, rule.limits)
    return RuleSetting(
        rule=rule.name,
        level=Level(table["level"]),
        limits=limits,
        options=_options(rule, table, palette),
        why=table.get("why", {}),
        message=table.get("message", {}),
        remedy=table.get("remedy", {}),
        exceptions=tuple(_easing(one, limits) for one in table.get("exceptions", ())),
    )


def _options(rule: Rule, table: Table, palette: tuple[PaletteColor, ...]) -> dict[str, OptionValue]:
    options = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in table.get("options", {}).items()
    }
    if "palette" in rule.options and not options.get("palette"):
        options["palette"] = tuple(one.color for one in palette)
    return options


def _easing(table: Table, limits: Limits | None) -> Easing:
    return Easing(
        when=table["when"],
        level=Level(table["level"]) if "level" in table else None,
        limits=None if limits is None else _limits(table, limits),
        exempt=table.get("exempt", False),
        why=table.get("why", {}),
    )


def _limits(table: Table, otherwise: Limits) -> Limits:
    """Return the limits that a table states; a side it does not name stays as it was."""
    sides = {side: _bound(table[side]) for side in ("min", "max") if side in table}
    return Limits(**{"min": otherwise.min, "max": otherwise.max, **sides})


def _bound(stated: float | Table) -> Bound:
    if isinstance(stated, Mapping):
        return Bound(**stated)
    return Bound(warn=stated, fail=stated)


def _question(table: Table) -> Question:
    return Question(**{**table, "themes": tuple(table.get("themes", ()))})
