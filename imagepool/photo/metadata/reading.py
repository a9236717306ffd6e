"""What one block of metadata states, in the pool's field names, before blocks are weighed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from imagepool.asset import FactValue, Trouble

DIGITIZED = "date_digitized"
"""Not a field of its own: when nothing says when a picture was taken, this is the next best."""

_NO_TEXT = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """The values that one block states; what it leaves empty is absent."""

    values: Mapping[str, FactValue] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()


def stated(values: Mapping[str, FactValue | None]) -> dict[str, FactValue]:
    """Return the values without the empty ones; a zero is not empty."""
    return {name: value for name, value in values.items() if value not in {None, "", ()}}


def clean(text: str) -> str:
    """Return the text without blanks around it and without what no text holds.

    That are NULs, with which writers pad fields, other control characters, and halves of
    characters: databases and XML refuse them.
    """
    return _NO_TEXT.sub("", text).strip(" \t\r\n")


def decode(data: bytes) -> str:
    """Decode text whose encoding nobody states: UTF-8 where it is, else Windows-1252."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return latin(data)


def latin(data: bytes) -> str:
    """Decode what calls itself Latin-1 and is mostly Windows-1252; never fails."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
