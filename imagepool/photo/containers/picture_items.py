"""Which items of an AVIF or HEIC file make the picture, and by which properties.

Kept are the primary item, what it is derived from (the tiles of a grid), and the transparency of
these. Left behind are thumbnails, depth maps, masks of persons and gain maps, further pictures,
and every item that only describes: EXIF, XMP, manifests, regions.

Source: ISO/IEC 23008-12, 6 (derived and auxiliary pictures, properties); AV1 in ISOBMFF, 4.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from imagepool.photo.containers.boxes import Box, Cursor, boxes, child
from imagepool.photo.containers.damage import damaged, not_written
from imagepool.photo.containers.items import IN_FILE, IN_META, Item, Items, Location

_DERIVED_FROM, _AUXILIARY_TO, _PREMULTIPLIED = b"dimg", b"auxl", b"prem"
_OF_OTHERS = frozenset({b"thmb", _AUXILIARY_TO})
_ALPHA = (b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1")
_PROPERTIES = frozenset(
    b"av1C hvcC lhvC avcC vvcC jpgC j2kH ispe pixi colr pasp irot imir clap auxC iscl rloc lsel "
    b"a1op a1lx oinf tols clli mdcv cclv amve ndwt".split()
)
_MOST_REFERENCES = 65_536
_MOST_ASSOCIATIONS = 500_000
_ESSENTIAL = 0x80


Extents = tuple[tuple[int, int], ...]
"""Places and sizes of the parts of an item's data."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An item's reference to others; ``kind`` says what they are to it."""

    kind: bytes
    source: int
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Association:
    """A property of an item, as a whole box, and whether readers must understand it."""

    box: bytes
    essential: bool


@dataclass(frozen=True, slots=True)
class PictureItem:
    """An item with all that must be kept of it."""

    id: int
    kind: bytes
    hidden: bool
    properties: tuple[Association, ...]
    in_meta: bool  # its data lies in the meta box
    extents: Extents  # counted from the start of the file


@dataclass(frozen=True, slots=True)
class Picture:
    """The items of one picture, the primary one first."""

    items: tuple[PictureItem, ...]
    references: tuple[Reference, ...]

    @property
    def primary(self) -> int:
        return self.items[0].id


def picture_in(items: Items, name: str) -> Picture:
    """Return the picture of a file; raises ``UnreadablePhoto`` where parts of it are missing."""
    return _Search(items, name).picture()


class _Search:
    def __init__(self, items: Items, name: str) -> None:
        self.items = items
        self.name = name
        self.listed: Mapping[int, Item] = {each.id: each for each in items.listed()}
        self.references = list(_references(items))
        self.properties = _properties(items)
        self.sources: dict[int, tuple[int, ...]] = {}
        for each in self.references:
            if each.kind == _DERIVED_FROM:
                self.sources.setdefault(each.source, each.targets)

    def picture(self) -> Picture:
        primary = self.items.primary
        if any(each.kind in _OF_OTHERS and each.source == primary for each in self.references):
            raise damaged(self.name, "its picture calls itself a part of another")
        kept = self._with_sources([primary])
        colors = set(kept)
        alphas = [each.source for each in self.references if self._is_alpha(each, colors)]
        kept = self._with_sources([*kept, *alphas])
        found = tuple(self._item(number) for number in kept)
        return Picture(found, tuple(self._among(set(kept))))

    def _with_sources(self, numbers: list[int]) -> list[int]:
        """Return the items and all that they are derived from, each once."""
        known = dict.fromkeys(numbers)
        waiting = deque(known)
        while waiting:
            for target in self.sources.get(waiting.popleft(), ()):
                if target not in known:
                    known[target] = None
                    waiting.append(target)
        return list(known)

    def _is_alpha(self, reference: Reference, colors: set[int]) -> bool:
        if reference.kind != _AUXILIARY_TO or colors.isdisjoint(reference.targets):
            return False
        of_item = self.properties.get(reference.source, ())
        return any(
            each.box[4:8] == b"auxC" and each.box[12:].startswith(_ALPHA) for each in of_item
        )

    def _among(self, kept: set[int]) -> Iterator[Reference]:
        wanted = {_DERIVED_FROM, _AUXILIARY_TO, _PREMULTIPLIED}
        for each in self.references:
            targets = tuple(target for target in each.targets if target in kept)
            if each.kind in wanted and each.source in kept and targets:
                yield replace(each, targets=targets)

    def _item(self, number: int) -> PictureItem:
        item, place = self.listed.get(number), self.items.location(number)
        if item is None or place is None:
            raise damaged(self.name, f"its item {number} is missing")
        if place.reference or place.method not in {IN_FILE, IN_META}:
            raise not_written(self.name, "the data of its items lies in other places")
        entry = self.items.data[item.entry.body : item.entry.end]
        protected = int.from_bytes(entry[8:10] if entry[0] == 3 else entry[6:8], "big")
        if entry[0] not in {2, 3} or protected:
            raise not_written(self.name, "its items are protected, or of an old kind")
        return PictureItem(
            id=number,
            kind=item.kind,
            hidden=bool(entry[3] & 1),
            properties=tuple(self._kept_properties(number)),
            in_meta=place.method == IN_META,
            extents=self._extents(place),
        )

    def _kept_properties(self, number: int) -> Iterator[Association]:
        for each in self.properties.get(number, ()):
            if each.box[4:8] in _PROPERTIES:
                yield each
            elif each.essential:
                raise not_written(self.name, f"it depends on a property {each.box[4:8]!r}")

    def _extents(self, place: Location) -> Extents:
        end = len(self.items.data)
        if place.method == IN_META:
            idat = self.items.boxes.get(b"idat")
            end = idat.end if idat else 0
        # A size of zero means: up to the end.
        extents = tuple((start, size or end - start) for start, size in place.extents)
        if not extents or any(size <= 0 or start + size > end for start, size in extents):
            raise damaged(self.name, "the data of its picture lies outside of the file")
        return extents


def _references(items: Items) -> Iterator[Reference]:
    parent = items.boxes.get(b"iref")
    if parent is None or parent.body >= parent.end:
        return
    size = 4 if items.data[parent.body] else 2
    left = _MOST_REFERENCES
    for each in boxes(items.data, parent.body + 4, parent.end):
        cursor = Cursor(items.data, each.body, each.end)
        source, count = cursor.number(size), cursor.number(2)
        present = min(count, (each.end - each.body) // size, left)
        left -= present
        yield Reference(each.kind, source, tuple(cursor.number(size) for _ in range(present)))


def _properties(items: Items) -> Mapping[int, Sequence[Association]]:
    """Return the properties of every item, in the order in which they apply."""
    parent = items.boxes.get(b"iprp")
    store = child(items.data, parent, b"ipco") if parent else None
    if parent is None or store is None:
        return {}
    inside = boxes(items.data, store.body, store.end)
    every = [items.data[each.start : each.end] for each in inside]
    found: dict[int, list[Association]] = {}
    for owner, index, essential in islice(_associations(items, parent), _MOST_ASSOCIATIONS):
        if 0 < index <= len(every):
            found.setdefault(owner, []).append(Association(every[index - 1], essential))
    return found


def _associations(items: Items, parent: Box) -> Iterator[tuple[int, int, bool]]:
    """Yield item, number of the property, and whether it is essential."""
    for each in boxes(items.data, parent.body, parent.end):
        if each.kind != b"ipma" or each.end - each.body < 8:
            continue
        version, width = items.data[each.body], 1 + (items.data[each.body + 3] & 1)
        essential = _ESSENTIAL << 8 * (width - 1)
        cursor = Cursor(items.data, each.body + 4, each.end)
        for _ in range(min(cursor.number(4), _MOST_REFERENCES)):
            owner, count = cursor.number(4 if version else 2), cursor.number(1)
            for _ in range(count):
                value = cursor.number(width)
                yield owner, value & (essential - 1), bool(value & essential)
            if not cursor.more:
                break
