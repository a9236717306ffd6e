"""What all rows share: the metadata, and columns that hold the same on both engines."""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from imagepool.errors import InvalidRequest

# Constraints have names, so that a later migration can speak of them.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")

# SQLite numbers only an INTEGER PRIMARY KEY by itself.
Serial = BigInteger().with_variant(Integer, "sqlite")


class Row(DeclarativeBase):
    """A row of a table: columns with types, and no behavior."""

    metadata = MetaData(naming_convention=_NAMES)


def _storable(text: str) -> str:
    # PostgreSQL stores neither; SQLite would, and the two must not differ.
    if "\0" in text or _HALF.search(text):
        raise InvalidRequest(
            f"{text[:40]!a} holds a NUL or half a character", hint="remove it from the text"
        )
    return text


def to_json(value: object) -> str:
    """Return the JSON text of a JSON column; raises ``InvalidRequest`` as ``Words`` does."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise InvalidRequest(f"this cannot be kept as JSON: {error}") from error
    if _ESCAPED_NUL.search(text):
        _storable("\0")
    return _storable(text)


class Words(TypeDecorator[str]):
    """Text of any length; raises ``InvalidRequest`` for signs that not every engine stores."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Check the text on its way in."""
        del dialect
        return None if value is None else _storable(value)


class Bits64(TypeDecorator[int]):
    """An unsigned number of 64 bits, stored as the signed one of the same bits."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Return the signed number of the same bits."""
        del dialect
        return None if value is None else (value ^ 1 << 63) - (1 << 63)

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        """Return the unsigned number of the same bits."""
        del dialect
        return None if value is None else int(value) & (1 << 64) - 1
