"""Write the packet into AVIF and HEIC files: a new ``meta`` box around the picture's own items.

Kept byte by byte: the coded data of the items that make the picture, and their properties, the
ICC profile among them. All other boxes go (C2PA manifests, videos, padding), and so do bytes that
no item of the picture points to. There is no place for IIM.

Source: ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6 and annex A.
"""

from __future__ import annotations

from collections.abc import Iterator

from imagepool.photo.containers.bmff import XMP_TYPE
from imagepool.photo.containers.box_writing import box, full_box, numbers
from imagepool.photo.containers.boxes import Box, boxes
from imagepool.photo.containers.damage import damaged, not_written
from imagepool.photo.containers.items import IN_FILE, IN_META, Items
from imagepool.photo.containers.picture_items import Extents, Picture, PictureItem, picture_in
from imagepool.photo.keeping.privacy_list import OTHER_PICTURES
from imagepool.photo.packet import Packet

_SEQUENCES = frozenset({b"avis", b"msf1", b"hevc", b"hevx"})
_STILL = frozenset({b"avif", b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2"})
_NOT_KEPT = _SEQUENCES | {b"tmap"}  # brands of sequences and of gain maps
_LARGEST = 1 << 32
_MOST_PROPERTIES = 0x7FFF
_MOST_ITEMS = (1 << 32) - 4
_DESCRIBING = frozenset({b"Exif", b"mime", b"uri "})
_HANDLER = full_box(b"hdlr", 0, bytes(4), b"pict", bytes(13))

_Extra = tuple[int, bytes, bytes]  # id, entry of iinf, data


def write_bmff(data: bytes, packet: Packet, left_out: set[str] | None = None) -> bytes:
    """Return the file with the packet's EXIF and XMP and no other metadata.

    With ``left_out``, it is noted there where further pictures stay behind.
    """
    brands = _brands(data)
    name = "AVIF" if b"avif" in brands else "HEIC"
    items = Items.of(data)
    if items is None or not items.primary:
        raise damaged(name, "it names no picture")
    picture = picture_in(items, name)
    _check_bounds(data, picture, name)
    if left_out is not None and _has_others(items, picture):
        left_out.add(OTHER_PICTURES)
    written = _Layout(data, picture, packet, brands).file()
    _check(data, picture, written, name)
    return written


def _brands(data: bytes) -> bytes:
    """Return the ``ftyp`` box without the brands of what is not kept."""
    first: Box | None = next(boxes(data, 0, len(data)), None)
    if first is None or first.kind != b"ftyp" or first.end - first.body < 8:
        raise damaged("AVIF or HEIC", "it does not begin like one")
    content = data[first.body : first.end]
    every = [content[at : at + 4] for at in range(8, len(content) - 3, 4)]
    brands = list(dict.fromkeys(each for each in every if each not in _NOT_KEPT))
    major = next((each for each in (content[:4], *brands) if each in _STILL), None)
    if content[:4] == b"avis" or major is None:
        raise not_written("AVIF or HEIC", "it is an animation, or of a kind that is not known")
    return box(b"ftyp", major, content[4:8], *brands)


def _has_others(items: Items, picture: Picture) -> bool:
    kept = {each.id for each in picture.items}
    return any(each.kind not in _DESCRIBING for each in items.listed() if each.id not in kept)


def _check_bounds(data: bytes, picture: Picture, name: str) -> None:
    """Refuse what the new tables could not hold, or what would swell in being copied."""
    if sum(map(_size, _distinct(picture))) > len(data):
        raise damaged(name, "its items overlap")
    every = {each.box for item in picture.items for each in item.properties}
    most = max(len(item.properties) for item in picture.items)
    if len(every) > _MOST_PROPERTIES or most > 255 or _highest(picture) > _MOST_ITEMS:
        raise damaged(name, "it lists far too many items or properties")


def _highest(picture: Picture) -> int:
    return max(each.id for each in picture.items)


def _distinct(picture: Picture) -> list[Extents]:
    """Return where the items lie, in the order of the file; items may share their data."""
    return sorted({each.extents for each in picture.items})


class _Layout:
    """The new file: ftyp, meta, mdat."""

    def __init__(self, data: bytes, picture: Picture, packet: Packet, brands: bytes) -> None:
        self.data = data
        self.picture = picture
        self.brands = brands
        self.extras = _extras(picture, packet)
        ids = [*(each.id for each in picture.items), *(number for number, _, _ in self.extras)]
        self.wide = max(ids) > 0xFFFF
        self.id_size = 4 if self.wide else 2
        self.entries = [_entry(each) for each in picture.items]
        self.entries += [entry for _, entry, _ in self.extras]

    def file(self) -> bytes:
        start = len(self.brands) + len(self._meta(0)) + 8
        meta = self._meta(start)
        body = [data for _, _, data in self.extras]
        body += [self._bytes(extents) for extents in self._stored(in_meta=False)]
        return b"".join((self.brands, meta, box(b"mdat", *body)))

    def _stored(self, *, in_meta: bool) -> list[Extents]:
        kept = {each.extents for each in self.picture.items if each.in_meta == in_meta}
        return [extents for extents in _distinct(self.picture) if extents in kept]

    def _bytes(self, extents: Extents) -> bytes:
        return b"".join(self.data[place : place + size] for place, size in extents)

    def _meta(self, start: int) -> bytes:
        inside = [self._bytes(extents) for extents in self._stored(in_meta=True)]
        count = len(self.entries)
        return full_box(
            b"meta",
            0,
            _HANDLER,
            full_box(b"pitm", int(self.wide), numbers([self.picture.primary], self.id_size)),
            self._iloc(start),
            full_box(b"iinf", 1, numbers([count], 4), *self.entries),
            self._iref(),
            self._iprp(),
            *([box(b"idat", *inside)] if inside else []),
        )

    def _iloc(self, start: int) -> bytes:
        """Return the places of the items; the data of ``mdat`` begins at ``start``."""
        records = []
        for number, _, data in self.extras:
            records.append(self._record(number, IN_FILE, start, len(data)))
            start += len(data)
        places = dict(self._places(start, in_meta=False)) | dict(self._places(0, in_meta=True))
        records += [
            self._record(each.id, _method(each), places[each.extents], _size(each.extents))
            for each in self.picture.items
        ]
        widths = b"\x44\x00"  # places and sizes of four bytes, no base, no index
        count = numbers([len(records)], self.id_size)
        return full_box(b"iloc", 2 if self.wide else 1, widths, count, *records)

    def _places(self, start: int, *, in_meta: bool) -> Iterator[tuple[Extents, int]]:
        for extents in self._stored(in_meta=in_meta):
            yield extents, start
            start += _size(extents)

    def _record(self, number: int, method: int, place: int, size: int) -> bytes:
        head = numbers([number], self.id_size) + numbers([method, 0, 1], 2)
        return head + numbers([place, size], 4)

    def _iref(self) -> bytes:
        described = [(b"cdsc", number, (self.picture.primary,)) for number, _, _ in self.extras]
        kept = [(each.kind, each.source, each.targets) for each in self.picture.references]
        references = [
            box(
                kind,
                numbers([source], self.id_size),
                numbers([len(targets)], 2),
                numbers(targets, self.id_size),
            )
            for kind, source, targets in kept + described
        ]
        return full_box(b"iref", int(self.wide), *references) if references else b""

    def _iprp(self) -> bytes:
        """Return every property once, and which items have it."""
        every = list(dict.fromkeys(p.box for item in self.picture.items for p in item.properties))
        places = {whole: number for number, whole in enumerate(every, 1)}
        owners = []
        for item in sorted(self.picture.items, key=lambda each: each.id):
            values = [places[each.box] | each.essential << 15 for each in item.properties]
            owner = numbers([item.id], self.id_size) + bytes((len(values),))
            owners.append(owner + numbers(values, 2))
        table = full_box(b"ipma", int(self.wide), numbers([len(owners)], 4), *owners, flags=1)
        return box(b"iprp", box(b"ipco", *every), table)


def _method(item: PictureItem) -> int:
    return IN_META if item.in_meta else IN_FILE


def _size(extents: Extents) -> int:
    return sum(size for _, size in extents)


def _entry(item: PictureItem) -> bytes:
    return _infe(item.id, item.kind, b"\0", hidden=item.hidden)


def _infe(number: int, kind: bytes, texts: bytes, *, hidden: bool) -> bytes:
    wide = number > 0xFFFF
    head = numbers([number], 4 if wide else 2) + bytes(2)  # not protected
    return full_box(b"infe", 3 if wide else 2, head, kind, texts, flags=int(hidden))


def _extras(picture: Picture, packet: Packet) -> list[_Extra]:
    """Return the items of the packet, which describe the picture."""
    free = _highest(picture) + 1
    extras = []
    if packet.exif:  # begins with the distance to the TIFF header
        entry = _infe(free, b"Exif", b"\0", hidden=True)
        extras.append((free, entry, bytes(4) + packet.exif))
    if packet.xmp:
        number = free + len(extras)
        entry = _infe(number, b"mime", b"\0" + XMP_TYPE + b"\0", hidden=True)
        extras.append((number, entry, packet.xmp))
    return extras


def _check(data: bytes, picture: Picture, written: bytes, name: str) -> None:
    """Read the new file again and compare every item with the old."""
    items = Items.of(written)
    again = picture_in(items, name) if items else None
    if again is None or len(written) >= _LARGEST:
        raise damaged(name, "what was written does not read back")
    same = len(again.items) == len(picture.items) and all(
        new.id == old.id
        and new.properties == old.properties
        and _content(written, new) == _content(data, old)
        for old, new in zip(picture.items, again.items, strict=True)
    )
    if not same or set(again.references) != set(picture.references):
        raise damaged(name, "what was written does not read back")


def _content(data: bytes, item: PictureItem) -> bytes:
    return b"".join(data[place : place + size] for place, size in item.extents)
