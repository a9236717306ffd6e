"""What all writers do alike: carry over what belongs to the picture, write, read again.

Who writes what: ``jpeg_writing``, ``webp_writing``; PNG, TIFF, AVIF and HEIC are to come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.damage import damaged, not_written
from imagepool.photo.containers.directory import Tiff
from imagepool.photo.containers.jpeg_writing import write_jpeg
from imagepool.photo.containers.webp_writing import write_webp
from imagepool.photo.exif_packet import with_orientation
from imagepool.photo.packet import Packet

_ORIENTATION = 0x0112
_WRITERS: Mapping[str, Callable[[bytes, Packet], bytes]] = {
    "JPEG": write_jpeg,
    "WEBP": write_webp,
}
_WITH_IIM = frozenset({"JPEG", "TIFF"})


def embed(data: bytes, name: str, packet: Packet, *, read: Callable[[bytes, str], Blocks]) -> bytes:
    """Write a packet into a file of the format ``name``; see ``write_blocks``."""
    if name not in _WRITERS:
        raise not_written(name, "this is still to come")
    before = read(data, name)
    packet = replace(packet, exif=_carried(before.exif, packet.exif))
    written = _WRITERS[name](data, packet)
    _check(name, before, read(written, name), packet)
    return written


def _carried(old: bytes | None, new: bytes) -> bytes:
    """Return the new EXIF block with the picture's orientation."""
    tiff = Tiff.over(old) if old else None
    if tiff is None or not new:
        return new
    value = tiff.one_number(tiff.directory(tiff.first), _ORIENTATION)
    return with_orientation(new, value) if value in range(1, 9) else new


def _check(name: str, before: Blocks, after: Blocks, packet: Packet) -> None:
    iim = packet.iim if name in _WITH_IIM else b""
    same = (
        (after.exif or b"") == packet.exif,
        b"".join(after.xmp) == packet.xmp,
        (after.iim or b"") == iim,
        after.icc == before.icc,
    )
    if not all(same):
        raise damaged(name, "what was written does not read back")
