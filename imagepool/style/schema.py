"""The JSON Schema of concept files, built from the rules; published as ``concept.schema.json``.

``python -m imagepool.style.schema`` prints it. Editors that read it (Even Better TOML, taplo)
complete rule names and options, and mark what is wrong while a region writes.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.limits import Level
from imagepool.style.rulebook import Option, Rule, Rulebook
from imagepool.style.sentences import LANGUAGES

__all__ = ["COLOR", "OPTIONS_KEY", "concept_schema"]

OPTIONS_KEY = "options"
COLOR = "#rrggbb"
"""The unit of options that are colors."""
_NAME = "^[a-z0-9][a-z0-9_-]*$"
_KINDS = {bool: "boolean", int: "integer", float: "number", str: "string"}

_TEXT = {
    "description": "Words for people, in every language of the pool.",
    "type": "object",
    "additionalProperties": False,
    "required": list(LANGUAGES),
    "properties": {lang: {"type": "string", "minLength": 1} for lang in LANGUAGES},
}
_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}
_COLOR = {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#1f5b4a"]}
_DATE = r"^\d{4}-\d\d-\d\d$"
_DAY = {"type": "string", "pattern": _DATE, "format": "date", "examples": ["2026-10-01"]}
_ANY_DAY = _DAY | {"pattern": f"^$|{_DATE}"}  # of options: empty where none is meant
_MOST = {"%": 100, "of 100": 100, "of 255": 255}  # of options with these units
_ID = {"type": "string", "pattern": _NAME, "examples": ["north-thuringia"]}


def concept_schema(rulebook: Rulebook = KNOWN_RULES) -> dict[str, Any]:
    """Return the schema of concepts that use the rules of this book."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Image-style concept",
        "description": "What a region requires of its pictures.",
        **_table(
            {
                "concept": _table(
                    {
                        "id": _ID,
                        "version": {
                            "description": "Count up with every change; published is immutable.",
                            "type": "string",
                            "pattern": r"^\d+\.\d+\.\d+$",
                            "examples": ["1.0.0"],
                        },
                        "title": _TEXT,
                        "why": _TEXT,
                        "valid_from": _DAY,
                        "supersedes": {
                            "description": "The version that this one replaces.",
                            "type": "string",
                        },
                    },
                    required=("id", "version", "title", "why"),
                ),
                "circumstances": {
                    "description": "Words for exceptions; a photo claims one by its keywords.",
                    "type": "object",
                    "additionalProperties": _table(
                        {"title": _TEXT, "keywords": _WORDS}, required=("title",)
                    ),
                },
                "rules": {
                    **_table({rule.name: _setting(rule) for rule in rulebook}),
                    "minProperties": 1,
                },
                "themes": _list_of({"id": _ID, "title": _TEXT, "about": _TEXT}),
                "tonalities": _list_of({"id": _ID, "title": _TEXT, "about": _TEXT}),
                "palette": {
                    "description": "The colors of the region, as one sees them there.",
                    **_list_of({"name": _TEXT, "color": _COLOR}),
                },
                "checklist": _list_of(
                    {"id": _ID, "topic": _TEXT, "question": _TEXT},
                    {"help": _TEXT, "themes": _WORDS},
                ),
            },
            required=("concept", "rules"),
        ),
    }


def _setting(rule: Rule) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "level": {"type": "string", "enum": [str(level) for level in Level]},
        "why": _TEXT,
        "message": _TEXT,
        "remedy": _TEXT,
        **_limits(rule),
    }
    if rule.options:
        properties[OPTIONS_KEY] = _table({name: _option(o) for name, o in rule.options.items()})
    eased = {"when": _ID, "why": _TEXT, "exempt": {"type": "boolean"}} | {
        key: properties[key] for key in ("level", *_limits(rule))
    }
    properties["exceptions"] = {"type": "array", "items": _table(eased, required=("when",))}
    return {
        "description": rule.page().summary,
        **_table(properties, required=("level",)),
    }


def _limits(rule: Rule) -> dict[str, Any]:
    """Offer the sides for which the rule has words."""
    if rule.limits is None:
        return {}
    sides = {"min": "below", "max": "above"}
    return {key: _bound(rule) for key, side in sides.items() if rule.words.sentence(side)}


def _bound(rule: Rule) -> dict[str, Any]:
    least, most = rule.span
    number = {"description": f"in {rule.unit}", "type": "number", **_between(least, most)}
    both = {"warn": number, "fail": number}
    return {
        "description": "One number that the level judges, or where to warn and where to fail.",
        "anyOf": [number, _table(both)],
    }


def _option(option: Option) -> dict[str, Any]:
    about = {"description": option.unit} if option.unit else {}
    if option.kind is tuple:
        items = {"type": "array", "items": _text_of(option)}
        return {**about, **items, "default": list(option.default)}  # type: ignore[call-overload]
    if option.kind is str:
        return {**about, **_text_of(option), "default": option.default}
    # What is not negative by default is a count, a share or a size, and never is.
    default = option.default
    sized = option.kind in {int, float} and isinstance(default, int | float) and default >= 0
    bounds = _between(0, _MOST.get(option.unit)) if sized else {}
    return {**about, "type": _KINDS[option.kind], **bounds, "default": option.default}


def _text_of(option: Option) -> dict[str, Any]:
    """Say what a text of the option looks like."""
    if option.choices:
        return {"type": "string", "enum": list(option.choices)}
    known = {COLOR: _COLOR, "date": _ANY_DAY, "dates": _DAY}
    return known.get(
        option.unit, {"type": "string"} | ({"minLength": 1} if option.kind is tuple else {})
    )


def _between(least: float | None, most: float | None) -> dict[str, float]:
    bounds = {"minimum": least, "maximum": most}
    return {key: bound for key, bound in bounds.items() if bound is not None}


def _table(properties: dict[str, Any], *, required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
        "properties": properties,
    }


def _list_of(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    table = _table(required | (optional or {}), required=tuple(required))
    return {"type": "array", "items": table}


if __name__ == "__main__":
    json.dump(concept_schema(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
