"""Reading a region's files; every trouble is a `ConfigurationError` naming file and key."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, cast

from imagepool.errors import ConfigurationError

__all__ = ["Row", "Section", "Table", "read_rows", "read_text", "read_toml", "refuse"]

Table = Mapping[str, object]


def refuse(path: Path, key: str, message: str, *, hint: str = "") -> NoReturn:
    """Raise `ConfigurationError` about one key (or line) of one of the region's files."""
    where = f"{path.parent.name}/{path.name}"
    raise ConfigurationError(
        f"{where}, {key}: {message}" if key else f"{where}: {message}",
        setting=key,
        hint=hint or f"Mend {path}.",
    )


def read_text(path: Path) -> str:
    """Return the file's text (UTF-8, a byte order mark is dropped)."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        refuse(path, "", "the region needs this file", hint=f"Add {path}.")
    except (OSError, UnicodeDecodeError) as error:
        refuse(path, "", f"cannot be read: {error}", hint="Save it as UTF-8 text.")


class Section:
    """One table of a TOML file, whose values are read by key with the right type."""

    def __init__(self, path: Path, values: Table, name: str = "") -> None:
        self.path = path
        self.values = values
        self._name = name

    def section(self, key: str) -> Section:
        """Return the table under `key`; an empty one where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, "must be a table")
        return Section(self.path, value, f"{self._name}{key}.")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not (isinstance(value, str) and value.strip()):
            self.refuse(key, "must be a text that is not empty")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; () where there is none."""
        value = self.values.get(key, [])
        if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            self.refuse(key, "must be a list of texts")
        return tuple(value)

    def only(self, *keys: str) -> None:
        """Refuse keys other than these: a typing error shall not pass silently."""
        for key in self.values:
            if key not in keys:
                hint = f"Known: {', '.join(keys)}."
                refuse(self.path, f"{self._name}{key}", "unknown key", hint=hint)

    def refuse(self, key: str, message: str) -> NoReturn:
        refuse(self.path, f"{self._name}{key}", message)


def read_toml(path: Path) -> Section:
    try:
        return Section(path, tomllib.loads(read_text(path)))
    except tomllib.TOMLDecodeError as error:
        refuse(path, "", f"is not valid TOML: {error}")


class Row:
    """One line of a CSV file, whose cells are read by column with the right type."""

    def __init__(self, path: Path, line: int, cells: Mapping[str, str]) -> None:
        self.path = path
        self.line = line
        self._cells = cells

    def text(self, column: str) -> str:
        return self._cells.get(column) or ""

    def required(self, column: str) -> str:
        return self.text(column) or self.refuse(column, "is empty")

    def names(self, column: str) -> tuple[str, ...]:
        """Return a cell that lists values with ``|`` between them."""
        return tuple(part for name in self.text(column).split("|") if (part := name.strip()))

    def number(self, column: str, low: float, high: float, *, default: str = "") -> float:
        """Return the cell as a number from `low` to `high`."""
        cell = self.text(column) or default
        try:
            value = float(cell)
        except ValueError:
            self.refuse(column, f"{cell!r} is not a number")
        if not low <= value <= high:
            self.refuse(column, f"{cell} lies outside {low:g} to {high:g}")
        return value

    def digits(self, column: str, count: int) -> str:
        """Return the cell, an official key of exactly `count` digits."""
        cell = self.text(column)
        if not (len(cell) == count and cell.isascii() and cell.isdigit()):
            self.refuse(column, f"{cell!r} is not a key of {count} digits")
        return cell

    def refuse(self, column: str, message: str) -> NoReturn:
        refuse(self.path, f"line {self.line}, {column}", message)


def read_rows(path: Path, *, columns: tuple[str, ...]) -> list[Row]:
    """Return the lines of a CSV file that has a header with at least these `columns`."""
    reader = csv.DictReader(read_text(path).splitlines())
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        refuse(path, missing[0], "the column is missing", hint=f"Needed: {', '.join(columns)}.")
    try:
        return [
            Row(path, reader.line_num, {k: v.strip() for k, v in _cells(row).items()})
            for row in reader
        ]
    except csv.Error as error:
        refuse(path, f"line {reader.line_num}", str(error))


def _cells(row: Mapping[str, object]) -> Mapping[str, str]:
    # The reader gives None for a line that is too short, and a list under None for one too long.
    return cast("Mapping[str, str]", {k: v for k, v in row.items() if k and isinstance(v, str)})
