"""AVIF files of four tiles with everything around them that the standard allows."""

from __future__ import annotations

from dataclasses import dataclass

from imagepool.photo.containers.box_writing import box, full_box, numbers
from imagepool.photo.containers.items import Items
from tests.making import make_photo

_TILE = 64
_GRID, _TILES, _THUMBNAIL, _EXIF, _DEPTH = 10, (1, 2, 3, 4), 5, 6, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the tables are written."""

    version: int  # of iloc: 1 or 2
    wide: bool = False  # ids of four bytes, beyond two
    split: bool = False  # every item in two parts, places counted from a base
    behind: bytes = b""  # further boxes


def make_grid(shape: Shape, *, secret: bytes) -> bytes:
    """A picture of 128 x 128: its grid item lies in the meta box, its tiles in the file.

    Around it: a thumbnail, a depth map, EXIF, a description among the properties, padding.
    """
    drawn = [make_photo(_TILE, _TILE, "AVIF", seed=seed, quality=60) for seed in range(4)]
    config, coded = [], []
    for data in drawn:
        items = Items.of(data)
        assert items is not None
        config = [data[each.start : each.end] for each in items.properties(items.primary)]
        coded.append(items.content(items.primary, 1 << 20) or b"")
    size = _TILE * 2
    properties = [
        *config,
        full_box(b"ispe", 0, numbers([size, size], 4)),
        full_box(b"udes", 0, secret + b"\0"),
        full_box(b"auxC", 0, b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0"),
    ]
    tile = range(1, len(config) + 1)
    whole, said, depth = len(config) + 1, len(config) + 2, len(config) + 3
    owned = {number: [*tile] for number in (*_TILES, _THUMBNAIL)}
    owned |= {_DEPTH: [*tile, depth], _GRID: [whole, said]}
    files = dict(zip(_TILES, coded, strict=True))
    files |= {
        _THUMBNAIL: coded[0] + b"\0",
        _DEPTH: coded[1] + b"\0",
        _EXIF: bytes(4) + b"II*\0\x08\0\0\0" + bytes(6) + secret,
    }
    grid = bytes((0, 0, 1, 1)) + numbers([size, size], 2)
    return _assembled(shape, properties, owned, files, grid, secret)


def _assembled(
    shape: Shape,
    properties: list[bytes],
    owned: dict[int, list[int]],
    files: dict[int, bytes],
    grid: bytes,
    secret: bytes,
) -> bytes:
    add = 0x10000 if shape.wide else 0
    width = 4 if shape.wide else 2
    kinds = dict.fromkeys(files, b"av01") | {_EXIF: b"Exif", _GRID: b"grid"}
    entries = [
        full_box(
            b"infe",
            3 if shape.wide else 2,
            numbers([number + add], width) + bytes(2) + kind + secret + b"\0",
            flags=int(number != _GRID),
        )
        for number, kind in kinds.items()
    ]
    references = [
        box(
            kind,
            numbers([source + add], width),
            numbers([len(targets)], 2),
            numbers([target + add for target in targets], width),
        )
        for kind, source, targets in (
            (b"dimg", _GRID, _TILES),
            (b"thmb", _THUMBNAIL, (_GRID,)),
            (b"auxl", _DEPTH, (_GRID,)),
            (b"cdsc", _EXIF, (_GRID,)),
        )
    ]
    owners = [
        numbers([number + add], width) + bytes((len(each), *each))
        for number, each in sorted(owned.items())
    ]
    head = box(b"ftyp", b"avif", bytes(4), b"mif1avifmiaf") + box(b"free", secret)

    def meta(start: int) -> bytes:
        return full_box(
            b"meta",
            0,
            full_box(b"hdlr", 0, bytes(4), b"pict", bytes(12), secret + b"\0"),
            full_box(b"pitm", int(shape.wide), numbers([_GRID + add], width)),
            _iloc(shape, files, grid, start=start, add=add),
            full_box(b"iinf", 0, numbers([len(entries)], 2), *entries),
            full_box(b"iref", int(shape.wide), *references),
            box(
                b"iprp",
                box(b"ipco", *properties),
                full_box(b"ipma", int(shape.wide), numbers([len(owners)], 4), *owners),
            ),
            box(b"idat", secret + grid),
        )

    start = len(head) + len(meta(0)) + 8
    return b"".join((head, meta(start), box(b"mdat", *files.values()), shape.behind))


def _iloc(shape: Shape, files: dict[int, bytes], grid: bytes, *, start: int, add: int) -> bytes:
    width = 4 if shape.version == 2 else 2
    records = []
    for number, data in files.items():
        parts = [(0, len(data))]
        if shape.split:
            parts = [(0, len(data) // 2), (len(data) // 2, len(data) - len(data) // 2)]
        base = start if shape.split else 0
        record = numbers([number + add], width) + numbers([0, 0], 2) + numbers([base], 8)
        record += numbers([len(parts)], 2)
        for place, size in parts:
            record += numbers([0], 4) + numbers([place + start - base, size], 4)
        records.append(record)
        start += len(data)
    place = len(b"GEHEIM-4711")  # the secret lies before the grid
    record = numbers([_GRID + add], width) + numbers([1, 0], 2) + numbers([0], 8)
    records.append(record + numbers([1], 2) + numbers([0, place, len(grid)], 4))
    count = numbers([len(records)], width)
    return full_box(b"iloc", shape.version, b"\x44\x84", count, *records)
