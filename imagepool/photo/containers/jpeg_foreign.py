"""The segments of a JPEG file that are neither its picture nor the packet's: which of them stay.

Texts and small settings that programs leave stay. Makers' own segments are maker notes by another
name, and so are treated as these; manifests and previews stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from imagepool.photo.containers.app11 import HEAD as JUMBF_HEAD
from imagepool.photo.containers.extended_xmp import HEAD as EXTENDED_XMP_HEAD
from imagepool.photo.containers.jpeg import (
    APP1,
    APP2,
    APP11,
    APP13,
    ICC_HEAD,
    PHOTOSHOP_HEAD,
    XMP_HEAD,
    Segment,
)
from imagepool.photo.containers.photoshop import foreign_resources
from imagepool.photo.keeping.privacy_list import MAKER_NOTES, OTHER_PICTURES, PREVIEWS

__all__ = ["Foreign"]

_APP0, _APP10, _APP12, _APP14, _APP15, _COMMENT = 0xE0, 0xEA, 0xEC, 0xEE, 0xEF, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_ADOBE, _JFIF = b"Adobe", b"JFIF\0"
_STAY = {
    _APP10: b"",  # comments
    _APP12: b"Ducky",  # how Photoshop saved it
    APP13: b"Adobe_CM",
    _APP15: b"Q",  # quality, by GraphicConverter
}
_READ = re.compile(rb".{0,4}Exif\0", re.IGNORECASE | re.DOTALL)  # what the packet was made of
_MOST_BEHIND = 64  # bytes of padding behind the picture that are nothing


class Foreign:
    """The foreign segments of one file; without ``left_out`` none of them stays."""

    def __init__(self, data: bytes, header: list[Segment], left_out: set[str] | None) -> None:
        self._data = data
        self._header = header
        self._left_out = left_out

    def resources(self) -> bytes:
        """Return the image resources that stay, joined over all segments."""
        if self._left_out is None:
            return b""
        bodies = (self._data[each.body : each.end] for each in self._header if each.marker == APP13)
        block = b"".join(
            body[len(PHOTOSHOP_HEAD) :] for body in bodies if body.startswith(PHOTOSHOP_HEAD)
        )
        return foreign_resources(block, self._left_out)

    def segments(self) -> Iterator[bytes]:
        """Yield the segments that stay, whole, and note what goes."""
        if self._left_out is None:
            return
        for each in self._header:
            if each.marker == _COMMENT:
                yield self._data[each.start : each.end]
            elif each.marker in _APPLICATIONS:
                body = self._data[each.body : each.end]
                if body.startswith(_STAY.get(each.marker, b"\0no")):
                    yield self._data[each.start : each.end]
                else:
                    self._left_out.update(_why_gone(each.marker, body))

    def note_rest(self, end: int) -> None:
        """Note what lies behind the picture, which ends there."""
        rest = len(self._data) - end
        if self._left_out is not None and rest > _MOST_BEHIND and any(self._data[end:]):
            self._left_out.add(OTHER_PICTURES)


def _why_gone(marker: int, body: bytes) -> set[str]:
    """Return the code for a segment that stays behind, or none where it is written anew."""
    if marker == _APP0:
        return set() if body.startswith(_JFIF) and not body[12:14].strip(b"\0") else {PREVIEWS}
    if marker == APP1 and (_READ.match(body) or b"<rdf:" in body or b"<x:" in body):
        return set()
    if body.startswith((EXTENDED_XMP_HEAD, XMP_HEAD)):
        return set()
    written_anew = {
        APP2: ICC_HEAD,
        APP11: JUMBF_HEAD,  # named by what is in it
        APP13: PHOTOSHOP_HEAD,
        _APP14: _ADOBE,
    }
    if body.startswith(written_anew.get(marker, b"\0no")):
        return set()
    if marker == APP2:
        return {OTHER_PICTURES if body.startswith(b"MPF\0") else PREVIEWS}  # FPXR
    return {MAKER_NOTES}
