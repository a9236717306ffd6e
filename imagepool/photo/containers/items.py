"""Items of an image file in the ISO base media family: which there are and where their bytes lie.

Source: ISO/IEC 14496-12, 8.11 (meta, iinf, iloc, iref) and 23008-12 (iprp).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from imagepool.photo.containers.boxes import Box, Cursor, boxes, child

IN_FILE, IN_META = 0, 1
_MOST_ITEMS = 65_536
_MOST_EXTENTS = 4096


@dataclass(frozen=True, slots=True)
class Item:
    """One item as ``iinf`` lists it; ``entry`` is its box there."""

    id: int
    kind: bytes
    content_type: bytes
    encoding: bytes
    entry: Box


@dataclass(frozen=True, slots=True)
class Location:
    """Where an item lies: extents as (place, size), in the file or in the ``idat`` box."""

    id: int
    method: int
    reference: int
    base: int
    extents: tuple[tuple[int, int], ...]
    record: slice  # of the item in iloc


@dataclass(frozen=True, slots=True)
class Widths:
    """Bytes of the fields of ``iloc``, and its version."""

    version: int
    offset: int
    length: int
    base: int
    index: int

    @property
    def extent(self) -> int:
        return self.index + self.offset + self.length


class Items:
    """The items of a file's ``meta`` box."""

    def __init__(self, data: bytes, meta: Box) -> None:
        self.data = data
        self.meta = meta
        self.boxes: dict[bytes, Box] = {}
        for box in boxes(data, meta.body + 4, meta.end):
            self.boxes.setdefault(box.kind, box)
        self.primary = self._primary()

    @classmethod
    def of(cls, data: bytes) -> Items | None:
        """Return the items of a file, or None where it has no ``meta`` box."""
        for box in boxes(data, 0, len(data)):
            if box.kind == b"meta":
                return cls(data, box)
        return None

    def _primary(self) -> int:
        box = self.boxes.get(b"pitm")
        if box is None:
            return 0
        version = self.data[box.body] if box.body < box.end else 0
        return Cursor(self.data, box.body + 4, box.end).number(4 if version else 2)

    def listed(self) -> Iterator[Item]:
        """Walk the items that ``iinf`` lists."""
        box = self.boxes.get(b"iinf")
        if box is None or box.body >= box.end:
            return
        start = box.body + (6 if self.data[box.body] == 0 else 8)
        for number, entry in enumerate(boxes(self.data, start, box.end)):
            if entry.kind == b"infe" and entry.body < entry.end and number < _MOST_ITEMS:
                yield self._item(entry)

    def _item(self, entry: Box) -> Item:
        version = self.data[entry.body]
        cursor = Cursor(self.data, entry.body + 4, entry.end)
        number = cursor.number(4 if version == 3 else 2)
        cursor.place += 2  # protection
        kind = cursor.number(4).to_bytes(4, "big") if version >= 2 else b"mime"
        cursor.text()  # the item's name
        mime = kind == b"mime"
        content_type = cursor.text() if mime and cursor.more else b""
        return Item(number, kind, content_type, cursor.text() if cursor.more else b"", entry)

    def widths(self) -> Widths | None:
        """Return how ``iloc`` writes its fields, or None where there is none."""
        box = self.boxes.get(b"iloc")
        if box is None or box.end - box.body < 8:
            return None
        version, first, second = (self.data[box.body + at] for at in (0, 4, 5))
        index = second & 15 if version in {1, 2} else 0
        return Widths(version, first >> 4, first & 15, second >> 4, index)

    def locations(self) -> Iterator[Location]:
        """Walk the records of ``iloc``."""
        box, widths = self.boxes.get(b"iloc"), self.widths()
        if box is None or widths is None:
            return
        cursor = Cursor(self.data, box.body + 6, box.end)
        count = cursor.number(4 if widths.version == 2 else 2)
        for _ in range(min(count, _MOST_ITEMS)):
            if not cursor.more:
                return
            yield self._location(cursor, widths)

    def _location(self, cursor: Cursor, widths: Widths) -> Location:
        start = cursor.place
        number = cursor.number(4 if widths.version == 2 else 2)
        method = cursor.number(2) & 15 if widths.version else IN_FILE
        reference = cursor.number(2)
        base = cursor.number(widths.base)
        count = cursor.number(2)
        after = cursor.place + count * widths.extent
        present = (cursor.end - cursor.place) // widths.extent if widths.extent else 0
        extents = []
        for _ in range(min(count, present, _MOST_EXTENTS)):
            cursor.place += widths.index
            extents.append((cursor.number(widths.offset) + base, cursor.number(widths.length)))
        cursor.place = after
        return Location(number, method, reference, base, tuple(extents), slice(start, after))

    @cached_property
    def _by_id(self) -> dict[int, Location]:
        return {each.id: each for each in self.locations()}

    def location(self, number: int) -> Location | None:
        """Return where an item lies, with places counted from the start of the file."""
        found = self._by_id.get(number)
        if found is None or found.method != IN_META:
            return found
        idat = self.boxes.get(b"idat")
        start = idat.body if idat else 0
        return replace(found, extents=tuple((place + start, n) for place, n in found.extents))

    def content(self, number: int, limit: int) -> bytes | None:
        """Return the bytes of an item; None where they lie elsewhere, outside, or beyond reason."""
        found = self.location(number)
        if found is None or found.reference or found.method not in {IN_FILE, IN_META}:
            return None
        parts, total = [], 0
        for place, size in found.extents:
            end = place + size if size else len(self.data)
            total += end - place
            if end > len(self.data) or total > limit:
                return None
            parts.append(self.data[place:end])
        return b"".join(parts)

    def describing(self, number: int) -> frozenset[int]:
        """Return the items that say they describe item ``number`` (references of type cdsc)."""
        box = self.boxes.get(b"iref")
        if box is None or box.body >= box.end:
            return frozenset()
        size = 4 if self.data[box.body] else 2
        found = set()
        for reference in boxes(self.data, box.body + 4, box.end):
            cursor = Cursor(self.data, reference.body, reference.end)
            source, count = cursor.number(size), cursor.number(2)
            if reference.kind != b"cdsc":
                continue
            targets = {cursor.number(size) for _ in range(count) if cursor.more}
            if number in targets:
                found.add(source)
        return frozenset(found)

    def properties(self, number: int) -> Iterator[Box]:
        """Walk the properties of an item, in the order in which they apply."""
        parent = self.boxes.get(b"iprp")
        store = child(self.data, parent, b"ipco") if parent else None
        if parent is None or store is None:
            return
        every = list(boxes(self.data, store.body, store.end))
        for index in self._associations(parent, number):
            if 0 < index <= len(every):
                yield every[index - 1]

    def _associations(self, parent: Box, number: int) -> Iterator[int]:
        for box in boxes(self.data, parent.body, parent.end):
            if box.kind != b"ipma" or box.end - box.body < 8:
                continue
            version, wide = self.data[box.body], self.data[box.body + 3] & 1
            cursor = Cursor(self.data, box.body + 4, box.end)
            for _ in range(min(cursor.number(4), _MOST_ITEMS)):
                owner = cursor.number(4 if version else 2)
                count = cursor.number(1)
                indices = [cursor.number(2 if wide else 1) for _ in range(count)]
                if owner == number:
                    yield from (index & (0x7FFF if wide else 0x7F) for index in indices)
                if not cursor.more:
                    break
