"""Write the packet into WebP files: the extended form with EXIF and XMP chunks.

Kept byte by byte: the coded picture (of an animation, every frame), its alpha, the ICC profile.
Chunks of other kinds go, C2PA among them, and so does what follows the form.

Source: WebP Container Specification (RFC 9649), 2.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from imagepool.photo.containers.damage import damaged
from imagepool.photo.containers.webp import Chunk, chunks, size_of_webp
from imagepool.photo.keeping.privacy_list import OTHER_PICTURES
from imagepool.photo.packet import Packet

_ANIMATION, _XMP, _EXIF, _ALPHA, _ICC = 0x02, 0x04, 0x08, 0x10, 0x20
_PICTURE = (b"VP8 ", b"VP8L")
_KNOWN = frozenset(
    {b"VP8X", b"ICCP", b"ALPH", b"ANIM", b"ANMF", b"EXIF", b"XMP ", b"XMP\0", b"C2PA", *_PICTURE}
)
_FRAME_HEAD = 16  # bytes of place, size and timing before a frame's own chunks
_LARGEST_SIDE = 1 << 24


def write_webp(data: bytes, packet: Packet, left_out: set[str] | None = None) -> bytes:
    """Return the file with the packet's EXIF and XMP and no other metadata; there is no IIM.

    With ``left_out``, chunks of other kinds stay, and what goes is noted there.
    """
    form = list(chunks(data)) if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else []
    first: dict[bytes, Chunk] = {}
    for each in form:
        first.setdefault(each.kind, each)
    size = size_of_webp(data)
    picture = b"".join(_animation(data, form) if b"ANMF" in first else _still(data, first))
    if not picture or size is None or not all(0 < side <= _LARGEST_SIDE for side in size):
        raise damaged("WebP", "the chunks of its picture are missing")
    profile = [_chunk(b"ICCP", data[first[b"ICCP"].data])] if b"ICCP" in first else []
    flags = _kept_flags(data, first)
    flags |= _ICC * bool(profile) | _EXIF * bool(packet.exif) | _XMP * bool(packet.xmp)
    width, height = ((side - 1).to_bytes(3, "little") for side in size)
    canvas = bytes((flags, 0, 0, 0)) + width + height
    metadata = [_chunk(b"EXIF", packet.exif)] if packet.exif else []
    metadata += [_chunk(b"XMP ", packet.xmp)] if packet.xmp else []
    metadata += [] if left_out is None else _foreign(data, form, left_out)
    body = b"".join((b"WEBP", _chunk(b"VP8X", canvas), *profile, picture, *metadata))
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _foreign(data: bytes, form: list[Chunk], left_out: set[str]) -> list[bytes]:
    if any(data[8 + int.from_bytes(data[4:8], "little") :]):
        left_out.add(OTHER_PICTURES)
    return [_chunk(each.kind, data[each.data]) for each in form if each.kind not in _KNOWN]


def _kept_flags(data: bytes, first: dict[bytes, Chunk]) -> int:
    flags = _ANIMATION if b"ANMF" in first else 0
    if b"VP8X" in first:
        return flags | data[first[b"VP8X"].body] & _ALPHA
    if b"VP8L" in first and data[first[b"VP8L"].body + 4] & 0x10:
        return flags | _ALPHA
    return flags


def _still(data: bytes, first: dict[bytes, Chunk]) -> Iterator[bytes]:
    kind = next((kind for kind in first if kind in _PICTURE), None)
    if kind is None:
        return
    if b"ALPH" in first and kind == b"VP8 ":
        yield _chunk(b"ALPH", data[first[b"ALPH"].data])
    yield _chunk(kind, data[first[kind].data])


def _animation(data: bytes, form: list[Chunk]) -> Iterator[bytes]:
    for each in form:
        body = data[each.data]
        if each.kind == b"ANIM":
            yield _chunk(b"ANIM", body)
        elif each.kind == b"ANMF":
            # chunks() begins behind the twelve bytes of a form's heading.
            inner = {part.kind: part for part in chunks(body[_FRAME_HEAD - 12 :])}
            frame = b"".join(_still(body[_FRAME_HEAD - 12 :], inner))
            if not frame:
                raise damaged("WebP", "a frame of the animation is empty")
            yield _chunk(b"ANMF", body[:_FRAME_HEAD] + frame)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
