"""What all writers do alike: carry over what belongs to the picture, write, read again.

Who writes what: ``jpeg_writing``, ``png_writing``, ``tiff_writing``, ``webp_writing``, and
``bmff_writing`` for AVIF and HEIC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.bmff_writing import write_bmff
from imagepool.photo.containers.carrying import carried_over
from imagepool.photo.containers.damage import damaged
from imagepool.photo.containers.jpeg_writing import write_jpeg
from imagepool.photo.containers.png_writing import write_png
from imagepool.photo.containers.tiff_writing import write_tiff
from imagepool.photo.containers.webp_writing import write_webp
from imagepool.photo.keeping.packet import keep
from imagepool.photo.keeping.privacy_list import CODES, CONTENT_CREDENTIALS, OTHER_PICTURES
from imagepool.photo.packet import Packet


class _Writer(Protocol):
    """Writes a packet; with ``left_out`` keeps foreign parts, and notes there which it does not."""

    def __call__(self, data: bytes, packet: Packet, left_out: set[str] | None = None) -> bytes: ...


_WRITERS: Mapping[str, _Writer] = {
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
    iim = packet.iim if name in _WITH_IIM else b""
    _check(name, before, read(written, name), packet, iim=iim)
    return written


@dataclass(frozen=True, slots=True)
class Delivered:
    """An original with its rights inside, and what of its own metadata stayed behind."""

    data: bytes
    left_out: tuple[str, ...]  # codes of the privacy list, in its order


def embed_beside(
    data: bytes, name: str, packet: Packet, *, read: Callable[[bytes, str], Blocks]
) -> Delivered:
    """Write a packet beside a file's own metadata; see ``write_original``."""
    before = read(data, name)
    credentials = any(b"c2pa" in box for box in before.jumbf)
    jumbf = {CONTENT_CREDENTIALS if credentials else OTHER_PICTURES}
    left_out = jumbf if before.jumbf else set[str]()
    packet = keep(packet, before, name, left_out)
    written = _WRITERS[name](data, packet, left_out)
    with_iim = name in _WITH_IIM or name == "PNG"
    _check(name, before, read(written, name), packet, iim=packet.iim if with_iim else b"")
    return Delivered(written, tuple(code for code in CODES if code in left_out))


def _check(name: str, before: Blocks, after: Blocks, packet: Packet, *, iim: bytes) -> None:
    # A TIFF file is its own EXIF block; its writer compares the picture's tags itself.
    same = (
        name == "TIFF" or (after.exif or b"") == packet.exif,
        b"".join(after.xmp) == packet.xmp + packet.extension,
        (after.iim or b"") == iim,
        name == "TIFF" or after.icc == before.icc,
    )
    if not all(same):
        raise damaged(name, "what was written does not read back")
