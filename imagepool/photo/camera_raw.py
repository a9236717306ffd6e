"""Telling a camera's RAW file in TIFF's clothes from a TIFF.

NEF, ARW, PEF, DNG and their kin are TIFF files whose first directory often holds a small preview;
a TIFF decoder takes them without complaint and delivers that thumbnail.
"""

from __future__ import annotations

import struct

_NEW_SUBFILE_TYPE, _COMPRESSION, _PHOTOMETRIC, _MAKE = 254, 259, 262, 271
_DNG_VERSION = 50706
_REDUCED = 1
_OLD_JPEG = 6
_SENSOR_PHOTOMETRICS = {32803, 34892}  # color filter array, linear raw (TIFF/EP, DNG)
_SENSOR_COMPRESSIONS = {32767, 32769, 32770, 34713, 65000, 65535}  # Sony, Epson, Samsung, Nikon ...

_MAKERS = {
    b"NIKON": "Nikon",
    b"SONY": "Sony",
    b"CANON": "Canon",
    b"PENTAX": "Pentax",
    b"RICOH": "Ricoh",
    b"SAMSUNG": "Samsung",
    b"HASSELBLAD": "Hasselblad",
    b"PHASE ONE": "Phase One",
    b"LEAF": "Leaf",
    b"KODAK": "Kodak",
    b"EPSON": "Epson",
    b"LEICA": "Leica",
    b"OLYMPUS": "Olympus",
    b"PANASONIC": "Panasonic",
    b"FUJIFILM": "Fujifilm",
}


def raw_maker(head: bytes) -> str:
    """Return whose RAW file this TIFF is ("DNG" for Adobe's), "" for a plain TIFF.

    Never raises: a directory that lies outside ``head`` or is broken tells nothing.
    """
    try:
        tags = _first_directory(head)
    except (struct.error, IndexError):
        return ""
    if _DNG_VERSION in tags:
        return "DNG"
    made_by = bytes(tags.get(_MAKE) or b"").upper()
    maker = next((name for word, name in _MAKERS.items() if made_by.startswith(word)), "")
    if tags.get(_PHOTOMETRIC) in _SENSOR_PHOTOMETRICS:
        return maker or "camera"
    if tags.get(_COMPRESSION) in _SENSOR_COMPRESSIONS:
        return maker or "camera"
    preview = tags.get(_NEW_SUBFILE_TYPE) == _REDUCED or tags.get(_COMPRESSION) == _OLD_JPEG
    return maker if preview else ""


def _first_directory(head: bytes) -> dict[int, int | bytes]:
    """Read the numbers and texts of the first image file directory (TIFF 6.0, section 2)."""
    order = "<" if head[:2] == b"II" else ">"
    if struct.unpack_from(order + "H", head, 2)[0] != 42:
        return {}  # BigTIFF: no camera writes its RAW files so
    (start,) = struct.unpack_from(order + "I", head, 4)
    (count,) = struct.unpack_from(order + "H", head, start)
    tags: dict[int, int | bytes] = {}
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        if entry + 12 > len(head):
            break
        tag, kind, size = struct.unpack_from(order + "HHI", head, entry)
        tags[tag] = _value(head, order, entry + 8, kind, size)
    return tags


def _value(head: bytes, order: str, at: int, kind: int, size: int) -> int | bytes:
    if kind == 3:  # SHORT
        return int(struct.unpack_from(order + "H", head, at)[0])
    if kind == 4:  # LONG
        return int(struct.unpack_from(order + "I", head, at)[0])
    if kind != 2 or size <= 4:
        return head[at : at + 4]
    (place,) = struct.unpack_from(order + "I", head, at)
    return head[place : place + min(size, 64)]
