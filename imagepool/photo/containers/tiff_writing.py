"""Write the packet into TIFF files: the file is laid out anew around the picture's own data.

Kept: the strips or tiles byte by byte, the tags that tell how to decode and to show them, the ICC
profile. All other tags go (EXIF and GPS directories, Photoshop resources and layers, texts, XMP),
and so do bytes that no tag of the picture points to. Of several pages only the one that is shown
as the photo stays: nobody has judged the others, and previews may show more than the photo does.
A BigTIFF becomes a plain TIFF.

Source: TIFF 6.0; Adobe Photoshop TIFF Technical Notes; XMP Specification, part 3, 1.1.8.
"""

from __future__ import annotations

from imagepool.photo.containers.carrying import EXIF_IFD, capture_fields
from imagepool.photo.containers.damage import damaged, not_written
from imagepool.photo.containers.directory import MOST_ENTRIES, Directory, Tiff
from imagepool.photo.containers.directory_writing import (
    BYTE,
    LONG,
    UNDEFINED,
    ByteOrder,
    Field,
    Fields,
    field_of,
    fields_of,
    numbers,
    reordered,
    size_of_directory,
    write_directory,
)
from imagepool.photo.containers.photoshop import foreign_resources
from imagepool.photo.containers.tiff import C2PA, HEIGHT, ICC, IIM, PHOTOSHOP, WIDTH, XMP
from imagepool.photo.keeping.exif import Parts, keep_tags
from imagepool.photo.keeping.privacy_list import OTHER_PICTURES, PREVIEWS
from imagepool.photo.keeping.said import Said
from imagepool.photo.packet import Packet

_SUBFILE_TYPE, _BITS, _COMPRESSION, _SAMPLES = 254, 258, 259, 277
_STRIPS, _TILES = (273, 279), (324, 325)  # tags of their places and of their sizes
_LAYERS, _INTEROPERABILITY_IFD = 37724, 0xA005
_REWRITTEN = frozenset({*_STRIPS, *_TILES, XMP, IIM, PHOTOSHOP, C2PA, _LAYERS})
_UNCOMPRESSED, _OLD_JPEG = 1, 6
_REDUCED = 1  # bit of NewSubfileType
_WIDE_KINDS = frozenset({16, 17, 18})  # BigTIFF's
# TIFF 6.0 (8.: colors, halftones, tiles), class F fax, LogLuv, LERC.
_PICTURE = frozenset(
    {254, WIDTH, HEIGHT, 258, 259, 262, 263, 264, 265, 266, 274, 277, 278, 280, 281, 282, 283}
    | {284, 290, 291, 292, 293, 296, 301, 317, 318, 319, 320, 322, 323, 326, 327, 328, 332, 334}
    | {336, 338, 339, 340, 341, 342, 347, 529, 530, 531, 532, 32996, 32997, 37439, 50674, ICC}
)


def write_tiff(data: bytes, packet: Packet, left_out: set[str] | None = None) -> bytes:
    """Return the file with the packet's EXIF, XMP and IIM and no other metadata.

    With ``left_out``, foreign tags and resources stay, and what goes is noted there.
    """
    tiff = Tiff.over(data)
    page = _shown(tiff) if tiff else None
    if tiff is None or page is None:
        raise damaged("TIFF", "there is no picture where its header points")
    if tiff.one_number(page, _COMPRESSION) == _OLD_JPEG:
        raise not_written("TIFF", "old-style JPEG inside of TIFF cannot be moved safely")
    pieces = _pieces(tiff, page)
    parts = _packet_parts(tiff, packet)
    if left_out is not None:
        parts = _with_foreign(tiff, page, packet, left_out)
    written = _laid_out(tiff, page, parts, pieces)
    _check(written, data, pieces)
    return written


def _shown(tiff: Tiff) -> Directory | None:
    pages = (page for page in tiff.directories() if WIDTH in page.entries)
    return next((page for page in pages if not _is_reduced(tiff, page)), None)


def _is_reduced(tiff: Tiff, page: Directory) -> bool:
    return bool((tiff.one_number(page, _SUBFILE_TYPE) or 0) & _REDUCED)


def _tags_of_data(page: Directory) -> tuple[int, int]:
    return _TILES if _TILES[0] in page.entries else _STRIPS


def _pieces(tiff: Tiff, page: Directory) -> list[tuple[int, int]]:
    """Return place and size of every strip or tile; (0, 0) is one that was never written."""
    place_tag, size_tag = _tags_of_data(page)
    if place_tag not in page.entries:
        raise damaged("TIFF", "its picture lies nowhere")
    places = tiff.numbers(page.entries[place_tag])
    stated = page.entries.get(size_tag)
    sizes = tiff.numbers(stated) if stated else [_plain_size(tiff, page)]
    if len(places) != len(sizes):
        raise damaged("TIFF", "its strips are listed wrongly")
    pieces = [piece if piece[1] else (0, 0) for piece in zip(places, sizes, strict=True)]
    outside = any(place + size > len(tiff.data) for place, size in pieces)
    if outside or sum(size for _, size in set(pieces)) > len(tiff.data):
        raise damaged("TIFF", "its strips reach beyond the end of the file")
    return pieces


def _plain_size(tiff: Tiff, page: Directory) -> int:
    """Return the size of a single uncompressed strip, which old writers leave out."""
    if tiff.one_number(page, _COMPRESSION) not in {None, _UNCOMPRESSED}:
        raise damaged("TIFF", "the sizes of its strips are missing")
    width, height, bits, samples = (
        tiff.one_number(page, tag) or 1 for tag in (WIDTH, HEIGHT, _BITS, _SAMPLES)
    )
    return (width * bits * samples + 7) // 8 * height


