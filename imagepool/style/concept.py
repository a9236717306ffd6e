"""Reads an image-style concept: one TOML file that states what a region requires, and why.

Its shape is the published ``concept.schema.json``; every error names its line and what to do.
A published version is immutable: findings refer to it for years.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from imagepool.errors import InvalidConcept
from imagepool.style.concept_file.leniency import leniencies_in
from imagepool.style.concept_file.shape import Fault, faults_in
from imagepool.style.concept_file.soundness import contradictions_in
from imagepool.style.concept_file.toml_lines import line_of
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.limits import Level, Limits, limits_of
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
    return parse_concept(read_concept(path), file=str(path), rulebook=rulebook)


def read_concept(path: Path) -> str:
    r"""Return the text of a concept file, its line ends as \n, not yet looked at."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "name a TOML file in UTF-8 that can be read"
        raise InvalidConcept(f"cannot read the concept {path}: {error}", hint=hint) from error


def parse_concept(text: str, *, file: str = "", rulebook: Rulebook = KNOWN_RULES) -> StyleConcept:
    """Read a concept from its text; refuses with ``InvalidConcept``, naming line and remedy.

    ``file`` is named in what is refused and in ``notes``.
    """
    document = _document(text, file)
    faults = list(faults_in(document, concept_schema(rulebook)))
    faults = faults or list(contradictions_in(document, rulebook))
    if faults:
        raise _refusal(text, faults, file)
    notes = [
        f"{_place(file, line)}{fault.message}; {fault.hint}"
        for line, fault in _placed(text, list(leniencies_in(document, rulebook)))
    ]
    return replace(_concept(document, rulebook), notes=tuple(notes))


def _document(text: str, file: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The parser tells the line in its sentence only.
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        hint = "the file must be TOML 1.0 (https://toml.io)"
        raise InvalidConcept(f"{_place(file, line)}{error}", line=line, hint=hint) from error


def _refusal(text: str, faults: list[Fault], file: str) -> InvalidConcept:
    placed = _placed(text, faults)
    line, first = placed[0]
    if len(placed) == 1:
        return InvalidConcept(_place(file, line) + first.message, line=line, hint=first.hint)
    sentences = [
        f"{_place(file, line)}{'; '.join(filter(None, (fault.message, fault.hint)))}"
        for line, fault in placed
    ]
    hint = f"{len(placed)} places to mend; `imagepool explain RULE` shows what a rule takes"
    return InvalidConcept("\n".join(sentences), line=line, hint=hint)


def _placed(text: str, faults: list[Fault]) -> list[tuple[int | None, Fault]]:
    """Return the faults with their lines, in the order of the file."""
    placed = [(line_of(text, fault.path), fault) for fault in faults]
    return sorted(placed, key=lambda one: one[0] or 0)


def _place(file: str, line: int | None) -> str:
    parts = [file] * bool(file) + [f"line {line}"] * bool(line)
    return f"{', '.join(parts)}: " if parts else ""


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
    limits = None if rule.limits is None else limits_of(table, rule.limits)
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
        limits=None if limits is None else limits_of(table, limits),
        exempt=table.get("exempt", False),
        why=table.get("why", {}),
    )


def _question(table: Table) -> Question:
    return Question(**{**table, "themes": tuple(table.get("themes", ()))})
