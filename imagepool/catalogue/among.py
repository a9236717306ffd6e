"""``among(column, name)``: whether a column holds one of thousands of numbers, given as JSON.

An ``IN`` of so many parameters takes longer to write down than to answer, and engines bound them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType

__all__ = ["among"]


def among(column: InstrumentedAttribute[int], name: str) -> ColumnElement[bool]:
    """Return the condition; the parameter ``name`` is a JSON list of numbers of 32 bits."""
    return _Among(column, bindparam(name, type_=Text()))


class _Among(GenericFunction[bool]):
    name = "among"
    # Were it Boolean, SQLite would be asked for "= 1", and no index used.
    type = NullType()  # type: ignore[assignment]
    inherit_cache = True


@compiles(_Among, "sqlite")
def _on_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, numbers = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608  (a parameter)


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, numbers = (compiler.process(clause, **options) for clause in element.clauses)
    listed = f"json_array_elements_text(CAST({numbers} AS json))"
    values = f"SELECT CAST(value AS integer) FROM {listed}"  # noqa: S608  (a parameter)
    return f"{column} = ANY(ARRAY({values}))"
