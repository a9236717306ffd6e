"""Build image file directories: what ``directory`` reads, in either byte order.

Source: TIFF 6.0, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from imagepool.photo.containers.directory import UNIT, Directory, Entry, Tiff

ByteOrder: TypeAlias = Literal["little", "big"]

BYTE, SHORT, LONG, UNDEFINED = 1, 3, 4, 7
_RATIONALS = frozenset({5, 10})  # two numbers of four bytes make one value
_ENTRY = 12


@dataclass(frozen=True, slots=True)
class Field:
    """The value of one tag: its type, and its bytes in the byte order of the structure."""

    kind: int
    value: bytes

    @property
    def count(self) -> int:
        return len(self.value) // UNIT[self.kind]


Fields = Mapping[int, Field]


def field_of(tiff: Tiff, entry: Entry) -> Field:
    """Return an entry's value as it stands in a structure."""
    return Field(entry.kind, tiff.value(entry))


def fields_of(tiff: Tiff, directory: Directory) -> dict[int, Field]:
    """Return all tags of a directory; pointers to other directories as the numbers they are."""
    return {tag: field_of(tiff, entry) for tag, entry in directory.entries.items()}


def numbers(kind: int, values: list[int], order: ByteOrder) -> Field:
    """Return unsigned integers as a field."""
    return Field(kind, b"".join(value.to_bytes(UNIT[kind], order) for value in values))


def reordered(field: Field, old: ByteOrder, new: ByteOrder) -> Field:
    """Return a field in another byte order."""
    unit = 4 if field.kind in _RATIONALS else UNIT[field.kind]
    if old == new or unit == 1:
        return field
    units = (field.value[at : at + unit][::-1] for at in range(0, len(field.value), unit))
    return Field(field.kind, b"".join(units))


def size_of_directory(fields: Fields) -> int:
    """Return the bytes that ``write_directory`` makes of these fields, whatever their numbers."""
    values = (len(field.value) for field in fields.values())
    return 6 + _ENTRY * len(fields) + sum(size + size % 2 for size in values if size > 4)


def write_directory(fields: Fields, order: ByteOrder, *, start: int) -> bytes:
    """Return a directory with its values behind it, the last of its chain.

    ``start`` is where it will lie, an even number; offsets count from the structure's beginning.
    """
    entries, values = [], bytearray()
    free = start + 6 + _ENTRY * len(fields)
    for tag, field in sorted(fields.items()):
        size = len(field.value)
        place = field.value.ljust(4, b"\0")
        if size > 4:
            place = (free + len(values)).to_bytes(4, order)
            values += field.value + b"\0" * (size % 2)
        kind, count = field.kind.to_bytes(2, order), field.count.to_bytes(4, order)
        entries.append(tag.to_bytes(2, order) + kind + count + place)
    return b"".join((len(entries).to_bytes(2, order), *entries, bytes(4), bytes(values)))
