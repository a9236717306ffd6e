"""Photo files as containers: where metadata lie in each format, and how they get there.

A reader (``jpeg``, ``png``, ``tiff``, ``webp``, ``bmff``) never raises on corrupt bytes: it returns
what can be read and names the troubles. A writer (``jpeg_writing``, ``webp_writing`` ...) refuses a
file rather than damage it: ``writing`` says what all of them promise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.bmff import read_bmff, size_of_bmff
from imagepool.photo.containers.jpeg import read_jpeg, size_of_jpeg
from imagepool.photo.containers.png import read_png, size_of_png
from imagepool.photo.containers.tiff import read_tiff, size_of_tiff, with_tags
from imagepool.photo.containers.webp import read_webp, size_of_webp
from imagepool.photo.containers.writing import Delivered, embed, embed_beside
from imagepool.photo.packet import Packet

__all__ = ["Blocks", "Delivered", "read_blocks", "stored_size", "write_blocks", "write_original"]

_READERS: Mapping[str, Callable[[bytes], Blocks]] = {
    "JPEG": read_jpeg,
    "PNG": read_png,
    "TIFF": read_tiff,
    "WEBP": read_webp,
    "AVIF": read_bmff,
    "HEIC": read_bmff,
}
_SIZES: Mapping[str, Callable[[bytes], tuple[int, int] | None]] = {
    "JPEG": size_of_jpeg,
    "PNG": size_of_png,
    "TIFF": size_of_tiff,
    "WEBP": size_of_webp,
    "AVIF": size_of_bmff,
    "HEIC": size_of_bmff,
}


def read_blocks(data: bytes, format: str) -> Blocks:  # noqa: A002 -- the word of FORMATS
    """Return the metadata blocks of a file; ``format`` is a key of ``FORMATS``."""
    blocks = _READERS[format](data)
    return blocks if format == "TIFF" else with_tags(blocks)


def stored_size(
    data: bytes,
    format: str,  # noqa: A002 -- the word of FORMATS
) -> tuple[int, int] | None:
    """Return (width, height) as the container states them, or None where it does not.

    AVIF and HEIC turn the picture by themselves and the turn is applied; the EXIF orientation of
    the other formats is not.
    """
    return _SIZES[format](data)


def write_blocks(
    data: bytes,
    format: str,  # noqa: A002 -- the word of FORMATS
    packet: Packet,
) -> bytes:
    """Return the file with the packet as its only metadata, the picture itself unchanged.

    Lossless: the coded pixels are copied, and so are the ICC profile, the density and the
    orientation. All earlier EXIF, XMP and IIM, comments, thumbnails and C2PA manifests are gone.
    Raises ``UnreadablePhoto``, reason ``corrupt`` or ``unsupported_format``, where that cannot be
    promised; what was written is read again before it is returned.
    """
    return embed(data, format, packet, read=read_blocks)


def write_original(
    data: bytes,
    format: str,  # noqa: A002 -- the word of FORMATS
    packet: Packet,
) -> Delivered:
    """Return an original with the packet in it, and beside it all that it said of itself.

    Lossless: coded pixels, ICC profile and foreign properties stay; only what the pool says itself
    is replaced, and the privacy list (``keeping.privacy_list``) stays behind and is named. The file
    is read again, and picture, profile and fields compared, before it is returned. Raises
    ``UnreadablePhoto``, reason ``corrupt`` or ``unsupported_format``, where it cannot promise that.
    """
    return embed_beside(data, format, packet, read=read_blocks)