def _laid_out(tiff: Tiff, page: Directory, parts: Parts, pieces: list[tuple[int, int]]) -> bytes:
    place_tag, size_tag = _tags_of_data(page)
    sizes = [size for _, size in pieces]
    image, capture, color_rule = parts
    fields = {**image, **_kept(tiff, page)}
    fields[size_tag] = numbers(LONG, sizes, tiff.order)
    fields[place_tag] = fields[size_tag]  # as many numbers, so the directory's size is known
    if capture:
        fields[EXIF_IFD] = numbers(LONG, [0], tiff.order)
    behind = 8 + size_of_directory(fields)
    below = _below(capture, color_rule, tiff.order, start=behind)
    if capture:
        fields[EXIF_IFD] = numbers(LONG, [behind], tiff.order)
    places, body = _moved(tiff.data, pieces, start=behind + len(below))
    fields[place_tag] = numbers(LONG, places, tiff.order)
    head = b"II*\0\x08\0\0\0" if tiff.order == "little" else b"MM\0*\0\0\0\x08"
    return b"".join((head, write_directory(fields, tiff.order, start=8), below, *body))


def _below(capture: Fields, color_rule: Fields, order: ByteOrder, *, start: int) -> bytes:
    """Return the EXIF directory, and the interoperability directory behind it."""
    if not capture:
        return b""
    if not color_rule:
        return write_directory(capture, order, start=start)
    pointing = {**capture, _INTEROPERABILITY_IFD: numbers(LONG, [0], order)}
    last = start + size_of_directory(pointing)
    pointing[_INTEROPERABILITY_IFD] = numbers(LONG, [last], order)
    first = write_directory(pointing, order, start=start)
    return first + write_directory(color_rule, order, start=last)


def _kept(tiff: Tiff, page: Directory) -> Fields:
    count = len(page.entries) + page.lost
    if count > MOST_ENTRIES:
        raise damaged("TIFF", "it lists far too many tags")
    width, head = (20, 8) if tiff.wide else (12, 2)
    stated = {tiff.number(page.place + head + at * width, 2) for at in range(count)}
    if (stated & _PICTURE) - set(page.entries):
        raise damaged("TIFF", "tags of its picture cannot be read")
    return {tag: _narrow(tiff, page, tag) for tag in page.entries if tag in _PICTURE}


def _narrow(tiff: Tiff, page: Directory, tag: int) -> Field:
    entry = page.entries[tag]
    if entry.kind not in _WIDE_KINDS:
        return field_of(tiff, entry)
    values = tiff.numbers(entry)
    if max(values) >> 32:
        raise damaged("TIFF", f"the value of tag {tag} is far too large")
    return numbers(LONG, values, tiff.order)


def _packet_parts(tiff: Tiff, packet: Packet) -> Parts:
    """Return the packet's tags in the file's byte order: image, EXIF directory, color rule.

    The color rule is left out: TIFF files state their colors with a profile.
    """
    source = Tiff(packet.exif or b"II*\0" + bytes(6), "little", wide=False)
    image = fields_of(source, source.directory(source.first))
    capture = capture_fields(source, image)
    image.pop(EXIF_IFD, None)
    capture.pop(_INTEROPERABILITY_IFD, None)
    turned = [
        {tag: reordered(field, "little", tiff.order) for tag, field in fields.items()}
        for fields in (image, capture)
    ]
    return {**turned[0], **_blocks(packet)}, turned[1], {}


def _blocks(packet: Packet) -> Fields:
    blocks = {XMP: Field(BYTE, packet.xmp), IIM: Field(UNDEFINED, packet.iim)}
    return {tag: field for tag, field in blocks.items() if field.value}


def _with_foreign(tiff: Tiff, page: Directory, packet: Packet, left_out: set[str]) -> Parts:
    """Return the tags of packet and file together, without those of the picture's data."""
    said = Said(packet.xmp)
    image, capture, color_rule = keep_tags(tiff, page, packet.exif, said, left_out)
    kept = {tag: field for tag, field in image.items() if tag not in _REWRITTEN}
    if PHOTOSHOP in page.entries:
        resources = foreign_resources(tiff.value(page.entries[PHOTOSHOP]), left_out)
        kept |= {PHOTOSHOP: Field(BYTE, resources)} if resources else {}
    if _LAYERS in page.entries:
        left_out.add(PREVIEWS)
    if sum(WIDTH in each.entries for each in tiff.directories()) > 1:
        left_out.add(OTHER_PICTURES)
    return {**kept, **_blocks(packet)}, capture, color_rule


def _moved(
    data: bytes, pieces: list[tuple[int, int]], *, start: int
) -> tuple[list[int], list[bytes]]:
    """Return the new places of the pieces, and their bytes; what is shared stays shared."""
    places: dict[tuple[int, int], int] = {(0, 0): 0}
    body = []
    for piece in pieces:
        if piece in places:
            continue
        place, size = piece
        places[piece] = start
        body.append(data[place : place + size] + b"\0" * (size % 2))
        start += size + size % 2
    return [places[piece] for piece in pieces], body


def _check(written: bytes, data: bytes, pieces: list[tuple[int, int]]) -> None:
    """Compare every strip or tile of the new file with the old."""
    tiff = Tiff(written, "little" if written[:2] == b"II" else "big", wide=False)
    page = tiff.directory(tiff.first)
    moved = _pieces(tiff, page)
    same = len(moved) == len(pieces) and all(
        written[new : new + size] == data[old : old + size]
        for (new, size), (old, _) in zip(moved, pieces, strict=True)
    )
    if not same or page.lost:
        raise damaged("TIFF", "what was written does not read back")
