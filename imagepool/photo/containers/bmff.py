"""AVIF and HEIC files: metadata are items of the ``meta`` box.

Source: ISO/IEC 23008-12 (HEIF), annex A (Exif and XMP items) and 6.5 (properties).
"""

from __future__ import annotations

import re

from imagepool.photo.containers.blocks import LARGEST_PACKET, Blocks, Gathering
from imagepool.photo.containers.boxes import Box, Cursor, boxes
from imagepool.photo.containers.items import Item, Items

XMP_TYPE = b"application/rdf+xml"
XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_MOST_ITEMS = 8
_TIFF_HEAD = re.compile(rb"II\*\0|MM\0\*")


def read_bmff(data: bytes) -> Blocks:
    """Return the metadata blocks of an AVIF or HEIC file's primary picture."""
    gathering = Gathering()
    items = Items.of(data)
    if items is None:
        gathering.trouble("container", "there is no meta box")
        return gathering.blocks()
    for item in _metadata_items(items):
        _take_item(gathering, items, item)
    for box in boxes(data, 0, len(data)):
        if box.kind == b"uuid":
            _take_uuid(gathering, data, box)
    _take_profile(gathering, items)
    return gathering.blocks()


def is_metadata(item: Item) -> bool:
    """Tell whether an item holds EXIF or XMP."""
    return item.kind == b"Exif" or (item.kind == b"mime" and item.content_type == XMP_TYPE)


def _metadata_items(items: Items) -> list[Item]:
    """Return the items with metadata, those of the primary picture first."""
    found = [item for item in items.listed() if is_metadata(item)]
    primary = items.describing(items.primary)
    return sorted(found, key=lambda item: item.id not in primary)[:_MOST_ITEMS]


def _take_item(gathering: Gathering, items: Items, item: Item) -> None:
    block = "exif" if item.kind == b"Exif" else "xmp"
    content = items.content(item.id, LARGEST_PACKET)
    if content is None:
        gathering.trouble(block, "the item lies outside of the file")
    elif block == "exif":
        gathering.add_exif(_bare_exif(content))
    elif item.encoding == b"deflate":
        gathering.add_xmp(gathering.inflate(block, content))
    elif item.encoding:
        gathering.trouble(block, f"the item is encoded as {item.encoding!r}")
    else:
        gathering.add_xmp(content)


def _bare_exif(content: bytes) -> bytes:
    """Return the TIFF structure; the item begins with the distance to it, which may be wrong."""
    start = 4 + int.from_bytes(content[:4], "big")
    if _TIFF_HEAD.match(content, start):
        return content[start:]
    found = _TIFF_HEAD.search(content[:256])
    return content[found.start() :] if found else content


def _take_uuid(gathering: Gathering, data: bytes, box: Box) -> None:
    kind = data[box.body : box.body + 16]
    if kind == XMP_UUID:
        gathering.add_xmp(data[box.body + 16 : box.end])
    elif kind == C2PA_UUID:
        cursor = Cursor(data, box.body + 16, box.end)
        cursor.number(4)  # version and flags
        if cursor.text() == b"manifest":
            cursor.number(8)  # where another such box lies
            gathering.add_jumbf(data[cursor.place : box.end])


def _take_profile(gathering: Gathering, items: Items) -> None:
    for box in items.properties(items.primary):
        if box.kind == b"colr" and items.data[box.body : box.body + 4] in {b"prof", b"rICC"}:
            gathering.icc = items.data[box.body + 4 : box.end]


def size_of_bmff(data: bytes) -> tuple[int, int] | None:
    """Return width and height of the primary picture, cropped and turned as the container says."""
    items = Items.of(data)
    size = None
    for box in items.properties(items.primary) if items else ():
        cursor = Cursor(data, box.body, box.end)
        if box.kind == b"ispe":
            cursor.number(4)
            size = cursor.number(4), cursor.number(4)
        elif box.kind == b"clap":
            size = _aperture(cursor) or size
        elif box.kind == b"irot" and size and cursor.number(1) & 1:
            size = size[1], size[0]
    return size


def _aperture(cursor: Cursor) -> tuple[int, int] | None:
    """Return the size of the clean aperture, which are two fractions."""
    width, width_below, height, height_below = (cursor.number(4) for _ in range(4))
    if not (width_below and height_below):
        return None
    return width // width_below, height // height_below
