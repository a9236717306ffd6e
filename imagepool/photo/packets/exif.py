"""Build a bare EXIF block: a little-endian TIFF structure with the few tags that go out.

Tags and types: EXIF 3.0 (CIPA DC-008-2023). Texts are UTF-8 under the ASCII type, as every
current reader expects them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from imagepool.asset import Description, RightsStatement
from imagepool.photo.packets.capture_time import parse_capture_time
from imagepool.photo.packets.text import clip, line, paragraphs

__all__ = ["exif_block", "with_orientation"]

_LONGEST = 4000  # bytes of one text

_ASCII, _SHORT, _LONG, _UNDEFINED = 2, 3, 4, 7

_IMAGE_DESCRIPTION, _MAKE, _MODEL, _ARTIST, _COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x013B, 0x8298
_ORIENTATION, _EXIF_IFD = 0x0112, 0x8769
_EXIF_VERSION, _DATE_TIME_ORIGINAL, _OFFSET_TIME_ORIGINAL = 0x9000, 0x9003, 0x9011
_SUBSEC_TIME_ORIGINAL, _IMAGE_UNIQUE_ID = 0x9291, 0xA420

_Entry = tuple[int, bytes]  # type, value


def exif_block(asset_id: str, description: Description, rights: RightsStatement) -> bytes:
    """Return the block: what is empty is left out, offsets count from its first byte."""
    image = {
        _IMAGE_DESCRIPTION: _text(paragraphs(description.caption)),
        _MAKE: _text(line(description.camera_make)),
        _MODEL: _text(line(description.camera_model)),
        _ARTIST: _text("; ".join(line(name) for name in rights.creator)),
        _COPYRIGHT: _text(line(rights.copyright_notice)),
    }
    capture = {
        _EXIF_VERSION: (_UNDEFINED, b"0232"),
        **_time(description.date_taken),
        _IMAGE_UNIQUE_ID: _text(_unique_id(asset_id)),
    }
    header = b"II*\0" + (8).to_bytes(4, "little")
    # The pointer's own entry has a fixed size, so the first directory's length is known early.
    here = _directory({**image, _EXIF_IFD: (_LONG, bytes(4))}, start=8)
    there = (8 + len(here)).to_bytes(4, "little")
    first = _directory({**image, _EXIF_IFD: (_LONG, there)}, start=8)
    return header + first + _directory(capture, start=8 + len(first))


def with_orientation(block: bytes, orientation: int) -> bytes:
    """Return the block with Orientation (1 to 8) set, for a picture whose pixels stay as they are.

    The first directory is written anew behind the rest, so that no other offset moves.
    """
    start = int.from_bytes(block[4:8], "little")
    count = int.from_bytes(block[start : start + 2], "little")
    old = block[start + 2 : start + 2 + 12 * count]
    value = orientation.to_bytes(4, "little")
    entries = {tag: entry for tag, entry in _entries(old) if tag != _ORIENTATION}
    entries[_ORIENTATION] = _head(_ORIENTATION, _SHORT, 1) + value
    body = b"".join(entries[tag] for tag in sorted(entries))
    padding = b"\0" * (len(block) % 2)
    here = (len(block) + len(padding)).to_bytes(4, "little")
    directory = len(entries).to_bytes(2, "little") + body + bytes(4)
    return block[:4] + here + block[8:] + padding + directory


def _entries(directory: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(0, len(directory), 12):
        entry = directory[at : at + 12]
        yield int.from_bytes(entry[:2], "little"), entry


def _time(text: str) -> Mapping[int, _Entry]:
    moment = parse_capture_time(text)
    if moment is None or not moment.exif:
        return {}
    return {
        _DATE_TIME_ORIGINAL: _text(moment.exif),
        _OFFSET_TIME_ORIGINAL: _text(moment.offset),
        _SUBSEC_TIME_ORIGINAL: _text(moment.fraction),
    }


def _unique_id(asset_id: str) -> str:
    # The standard wants 128 bits in hexadecimal digits: exactly the sixteen letters of an id.
    return asset_id.encode()[:16].ljust(16, b"\0").hex()


def _text(text: str) -> _Entry:
    clipped = clip(text, _LONGEST)
    return _ASCII, clipped.encode() + b"\0" if clipped else b""


def _directory(entries: Mapping[int, _Entry], *, start: int) -> bytes:
    """Return one image file directory with its values behind it; ``start`` is its offset."""
    filled = sorted((tag, kind, value) for tag, (kind, value) in entries.items() if value)
    head = len(filled).to_bytes(2, "little")
    values = b""
    free = start + 2 + 12 * len(filled) + 4
    for tag, kind, value in filled:
        count = 1 if kind == _LONG else len(value)
        head += _head(tag, kind, count)
        if len(value) <= 4:
            head += value.ljust(4, b"\0")
        else:
            head += (free + len(values)).to_bytes(4, "little")
            values += value + b"\0" * (len(value) % 2)  # values start on even offsets
    return head + bytes(4) + values


def _head(tag: int, kind: int, count: int) -> bytes:
    return tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + count.to_bytes(4, "little")
