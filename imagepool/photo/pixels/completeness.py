"""Telling from a file's frame alone whether it is all there.

Decoders are lenient: what is missing they fill with gray or noise. So every file is measured
against what it promises before it is decoded.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping

from imagepool.errors import UnreadablePhoto
from imagepool.photo.pixels.jpeg_scans import check_scans
from imagepool.photo.pixels.pages import check_pages
from imagepool.photo.pixels.refusals import unreadable

_ZEROS = 1024  # so many at the end of compressed data are no data: a transfer was broken off
_MOST_CHUNKS, _CHUNK = 1000, 256  # more chunks, and smaller ones, are made to cost time


def check_whole(data: bytes, name: str) -> None:
    """Raise ``UnreadablePhoto``, reason ``truncated`` or ``corrupt``, if parts are missing."""
    _CHECKS[name](data, name)


def _check_jpeg(data: bytes, name: str) -> None:  # noqa: ARG001 -- as the others
    check_scans(data)


def _check_png(data: bytes, name: str) -> None:
    """Expect every chunk, and on those that make the picture the right checksum."""
    at, parts = 8, 0
    while at + 12 <= len(data):
        parts += 1
        if parts > _MOST_CHUNKS + at // _CHUNK:
            raise unreadable(name, "it consists of far too many parts")
        (size,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        if at + 12 + size > len(data):
            break
        if kind[:1].isupper():  # critical
            (stated,) = struct.unpack_from(">I", data, at + 8 + size)
            if zlib.crc32(memoryview(data)[at + 4 : at + 8 + size]) != stated:
                raise unreadable(name, f"the checksum of its {_shown(kind)} chunk is wrong")
        if kind == b"IEND":
            return
        at += 12 + size
    raise _cut(name)


def _check_riff(data: bytes, name: str) -> None:
    (size,) = struct.unpack_from("<I", data, 4)
    if 8 + size > len(data):
        raise _cut(name)
    _check_tail(data, name)


def _check_boxes(data: bytes, name: str) -> None:
    """Expect the boxes of an ISO media file to end where the file does."""
    at = 0
    while at + 8 <= len(data):
        size: int = struct.unpack_from(">I", data, at)[0]
        if size == 1 and at + 16 <= len(data):
            size = struct.unpack_from(">Q", data, at + 8)[0]
        if size == 0:  # to the end of the file
            break
        if size < 8:
            raise unreadable(name, "its boxes do not hold together")
        at += size
    if at > len(data):
        raise _cut(name)
    _check_tail(data, name)


def _check_tiff(data: bytes, name: str) -> None:  # noqa: ARG001 -- as the others
    check_pages(data)


def _check_tail(data: bytes, name: str) -> None:
    tail = data[-_ZEROS:]
    if len(data) > _ZEROS and not tail.strip(b"\0"):
        raise _cut(name, "its end holds nothing but zeros")


def _cut(name: str, what: str = "the rest is missing") -> UnreadablePhoto:
    return unreadable(name, f"truncated: {what}")


def _shown(kind: bytes) -> str:
    return kind.decode("ascii", "backslashreplace")


_CHECKS: Mapping[str, Callable[[bytes, str], None]] = {
    "JPEG": _check_jpeg,
    "PNG": _check_png,
    "WEBP": _check_riff,
    "AVIF": _check_boxes,
    "HEIC": _check_boxes,
    "TIFF": _check_tiff,
}
