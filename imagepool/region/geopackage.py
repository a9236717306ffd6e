"""Areas out of a GeoPackage: SQLite tables whose geometry is well-known binary (OGC 12-128r19)."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

__all__ = ["read_geopackage"]

Rings = tuple[tuple[tuple[float, float], ...], ...]

_ENVELOPES = (0, 32, 48, 48, 64)  # bytes of the envelope, by its kind
_EMPTY = 0x10
_POLYGON, _MULTI_POLYGON = 3, 6
_MOST = 5_000_000  # points of one area; a map has no more


def read_geopackage(path: Path) -> Iterator[tuple[Mapping[str, Any], int, Rings]]:
    """Yield properties, EPSG code and rings of every area in every layer.

    Raises ``ValueError`` for what is no GeoPackage and for geometry that cannot be read.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            for table, column, code in _layers(connection):
                yield from _areas(connection, table, column, code)
    except sqlite3.Error as error:
        raise ValueError(f"it is no GeoPackage: {error}") from error


def _layers(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id"
        " FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s USING (srs_id)"
        " JOIN gpkg_contents c USING (table_name) WHERE c.data_type = 'features'"
    )
    return [
        (table, column, int(code) if str(who).upper() == "EPSG" else 0)
        for table, column, who, code in rows
    ]


def _areas(
    connection: sqlite3.Connection, table: str, column: str, code: int
) -> Iterator[tuple[Mapping[str, Any], int, Rings]]:
    quoted = table.replace('"', '""')
    for row in connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608  (a name, quoted)
        fields = dict(row)
        blob = fields.pop(column)
        if isinstance(blob, bytes):
            rings = _rings(blob)
            if rings:
                yield fields, code, rings


def _rings(blob: bytes) -> Rings:
    """Return all rings of a polygon or several; () of other geometry and of none."""
    if blob[:2] != b"GP" or len(blob) < 8:
        raise ValueError("a geometry does not begin as those of GeoPackages do")
    flags = blob[3]
    kind = flags >> 1 & 7
    if flags & _EMPTY or kind >= len(_ENVELOPES):
        return ()
    try:
        return tuple(_Reader(blob, 8 + _ENVELOPES[kind]).area())
    except struct.error as error:
        raise ValueError(f"a geometry ends too early: {error}") from error


class _Reader:
    """Reads well-known binary from a place on."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    def area(self) -> Iterator[tuple[tuple[float, float], ...]]:
        order = "<" if self._take("<B") else ">"
        kind = self._take(order + "I")
        # ISO adds 1000 a dimension, EWKB sets high bits.
        values = 2 + (kind // 1000 % 4 in {1, 2}) + 2 * (kind // 1000 % 4 == 3)
        if kind & 0xC0000000:
            values = 2 + bool(kind & 0x80000000) + bool(kind & 0x40000000)
        shape = (kind & 0x0FFFFFFF) % 1000
        if shape == _MULTI_POLYGON:
            for _ in range(self._count(order)):
                yield from self.area()
        elif shape == _POLYGON:
            for _ in range(self._count(order)):
                yield self._ring(order, values)

    def _ring(self, order: str, values: int) -> tuple[tuple[float, float], ...]:
        count = self._count(order)
        numbers = struct.unpack_from(f"{order}{count * values}d", self._data, self._at)
        self._at += 8 * count * values
        return tuple(zip(numbers[::values], numbers[1::values], strict=True))

    def _count(self, order: str) -> int:
        count = self._take(order + "I")
        if count > _MOST:
            raise ValueError(f"a geometry claims {count} points")
        return count

    def _take(self, layout: str) -> int:
        (value,) = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return int(value)
