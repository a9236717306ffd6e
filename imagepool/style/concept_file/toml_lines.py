"""Finds the line of a TOML text on which a value stands, so that errors can point at it."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Path", "line_of"]

Path = tuple[str | int, ...]  # keys, and positions in arrays of tables

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_ITEM = re.compile(r"\s*[{\"']")
_LIST = re.compile(r"=\s*\[\s*(?:#.*)?$")
_LONG = re.compile(r'"""|' + "'''")


def line_of(text: str, path: Path) -> int | None:
    r"""Return the line, from 1, that comes nearest to ``path``; None for the whole document.

    >>> line_of('[a]\nb = 1\nc = { d = 2 }', ("a", "c", "d"))
    3
    """
    best, found = 0, None
    for line, here in _places(text):
        depth = _shared(here, path)
        # A deeper place is nearer, unless it leads elsewhere.
        if depth in {len(here), len(path)} and depth > best:
            best, found = depth, line
    return found


def _places(text: str) -> Iterator[tuple[int, Path]]:
    table: Path = ()
    key_path: Path = ()
    counts: dict[Path, int] = {}
    open_quote = ""
    items: list[int] = []  # the next position in a list that goes on over several lines
    for line, content in enumerate(text.splitlines(), 1):
        if open_quote:
            open_quote = "" if content.count(open_quote) % 2 else open_quote
        elif items and _ITEM.match(content):
            yield line, (*key_path, items[0])
            items[0] += 1
        elif items and content.lstrip().startswith("]"):
            items = []
        elif header := _HEADER.match(content):
            table = _table(header[1], _parts(header[2]), counts)
            yield line, table
        elif key := _KEY.match(content):
            key_path = (*table, *_parts(key[1]))
            yield line, key_path
            open_quote = _left_open(content)
            items = [0] if _LIST.search(content) else []


def _table(brackets: str, names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return the table's path, with the positions of the arrays of tables it lies in."""
    path: Path = ()
    for name in names[:-1]:
        path = _latest((*path, name), counts)
    path = (*path, names[-1])
    if brackets == "[[":
        counts[path] = counts.get(path, -1) + 1
        return (*path, counts[path])
    return path


def _latest(path: Path, counts: dict[Path, int]) -> Path:
    return (*path, counts[path]) if path in counts else path


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _left_open(content: str) -> str:
    quotes = _LONG.findall(content)
    return quotes[0] if quotes and quotes.count(quotes[0]) % 2 else ""


def _shared(one: Path, other: Path) -> int:
    depth = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        depth += 1
    return depth
