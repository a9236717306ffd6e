"""JPEG files, multi-picture files (MPO) included: the segments before the first picture data.

Source: ITU T.81, annex B; Exif 3.0, 4.7.2; XMP Specification, part 3, 1.1.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from imagepool.photo.containers.app11 import JumbfSegments
from imagepool.photo.containers.blocks import Blocks, Gathering
from imagepool.photo.containers.extended_xmp import HEAD as EXTENDED_XMP_HEAD, ExtendedXmp
from imagepool.photo.containers.photoshop import iim_of

EXIF_HEAD = b"Exif\0\0"
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
PHOTOSHOP_HEAD = b"Photoshop 3.0\0"
ICC_HEAD = b"ICC_PROFILE\0"
APP1, APP2, APP11, APP13 = 0xE1, 0xE2, 0xEB, 0xED
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MARKER = re.compile(rb"\xff[^\x00\xff]")
_LOOSE_EXIF = re.compile(rb".{0,4}Exif\0.", re.IGNORECASE | re.DOTALL)
_LOOSE_XMP = (b"<?xpacket", b"<exif:", b"<x:xmpmeta", b"<rdf:RDF")
_OLD_PHOTOSHOP = re.compile(rb"Adobe_Photoshop2\.5:.{8}", re.DOTALL)
_MOST_SEGMENTS = 10_000
_WIDEST_GAP = 65_536  # stray bytes between two segments


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker segment: ``start`` is its marker, ``body`` its payload, ``end`` what follows."""

    marker: int
    start: int
    body: int
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """Walk the segments up to the first scan, which is yielded last; broken bytes end the walk."""
    place = 2
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(data, place, place + _WIDEST_GAP)
        if found is None:
            return
        marker, body = data[found.start() + 1], found.end() + 2
        if marker in _STANDALONE:
            place = found.end()
            continue
        end = found.end() + int.from_bytes(data[found.end() : body], "big")
        if marker == END_OF_IMAGE or end < body or end > len(data):
            return
        yield Segment(marker, found.start(), body, end)
        if marker == START_OF_SCAN:
            return
        place = end


class _JpegReader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.gathering = Gathering()
        self.exif: list[bytearray] = []
        self.extended = ExtendedXmp()
        self.jumbf = JumbfSegments()
        self.resources: list[bytes] = []
        self.profile: dict[int, bytes] = {}

    def read(self) -> Blocks:
        takers: dict[int, Callable[[bytes], None]] = {
            APP1: self._take_app1,
            APP2: self._take_app2,
            APP11: self.jumbf.add,
            APP13: self._take_app13,
        }
        last = 0
        for segment in segments(self.data):
            last = segment.marker
            if last in takers:
                takers[last](self.data[segment.body : segment.end])
        if last != START_OF_SCAN:
            self.gathering.trouble("container", "the segments break off before the picture")
        return self._finish()

    def _take_app1(self, body: bytes) -> None:
        exif = _LOOSE_EXIF.match(body)
        if exif:
            self._take_exif(body[exif.end() :])
        elif body.startswith(EXTENDED_XMP_HEAD):
            self.extended.add(body)
        elif body.startswith(XMP_HEAD):
            self.gathering.add_xmp(body[len(XMP_HEAD) :])
        elif any(sign in body for sign in _LOOSE_XMP):
            self.gathering.add_xmp(body[body.find(b"<") :])

    def _take_exif(self, body: bytes) -> None:
        """Take an EXIF block, or what continues the one before it (more than 64 kB)."""
        if self.exif and not body.startswith((b"II*\0", b"MM\0*")):
            self.exif[-1] += body
        else:
            self.exif.append(bytearray(body))

    def _take_app2(self, body: bytes) -> None:
        if body.startswith(ICC_HEAD) and len(body) > 14:
            self.profile[body[12]] = body[14:]

    def _take_app13(self, body: bytes) -> None:
        old = _OLD_PHOTOSHOP.match(body)
        if body.startswith(PHOTOSHOP_HEAD):
            self.resources.append(body[len(PHOTOSHOP_HEAD) :])
        elif old:
            self.resources.append(body[old.end() :])
        elif body.startswith(b"\x1c\x02"):
            self.gathering.add_iim(body)

    def _finish(self) -> Blocks:
        gathering = self.gathering
        for exif in self.exif:
            gathering.add_exif(bytes(exif))
        packet, trouble = self.extended.joined(b"".join(gathering.xmp))
        gathering.add_xmp(packet)
        if trouble:
            gathering.trouble("xmp", trouble)
        iim = iim_of(b"".join(self.resources))
        if iim:
            gathering.add_iim(iim)
        for box in self.jumbf.joined():
            gathering.add_jumbf(box)
        if self.profile:
            gathering.icc = b"".join(part for _, part in sorted(self.profile.items()))
        return gathering.blocks()


def read_jpeg(data: bytes) -> Blocks:
    """Return the metadata blocks of a JPEG file's first picture."""
    return _JpegReader(data).read()


def size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    """Return width and height as the frame header states them."""
    for segment in segments(data):
        if segment.marker in FRAMES:
            frame = data[segment.body : segment.end]
            height, width = frame[1:3], frame[3:5]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return None
