"""Checks a document against a JSON Schema: the few keywords that the concept's schema uses.

A library would do the same with five packages and cannot name a misspelled key's likely meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.concept_file.toml_lines import Path

__all__ = ["Fault", "faults_in"]

Schema = Mapping[str, Any]

_KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
_NAMES = {
    "object": "a table",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}

_UNQUOTED = frozenset({"boolean", "integer", "number"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and what to do about it."""

    path: Path
    message: str
    hint: str = ""


def faults_in(document: Any, schema: Schema, path: Path = ()) -> Iterator[Fault]:
    """Yield everything in which ``document`` departs from ``schema``."""
    if "anyOf" in schema:
        yield from _any_of(document, schema["anyOf"], path)
        return
    kind = schema["type"]
    if not _is(document, kind):
        hint = _retyped(document, schema, path)
        yield Fault(path, f"{_at(path)} must be {_NAMES[kind]}, not {_shown(document)}", hint)
        return
    check = _CHECKS.get(kind)
    if check:
        yield from check(document, schema, path)


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):  # in Python a bool is an int
        return kind == "boolean"
    return isinstance(value, _KINDS[kind])


def _any_of(document: Any, schemas: list[Schema], path: Path) -> Iterator[Fault]:
    for schema in schemas:
        if _is(document, schema["type"]):
            yield from faults_in(document, schema, path)
            return
    names = " or ".join(_NAMES[schema["type"]] for schema in schemas)
    yield Fault(
        path, f"{_at(path)} must be {names}, not {_shown(document)}", "write it without quotes"
    )


def _retyped(value: Any, schema: Schema, path: Path) -> str:
    """Say how to write a value that is of another kind than it must be."""
    kind = schema["type"]
    if kind == "string" and not isinstance(value, (dict, list)):
        example = schema.get("examples", [_shown(value)])[0]
        key = path[-1] if path and isinstance(path[-1], str) else ""
        return f'put it in quotes, such as {key} = "{example}"' if key else "put it in quotes"
    if kind == "array":
        return "put it in brackets: [ ... ]"
    return "write it without quotes" if isinstance(value, str) and kind in _UNQUOTED else ""


def _shown(value: Any) -> str:
    """Write a value as it stands in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, (date, time)) else repr(value)


def _object(table: Mapping[str, Any], schema: Schema, path: Path) -> Iterator[Fault]:
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    for key in schema.get("required", ()):
        if key not in table:
            yield Fault(path, f"{_at(path)} lacks {key!r}", f"add: {key} = ...")
    if len(table) < schema.get("minProperties", 0):
        yield Fault(path, f"{_at(path)} is empty", "write something, or leave it out")
    for key, value in table.items():
        here = (*path, key)
        if key in known:
            yield from faults_in(value, known[key], here)
        elif rest is False:
            yield Fault(here, f"{key!r} is unknown in {_at(path)}", did_you_mean(key, known))
        elif isinstance(rest, Mapping):
            yield from faults_in(value, rest, here)


def _array(items: list[Any], schema: Schema, path: Path) -> Iterator[Fault]:
    for position, item in enumerate(items):
        yield from faults_in(item, schema["items"], (*path, position))


def _string(text: str, schema: Schema, path: Path) -> Iterator[Fault]:
    choices = schema.get("enum")
    if choices and text not in choices:
        hint = did_you_mean(text, choices)
        yield Fault(path, f"{_at(path)} must be one of {', '.join(choices)}, not {text!r}", hint)
    if len(text.strip()) < schema.get("minLength", 0):
        yield Fault(path, f"{_at(path)} is empty", "write something, or leave it out")
    if "pattern" in schema and not re.search(schema["pattern"], text):
        hint = f"such as {schema['examples'][0]!r}" if schema.get("examples") else ""
        yield Fault(path, f"{_at(path)} has not the form it needs: {text!r}", hint)
    elif schema.get("format") == "date" and text and not _is_day(text):
        yield Fault(
            path, f"{_at(path)} is no day of the calendar: {text!r}", "write year-month-day"
        )


def _number(value: float, schema: Schema, path: Path) -> Iterator[Fault]:
    # Also catches nan, which TOML can write.
    if not float("-inf") < value < float("inf"):
        yield Fault(path, f"{_at(path)} must be a finite number", "write a plain number")
    least, most = schema.get("minimum"), schema.get("maximum")
    unit = schema.get("description", "").removeprefix("in ")
    if least is not None and value < least:
        hint = f"nothing below {least} {unit}".strip() + " is ever measured or meant"
        yield Fault(path, f"{_at(path)} must be at least {least}, not {value}", hint)
    if most is not None and value > most:
        hint = f"nothing above {most} {unit}".strip() + " is ever measured or meant"
        yield Fault(path, f"{_at(path)} must be at most {most}, not {value}", hint)


_CHECKS: Mapping[str, Callable[[Any, Schema, Path], Iterator[Fault]]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "number": _number,
    "integer": _number,
}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _at(path: Path) -> str:
    return ".".join(str(part) for part in path) if path else "the concept"
