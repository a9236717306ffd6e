"""Write the packet into PNG files: an eXIf chunk and XMP as iTXt.

Kept byte by byte: the chunks that make the picture and its colors, the density, and the frames of
an animation. Texts, raw profiles, the time and all private chunks go (C2PA in caBX among them),
and so does what follows the end. There is no place for IIM.

Source: PNG Specification, third edition, 5 and 11; XMP Specification, part 3, 1.1.5.
"""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Iterator

from imagepool.photo.containers.damage import damaged
from imagepool.photo.containers.photoshop import IIM, resource
from imagepool.photo.containers.png import (
    RAW_PROFILE,
    SIGNATURE,
    TEXTS,
    XMP_KEYWORD,
    Chunk,
    chunks,
    read_png,
)
from imagepool.photo.keeping.privacy_list import OTHER_PICTURES, PREVIEWS
from imagepool.photo.packet import Packet

_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD pHYs "
    b"acTL fcTL fdAT".split()
)
_CODED = frozenset(b"IHDR PLTE IDAT tRNS acTL fcTL fdAT".split())
_READ = frozenset({b"eXIf", b"zxIf", b"caBX"})
_PREVIEWS = frozenset(b"prVW mkBF mkBS mkBT mkTS".split())  # Fireworks: preview, layers
_OWNED = frozenset({b"Title", b"Author", b"Description", b"Copyright"})  # the XMP says them
_NEEDED = frozenset({b"IHDR", b"IDAT", b"IEND"})


def write_png(data: bytes, packet: Packet, left_out: set[str] | None = None) -> bytes:
    """Return the file with the packet's EXIF and XMP and no other metadata.

    With ``left_out``, foreign texts and private chunks stay, and what goes is noted there.
    """
    found = list(chunks(data)) if data.startswith(SIGNATURE) else []
    kinds = {each.kind for each in found}
    if not found or found[0].kind != b"IHDR" or not kinds >= _NEEDED:
        raise damaged("PNG", "its chunks break off before the end")
    if any(kind[:1].isupper() and kind not in _KEPT for kind in kinds):
        raise damaged("PNG", "it has a critical chunk that nobody knows")
    profile = [] if b"iCCP" in kinds else list(_profile(data))
    header, *rest = (
        _checked(data, each)
        for each in found
        if each.kind in _KEPT or (left_out is not None and _stays(data, each, left_out))
    )
    if left_out is not None and any(data[found[-1].end :]):
        left_out.add(OTHER_PICTURES)
    metadata = list(_packet_chunks(packet))
    if left_out is not None and packet.iim:
        metadata.append(_raw_profile(packet.iim))
    written = b"".join((SIGNATURE, header, *metadata, *profile, *rest))
    if _picture(written) != _picture(data):
        raise damaged("PNG", "what was written does not read back")
    return written


def _picture(data: bytes) -> list[bytes]:
    return [data[each.start : each.end] for each in chunks(data) if each.kind in _CODED]


def _stays(data: bytes, chunk: Chunk, left_out: set[str]) -> bool:
    """Say whether a foreign chunk stays: texts that the packet does not say, and private ones."""
    if chunk.kind in _READ:
        return False
    if chunk.kind in _PREVIEWS:
        left_out.add(PREVIEWS)
        return False
    keyword = data[chunk.data].partition(b"\0")[0] if chunk.kind in TEXTS else b""
    return not (keyword == XMP_KEYWORD or keyword in _OWNED or keyword.startswith(RAW_PROFILE))


def _packet_chunks(packet: Packet) -> Iterator[bytes]:
    if packet.exif:
        yield _chunk(b"eXIf", packet.exif)
    if packet.xmp:  # not compressed, no language, no translated keyword
        yield _chunk(b"iTXt", XMP_KEYWORD + bytes(5) + packet.xmp)


def _raw_profile(iim: bytes) -> bytes:
    """Return IIM where the original had it: as ImageMagick writes it, in a text."""
    block = resource(IIM, iim)
    lines = "\n".join(textwrap.wrap(block.hex(), 72))
    text = f"\niptc\n{len(block):8}\n{lines}\n".encode()
    return _chunk(b"zTXt", RAW_PROFILE + b"iptc\0\0" + zlib.compress(text))


def _profile(data: bytes) -> Iterator[bytes]:
    """Yield the ICC profile in its chunk where old writers left it among the texts."""
    icc = read_png(data).icc
    if icc:
        yield _chunk(b"iCCP", b"icc\0\0" + zlib.compress(icc))


def _checked(data: bytes, chunk: Chunk) -> bytes:
    stated = int.from_bytes(data[chunk.end - 4 : chunk.end], "big")
    if zlib.crc32(memoryview(data)[chunk.start + 4 : chunk.end - 4]) != stated:
        raise damaged("PNG", f"the checksum of its {chunk.kind!r} chunk is wrong")
    return data[chunk.start : chunk.end]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
