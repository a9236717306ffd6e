"""The original's own EXIF tags that go out with it, in one block with those of the packet.

The block keeps the byte order of the original: some values (UserComment in UTF-16, CFAPattern) are
written in it, and nobody but their reader knows how.
"""

from __future__ import annotations

from collections.abc import Mapping

from imagepool.photo.containers.directory import Directory, Tiff
from imagepool.photo.containers.directory_writing import (
    BYTE,
    LONG,
    ByteOrder,
    Field,
    Fields,
    fields_of,
    numbers,
    reordered,
    size_of_directory,
    write_directory,
)
from imagepool.photo.keeping.privacy_list import PREVIEWS, PRIVATE_IN_EXIF, UNREADABLE
from imagepool.photo.keeping.said import Said

__all__ = ["keep_exif", "keep_tags"]

EXIF_IFD, _INTEROPERABILITY_IFD, _GPS = 0x8769, 0xA005, 0x8825
_OFFSETS = frozenset({0x0111, 0x0117, 0x0144, 0x0145, 0x02BC, 0x83BB})  # strips, tiles, XMP, IIM
_OWNED = frozenset({0x010E, 0x013B, 0x8298, 0xA420})  # description, artist, copyright, unique id
_CAMERA = frozenset({0x010F, 0x0110, 0x9000})  # make, model, EXIF version: the camera knows best
_DATE, _MOMENT = 0x9003, frozenset({0x9003, 0x9011, 0x9291})
_IFD = 13  # type of a pointer to a directory, which would lead nowhere
_WINDOWS: Mapping[int, str] = {
    0x9C9B: "title",
    0x9C9C: "caption",
    0x9C9D: "creator",
    0x9C9E: "keywords",
    0x9C9F: "headline",
}
"""Copies of the pool's words that Windows keeps; said anew where the original had them."""

Parts = tuple[Fields, Fields, Fields]
"""The tags of the first, the EXIF and the interoperability directory."""


def keep_exif(before: bytes | None, new: bytes, said: Said, left_out: set[str]) -> bytes:
    """Return a block with the tags of ``new`` and those of ``before`` that stay.

    ``said`` is what the pool's packet says.
    """
    old = Tiff.over(before) if before else None
    if old is None:
        return new
    page = old.directory(old.first)
    if page.following:
        left_out.add(PREVIEWS)
    image, capture, color_rule = keep_tags(old, page, new, said, left_out)
    image = {tag: field for tag, field in image.items() if tag not in _OFFSETS}
    return _block((image, capture, color_rule), old.order)


def keep_tags(old: Tiff, page: Directory, new: bytes, said: Said, left_out: set[str]) -> Parts:
    """Return the tags of both, in the byte order of ``old``; ``page`` is its directory."""
    theirs = _parts_of(old, page, left_out)
    packet = Tiff(new, "little", wide=False)
    image, capture, _ = _parts_of(packet, packet.directory(packet.first), set())
    ours = [
        {tag: reordered(field, "little", old.order) for tag, field in part.items()}
        for part in (image, capture)
    ]
    for part in ours:
        for tag in _CAMERA & part.keys():
            if any(tag in their for their in theirs):
                del part[tag]
    return (
        {**_foreign(theirs[0], ours[1]), **_windows(theirs[0], said), **ours[0]},
        {**_foreign(theirs[1], ours[1]), **ours[1]},
        theirs[2],
    )


def _parts_of(tiff: Tiff, page: Directory, left_out: set[str]) -> Parts:
    """Return the tags of the three directories, without pointers and what is private."""
    if page.lost:
        left_out.add(UNREADABLE)
    image = _public(tiff, page, left_out)
    place = tiff.one_number(page, EXIF_IFD)
    below = tiff.directory(place) if place else None
    capture = _public(tiff, below, left_out) if below else {}
    further = tiff.one_number(below, _INTEROPERABILITY_IFD) if below else None
    rule = _public(tiff, tiff.directory(further), left_out) if further else {}
    return image, capture, rule


def _public(tiff: Tiff, directory: Directory, left_out: set[str]) -> dict[int, Field]:
    fields = fields_of(tiff, directory)
    for tag in (EXIF_IFD, _INTEROPERABILITY_IFD):
        fields.pop(tag, None)
    for tag in PRIVATE_IN_EXIF.keys() & fields.keys():
        code, value = PRIVATE_IN_EXIF[tag], fields.pop(tag).value
        if value.strip(b"\0 ") and not (tag == _GPS and _is_empty(tiff, directory)):
            left_out.add(code)
    return {tag: field for tag, field in fields.items() if field.kind != _IFD and field.kind <= 12}


def _is_empty(tiff: Tiff, directory: Directory) -> bool:
    """Say whether the GPS directory holds no more than its version."""
    place = tiff.one_number(directory, _GPS)
    return not place or not tiff.directory(place).entries.keys() - {0}


def _foreign(theirs: Fields, ours: Fields) -> dict[int, Field]:
    """Return their tags but those that the pool says; of a moment that it corrected, nothing."""
    gone = _OWNED | _WINDOWS.keys()
    if _DATE in ours and _DATE in theirs and theirs[_DATE].value[:19] != ours[_DATE].value[:19]:
        gone = gone | _MOMENT
    return {tag: field for tag, field in theirs.items() if tag not in gone}


def _windows(theirs: Fields, said: Said) -> dict[int, Field]:
    asked = {tag: name for tag, name in _WINDOWS.items() if tag in theirs}
    texts = {tag: said.words[name].encode("utf-16-le") for tag, name in asked.items()}
    return {tag: Field(BYTE, text + b"\0\0") for tag, text in texts.items() if text}


def _block(parts: Parts, order: ByteOrder) -> bytes:
    """Return three directories, each pointing to the next, as one block."""
    image, capture, rule = (dict(part) for part in parts)
    pointer = Field(LONG, bytes(4))  # its size alone matters at first
    if rule:
        capture[_INTEROPERABILITY_IFD] = pointer
    if capture:
        image[EXIF_IFD] = pointer
    middle = 8 + size_of_directory(image)
    last = middle + size_of_directory(capture)
    if rule:
        capture[_INTEROPERABILITY_IFD] = numbers(LONG, [last], order)
    if capture:
        image[EXIF_IFD] = numbers(LONG, [middle], order)
    starts = zip((image, capture, rule), (8, middle, last), strict=True)
    head = b"II*\0\x08\0\0\0" if order == "little" else b"MM\0*\0\0\0\x08"
    written = (write_directory(part, order, start=at) for part, at in starts if part)
    return head + b"".join(written)
