"""The blocks of embedded metadata that a photo file carries, and how they are gathered."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from imagepool.asset import Trouble

LARGEST_PACKET = 16 << 20
"""Bytes of one XMP packet or one inflated block that are still read; more is named and left."""

_INFLATION_BUDGET = 32 << 20
_MOST_PACKETS = 4
_MOST_JUMBF = 4
_TIFF_HEAD = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_EXIF_HEAD = re.compile(rb".{0,4}Exif\0.", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Metadata as it lies in a file, each block freed from its container's wrapping."""

    exif: bytes | None = None  # bare TIFF structure; of a TIFF file, the file itself
    xmp: tuple[bytes, ...] = ()  # packets, the main one first; extended XMP already joined
    iim: bytes | None = None  # stream of IPTC-IIM data sets
    icc: bytes | None = None
    jumbf: tuple[bytes, ...] = ()  # boxes; one of them may be a C2PA manifest store
    texts: tuple[tuple[str, str], ...] = ()  # of PNG: keyword, text
    troubles: tuple[Trouble, ...] = ()


class Gathering:
    """Blocks while a container is being walked."""

    def __init__(self) -> None:
        self.exif: list[bytes] = []
        self.xmp: list[bytes] = []
        self.iim: list[bytes] = []
        self.icc: bytes | None = None
        self.jumbf: list[bytes] = []
        self.texts: list[tuple[str, str]] = []
        self.troubles: list[Trouble] = []
        self._inflatable = _INFLATION_BUDGET

    def trouble(self, block: str, message: str) -> None:
        """Name what could not be read; the same words are kept once."""
        trouble = Trouble(block, message)
        if trouble not in self.troubles and len(self.troubles) < 50:
            self.troubles.append(trouble)

    def add_exif(self, data: bytes) -> None:
        """Take an EXIF block, with or without the "Exif" heading that some writers leave on."""
        if not data.startswith(_TIFF_HEAD):
            heading = _EXIF_HEAD.match(data)
            data = data[heading.end() :] if heading else data
        if data.startswith(_TIFF_HEAD):
            self.exif.append(data)
        else:
            self.trouble("exif", "the block does not begin with a TIFF header")

    def add_xmp(self, packet: bytes) -> None:
        """Take an XMP packet, unless it is beyond all reason."""
        if len(packet) > LARGEST_PACKET:
            self.trouble("xmp", f"a packet of {len(packet)} bytes is not read")
        elif packet and len(self.xmp) < _MOST_PACKETS:
            self.xmp.append(packet)

    def add_iim(self, data: bytes) -> None:
        """Take an IIM stream; one swapped in units of four (TIFF type LONG) is put right."""
        if data[:1] != b"\x1c" and data[3:4] == b"\x1c":
            data = _swapped(data)
        if data[:1] == b"\x1c":
            self.iim.append(data)
        elif data.strip(b"\0"):
            self.trouble("iim", "the block does not begin with a data set")

    def add_jumbf(self, box: bytes) -> None:
        """Take a JUMBF box, unless it is beyond all reason."""
        if len(box) > LARGEST_PACKET:
            self.trouble("c2pa", f"a box of {len(box)} bytes is not read")
        elif box and len(self.jumbf) < _MOST_JUMBF:
            self.jumbf.append(box)

    def inflate(self, block: str, data: bytes) -> bytes:
        """Decompress zlib data as far as it goes, within what one file may unfold to."""
        stream = zlib.decompressobj()
        limit = min(LARGEST_PACKET, self._inflatable)
        try:
            plain = stream.decompress(data, limit) if limit else b""
        except zlib.error as error:
            self.trouble(block, f"cannot be decompressed: {error}")
            return b""
        self._inflatable -= len(plain)
        if not stream.eof:
            self.trouble(block, "the compressed data is cut off or too large")
        return plain

    def blocks(self) -> Blocks:
        """Return what was gathered; of several EXIF or IIM blocks the first counts."""
        return Blocks(
            exif=self.exif[0] if self.exif else None,
            xmp=tuple(self.xmp),
            iim=self.iim[0] if self.iim else None,
            icc=self.icc,
            jumbf=tuple(self.jumbf),
            texts=tuple(self.texts),
            troubles=tuple(self.troubles),
        )


def _swapped(data: bytes) -> bytes:
    whole = data + b"\0" * (-len(data) % 4)
    turned = bytearray(len(whole))
    for place in range(4):
        turned[place::4] = whole[3 - place :: 4]
    return bytes(turned)
