"""What all writers do alike: carry over what belongs to the picture, write, read again.

Who writes what: ``jpeg_writing``, ``png_writing``, ``tiff_writing``, ``webp_writing``, and
``bmff_writing`` for AVIF and HEIC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.bmff_writing import write_bmff
from imagepool.photo.containers.carrying import carried_over
from imagepool.photo.containers.damage import damaged
from imagepool.photo.containers.jpeg_writing import write_jpeg
from imagepool.photo.containers.png_writing import write_png
from imagepool.photo.containers.tiff_writing import write_tiff
from imagepool.photo.containers.webp_writing import write_webp
from imagepool.photo.packet import Packet

_WRITERS: Mapping[str, Callable[[bytes, Packet], bytes]] = {
    "AVIF": write_bmff,
    "HEIC": write_bmff,
    "JPEG": write_jpeg,
    "PNG": write_png,
    "TIFF": write_tiff,
    "WEBP": write_webp,
}
_WITH_IIM = frozenset({"JPEG", "TIFF"})


def embed(data: bytes, name: str, packet: Packet, *, read: Callable[[bytes, str], Blocks]) -> bytes:
    """Write a packet into a file of the format ``name``; see ``write_blocks``."""
    before = read(data, name)
    packet = replace(packet, exif=carried_over(before, packet.exif))
    written = _WRITERS[name](data, packet)
    _check(name, before, read(written, name), packet)
    return written


def _check(name: str, before: Blocks, after: Blocks, packet: Packet) -> None:
    iim = packet.iim if name in _WITH_IIM else b""
    # A TIFF file is its own EXIF block; its writer compares the picture's tags itself.
    same = (
        name == "TIFF" or (after.exif or b"") == packet.exif,
        b"".join(after.xmp) == packet.xmp,
        (after.iim or b"") == iim,
        name == "TIFF" or after.icc == before.icc,
    )
    if not all(same):
        raise damaged(name, "what was written does not read back")
