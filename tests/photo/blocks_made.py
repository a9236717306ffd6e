"""Blocks of metadata made by hand, and files that carry them where a test wants them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from PIL import Image

from imagepool.photo.containers.jpeg import EXIF_HEAD, PHOTOSHOP_HEAD, XMP_HEAD
from imagepool.photo.metadata.namespaces import NAMESPACES
from tests.making import make_photo

_DECLARED = " ".join(
    f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml"
)


def packet(properties: str, *, attributes: str = "") -> bytes:
    """An XMP packet with one description."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f"<x:xmpmeta {_DECLARED}><rdf:RDF>"
        f'<rdf:Description rdf:about="" {attributes}>{properties}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def title_packet(title: str) -> bytes:
    return packet(
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    )


def iim(*sets: tuple[int, bytes], charset: bytes = b"") -> bytes:
    """An IIM stream of data sets of record 2."""
    head = _data_set(1, 90, charset) if charset else b""
    return head + b"".join(_data_set(2, number, value) for number, value in sets)


def _data_set(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def resource(number: int, data: bytes, name: bytes = b"") -> bytes:
    """One Photoshop image resource."""
    label = bytes((len(name),)) + name
    label += b"\0" * (len(label) % 2)
    padding = b"\0" * (len(data) % 2)
    return b"8BIM" + number.to_bytes(2) + label + len(data).to_bytes(4) + data + padding


def exif(tags: Mapping[int, object] | None = None, **directories: Mapping[int, object]) -> bytes:
    """A bare EXIF block as Pillow writes it; ``capture`` and ``position`` are its directories."""
    made = Image.Exif()
    for tag, value in (tags or {}).items():
        made[tag] = value
    for name, pointer in (("capture", 0x8769), ("position", 0x8825)):
        made.get_ifd(pointer).update(directories.get(name, {}))
    return bytes(made.tobytes()).removeprefix(EXIF_HEAD)


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def jpeg(*segments: bytes) -> bytes:
    """A small JPEG with these segments behind its first marker."""
    plain = make_photo(32, 24)
    return plain[:2] + b"".join(segments) + plain[2:]


def full_jpeg(xmp: bytes = b"", exif_block: bytes = b"", stream: bytes = b"") -> bytes:
    """A JPEG with all three blocks where they belong."""
    return jpeg(
        segment(0xE1, EXIF_HEAD + exif_block),
        segment(0xE1, XMP_HEAD + xmp),
        segment(0xED, PHOTOSHOP_HEAD + resource(0x0404, stream)),
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    """One PNG chunk."""
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def png(*chunks: bytes) -> bytes:
    """A small PNG with these chunks behind its header."""
    plain = make_photo(32, 24, "PNG")
    return plain[:33] + b"".join(chunks) + plain[33:]
