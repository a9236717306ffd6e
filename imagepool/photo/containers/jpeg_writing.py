"""Write the packet into JPEG files: the picture's own segments stay, all others go.

Kept byte by byte: tables, frame and scans, the ICC profile, the density of JFIF and Adobe's
colour transform, without which decoders would guess. Dropped: every other application segment
(EXIF, XMP, Photoshop, C2PA in APP11, FlashPix, MPF), comments, and all that follows the picture,
such as the further pictures of an MPO file.

Source: ITU T.81, annex B; JFIF 1.02; Exif 3.0, 4.7.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from imagepool.photo.containers.damage import damaged, not_written
from imagepool.photo.containers.extended_xmp import cut
from imagepool.photo.containers.jpeg import (
    APP1,
    APP2,
    APP13,
    END_OF_IMAGE,
    EXIF_HEAD,
    FRAMES,
    ICC_HEAD,
    PHOTOSHOP_HEAD,
    START_OF_SCAN,
    XMP_HEAD,
    Segment,
    segments,
)
from imagepool.photo.containers.jpeg_foreign import Foreign
from imagepool.photo.containers.photoshop import IIM, resource
from imagepool.photo.packet import Packet
from imagepool.photo.pixels.jpeg_scans import check_scans
from imagepool.photo.pixels.refusals import refusing

_START_OF_IMAGE = b"\xff\xd8"
_APP0, _APP14 = 0xE0, 0xEE
_JFIF, _ADOBE = b"JFIF\0", b"Adobe"
_HUFFMAN, _ARITHMETIC, _QUANTIZATION, _LINES, _RESTARTS = 0xC4, 0xCC, 0xDB, 0xDC, 0xDD
_TABLES = frozenset({_HUFFMAN, _ARITHMETIC, _QUANTIZATION, _LINES, _RESTARTS})
# In coded data 0xFF is followed by 0 or a restart marker; decoders step over codes below 0xC0.
_AFTER_SCAN = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")
_MOST_PARTS = 4000  # tables and scans; real files have some dozens
_LARGEST = 65_533  # bytes that one segment can hold


def write_jpeg(data: bytes, packet: Packet, left_out: set[str] | None = None) -> bytes:
    """Return the file with the packet's EXIF, XMP and IIM and no other metadata.

    With ``left_out``, foreign segments that are no pictures and no maker notes stay, and what
    goes is noted there.
    """
    if not data.startswith(_START_OF_IMAGE):
        raise damaged("JPEG", "it does not begin like one")
    header = list(segments(data))
    kinds = [segment.marker for segment in header]
    if not kinds or kinds[-1] != START_OF_SCAN or not FRAMES.intersection(kinds):
        raise damaged("JPEG", "its segments break off before the picture")
    foreign = Foreign(data, header, left_out)
    picture, end = _picture(data, header)
    foreign.note_rest(end)
    written = b"".join(
        (
            _START_OF_IMAGE,
            *_first(data, header, _APP0, _JFIF, 14),
            *_packet_segments(packet, foreign.resources()),
            *_profile(data, header),
            *foreign.segments(),
            *_first(data, header, _APP14, _ADOBE, 12),
            picture,
        )
    )
    _check(written, picture)
    with refusing("JPEG"):
        check_scans(written)
    return written


def _is_picture(marker: int) -> bool:
    return marker in FRAMES or marker in _TABLES or marker == START_OF_SCAN


def _first(
    data: bytes, header: list[Segment], marker: int, head: bytes, size: int
) -> Iterator[bytes]:
    """Yield the first segment of a kind, without the thumbnail or comment behind its fields."""
    for each in header:
        body = data[each.body : each.end]
        if each.marker == marker and body.startswith(head) and len(body) >= size:
            fields = body[:12] + b"\0\0" if marker == _APP0 else body[:size]
            yield _segment(marker, fields)
            return


def _packet_segments(packet: Packet, resources: bytes) -> Iterator[bytes]:
    if packet.exif:
        yield _segment(APP1, EXIF_HEAD + packet.exif)
    if packet.xmp:
        yield _segment(APP1, XMP_HEAD + packet.xmp)
    yield from (_segment(APP1, part) for part in cut(packet.extension))
    block = (resource(IIM, packet.iim) if packet.iim else b"") + resources
    room = _LARGEST - len(PHOTOSHOP_HEAD)
    for start in range(0, len(block), room):
        yield _segment(APP13, PHOTOSHOP_HEAD + block[start : start + room])


def _profile(data: bytes, header: list[Segment]) -> Iterator[bytes]:
    for each in header:
        if each.marker == APP2 and data.startswith(ICC_HEAD, each.body):
            yield data[each.start : each.end]


def _picture(data: bytes, header: list[Segment]) -> tuple[bytes, int]:
    """Return tables, frame and scans, and where the picture ends."""
    spans = [(each.start, each.end) for each in header if _is_picture(each.marker)]
    spans += _scans(data, header[-1].end)
    view = memoryview(data)
    return b"".join(view[start:end] for start, end in spans), spans[-1][1]


def _check(written: bytes, picture: bytes) -> None:
    """Walk the new file's segments; the picture among them and behind must be the old one's."""
    header = list(segments(written))
    head = b"".join(written[each.start : each.end] for each in header if _is_picture(each.marker))
    coded = len(picture) - len(head)
    found = bool(header) and header[-1].end == len(written) - coded
    if not found or not picture.startswith(head) or not written.endswith(picture):
        raise damaged("JPEG", "what was written does not read back")


def _scans(data: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Yield where the coded data lies from the first scan on, comments between the scans not."""
    for _ in range(_MOST_PARTS):
        found = _AFTER_SCAN.search(data, place)
        if found is None:
            break
        yield place, found.start()
        marker, body = data[found.start() + 1], found.end() + 2
        if marker == END_OF_IMAGE:
            yield found.span()
            return
        end = found.end() + int.from_bytes(data[found.end() : body], "big")
        if marker in FRAMES or end < body or end > len(data):
            break
        if marker in _TABLES or marker == START_OF_SCAN:
            yield found.start(), end
        place = end
    raise damaged("JPEG", "it breaks off before the end of its picture")


def _segment(marker: int, payload: bytes) -> bytes:
    if len(payload) > _LARGEST:
        raise not_written("JPEG", f"{len(payload)} bytes of metadata do not fit into one segment")
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2) + payload
