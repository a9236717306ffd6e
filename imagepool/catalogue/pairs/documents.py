"""Frozen values of the rights room as JSON documents and back, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from cattrs import Converter

__all__ = ["document_of", "value_of"]

Value = TypeVar("Value")


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _kind: date.fromisoformat(text))
    # A set has no order of its own; sorted, the same value is always the same document.
    converter.register_unstructure_hook(frozenset, sorted)
    converter.register_unstructure_hook_func(
        lambda kind: getattr(kind, "__origin__", None) is frozenset, sorted
    )
    return converter


_CONVERTER = _converter()


def document_of(value: object) -> dict[str, Any]:
    """Return the value as a document; the same value always gives the same one."""
    document: dict[str, Any] = _CONVERTER.unstructure(value)
    return document


def value_of(kind: type[Value], document: Mapping[str, Any]) -> Value:
    """Return the value of this kind that the document stands for."""
    return _CONVERTER.structure(document, kind)
