from __future__ import annotations

from typing import Any

import pytest

from imagepool.style.concept_file.shape import faults_in

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "count": {"type": "integer", "minimum": 1},
        "on": {"type": "boolean"},
        "share": {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]},
        "words": {"type": "object", "additionalProperties": {"type": "string"}},
        "free": {"type": "object"},
    },
}


@pytest.mark.parametrize(
    "document",
    [
        {"name": "a"},
        {"name": "a", "count": 1, "on": False, "share": 0.5},
        {"name": "a", "share": [1, 2.5], "words": {"x": "y"}, "free": {"any": 1}},
    ],
)
def test_what_fits_has_no_faults(document: dict[str, Any]) -> None:
    assert list(faults_in(document, SCHEMA)) == []


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        ({}, (), "the concept lacks 'name'"),
        ([], (), "the concept must be a table"),
        ({"name": 1}, ("name",), "name must be text, not 1"),
        ({"name": "a", "count": True}, ("count",), "must be a whole number"),
        ({"name": "a", "count": 1.5}, ("count",), "must be a whole number"),
        ({"name": "a", "count": 0}, ("count",), "must be at least 1"),
        ({"name": "a", "on": 1}, ("on",), "must be true or false"),
        ({"name": "a", "share": "x"}, ("share",), "must be a number or a list"),
        ({"name": "a", "share": [1, "x"]}, ("share", 1), "share.1 must be a number"),
        ({"name": "a", "share": float("inf")}, ("share",), "must be a finite number"),
        ({"name": "a", "words": {"x": 1}}, ("words", "x"), "must be text"),
        ({"name": "a", "nmae": 1}, ("nmae",), "'nmae' is unknown"),
    ],
)
def test_a_fault_is_named_with_its_path(
    document: Any, path: tuple[str | int, ...], message: str
) -> None:
    faults = list(faults_in(document, SCHEMA))
    assert [fault.path for fault in faults] == [path]
    assert message in faults[0].message
