"""Whole photos whose embedded metadata are broken, endless, or made to explode."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from PIL.PngImagePlugin import PngInfo

from tests.making import make_photo

SIZE = (240, 180)

_BILLION = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_META = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)

XMP: dict[str, bytes] = {
    "entities": (_BILLION + _META.format("&a11;")).encode(),
    "outside": (_OUTSIDE + _META.format("&e;")).encode(),
    "deep": b"<a>" * 9000 + b"</a>" * 9000,
    "deep-rdf": _META.format("<rdf:li>" * 3000 + "</rdf:li>" * 3000).encode(),
    "wide": _META.format("</rdf:li><rdf:li>x" * 3000).encode(),
    "long": _META.format("Länge läuft. " * 4500).encode()[:64_000],
    "noise": bytes(range(256)) * 40,
    "unclosed": _META.format("halb").encode()[:-60],
    "utf16": _META.format("breit").encode("utf-16"),
    "controls": _META.format("eins\x00\x1b[31m\x0bzwei").encode(),
    "references": _META.format("&#0;&#xd800;&#x1f;").encode(),
}


def with_bad_metadata() -> Iterator[tuple[str, bytes]]:
    """Yield (name, content); the pictures themselves are whole."""
    for number, (kind, packet) in enumerate(XMP.items()):
        yield f"xmp-{kind}.jpg", make_photo(*SIZE, xmp=packet, seed=60 + number)
        yield f"xmp-{kind}.webp", make_photo(*SIZE, "WEBP", xmp=packet, seed=60 + number)
        yield f"xmp-{kind}.png", _png_saying(packet, seed=60 + number)
    for number, (kind, block) in enumerate(_exif_blocks().items()):
        yield f"exif-{kind}.jpg", make_photo(*SIZE, exif=b"Exif\0\0" + block, seed=80 + number)
        yield f"exif-{kind}.webp", make_photo(*SIZE, "WEBP", exif=block, seed=80 + number)
    for number, (kind, profile) in enumerate(_profiles().items()):
        yield f"icc-{kind}.jpg", make_photo(*SIZE, icc_profile=profile, seed=100 + number)
        yield f"icc-{kind}.png", make_photo(*SIZE, "PNG", icc_profile=profile, seed=100 + number)
        yield f"icc-{kind}.tif", make_photo(*SIZE, "TIFF", icc_profile=profile, seed=100 + number)
    yield from _zip_bombs()
    yield from _iim_blocks()


def _png_saying(packet: bytes, *, seed: int) -> bytes:
    said = PngInfo()
    said.add_itxt("XML:com.adobe.xmp", packet.decode("latin-1"), zip=len(packet) > 40_000)
    return make_photo(*SIZE, "PNG", pnginfo=said, seed=seed)


def _exif_blocks() -> dict[str, bytes]:
    def block(*entries: tuple[int, int, int, int], following: int = 0, more: bytes = b"") -> bytes:
        body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
        head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries))
        return head + body + struct.pack("<I", following) + more

    ascii_, short, long_, rational = 2, 3, 4, 5
    text = "Über\0zwei\0\x01\x1b".encode() + b"\xff\xfe"
    return {
        "circle": block((0x8769, long_, 1, 8), following=8),
        "circle-of-two": block((0x8825, long_, 1, 8), (0x8769, long_, 1, 8), (0xA005, long_, 1, 8)),
        "huge-count": block((270, ascii_, 0xFFFFFFFF, 30), (271, rational, 0x7FFFFFFF, 30)),
        "outside": block((270, ascii_, 5000, 0xFFFFFF00), (0x8769, long_, 1, 0xFFFFFF00)),
        "many-entries": b"II*\0\x08\0\0\0\xff\xff" + b"\x0e\x01\x02\0\4\0\0\0abc\0" * 4500,
        "orientation": block((274, short, 1, 99)),
        "orientation-many": block((274, short, 40_000, 8)),
        "zero-divided": block((282, rational, 1, 26), (0x8825, long_, 1, 26), more=bytes(40)),
        "gps-zero": _gps(struct.pack("<6I", *(0,) * 6)),
        "gps-huge": _gps(struct.pack("<6I", *(0xFFFFFFFF, 1) * 3)),
        "text-of-nothing": block((270, ascii_, len(text), 38), (315, 99, 4, 1), more=text),
        "types": block(*((tag, kind, 2, 8) for kind, tag in enumerate(range(270, 320)))),
        "noise": bytes(range(255, 0, -1)) * 20,
        "header-only": b"MM\0*",
    }


def _gps(triple: bytes) -> bytes:
    head = b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8825, 4, 1, 26, 0)
    entries = [(1, 2, 2, 0x4E), (2, 5, 3, 80), (3, 2, 2, 0x45), (4, 5, 3, 80)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return head + struct.pack("<H", 4) + body + struct.pack("<I", 0) + triple


def _profiles() -> dict[str, bytes]:
    gray = b"\0\0\x02\x0cADBE\x02\x10\0\0mntrGRAYXYZ ".ljust(400, b"\0")
    return {
        "noise": bytes(range(256)) * 2,
        "short": b"\0\0\0\x10acsp",
        "lying": struct.pack(">I", 0xFFFFFFFF) + b"\0" * 32 + b"acsp" + b"\xff" * 200,
        "of-gray": gray[:36] + b"acsp" + gray[40:],
    }


def _zip_bombs() -> Iterator[tuple[str, bytes]]:
    """Chunks of a PNG that unpack to a thousand times their size."""
    photo = make_photo(*SIZE, "PNG", seed=120)
    huge = zlib.compress(bytes(100_000_000), 9)
    chunks = {
        "ztxt": (b"zTXt", b"Comment\0\0" + huge),
        "itxt": (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + huge),
        "iccp": (b"iCCP", b"bomb\0\0" + huge),
        "raw-profile": (b"zTXt", b"Raw profile type exif\0\0" + huge),
        "broken-stream": (b"zTXt", b"Comment\0\0" + huge[:999]),
        "broken-iccp": (b"iCCP", b"x" * 200),
        "exif": (b"eXIf", b"II*\0\xff\xff\xff\xff"),
    }
    for name, (kind, content) in chunks.items():
        check = struct.pack(">I", zlib.crc32(kind + content))
        bomb = struct.pack(">I", len(content)) + kind + content + check
        yield f"chunk-{name}.png", photo[:33] + bomb + photo[33:]


def _iim_blocks() -> Iterator[tuple[str, bytes]]:
    """IPTC-IIM in a Photoshop segment of a JPEG."""
    blocks = {
        "endless": b"\x1c\x02\x78\x80\x04\xff\xff\xff\xff" + b"text",
        "cut": b"\x1c\x02\x05\x00\x50Titel",
        "controls": b"\x1c\x02\x05\x00\x08a\0b\x1b\xff\xfe\r\n",
        "charset": b"\x1c\x01\x5a\x00\x03\x1b%Z\x1c\x02\x05\x00\x04\xff\xfe\xfd\xfc",
        "many": b"\x1c\x02\x19\x00\x01k" * 9000,
    }
    for number, (name, block) in enumerate(blocks.items()):
        photo = make_photo(*SIZE, seed=130 + number)
        resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
        body = b"Photoshop 3.0\0" + resource
        segment = b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
        yield f"iim-{name}.jpg", photo[:2] + segment + photo[2:]
