"""Files that are no photos, no longer, or not only; drawn anew each time, always the same.

Each comes with what may become of it: ``refused``, ``taken``, or ``either``, where a decoder may
or may not get over the damage.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from imagepool.asset import FORMATS
from tests.faults.hostile_metadata import with_bad_metadata
from tests.making import make_image, make_photo

Fate = Literal["refused", "taken", "either"]
SIZE = (240, 180)

_WEBP_OF_147_MEGAPIXELS = bytes.fromhex(
    "524946461a000000574542505650384c0e0000002ffeffc908071011fd0f4444ff03"
)


@dataclass(frozen=True)
class Hostile:
    """One file; ``reason``, where it is clear, is that of its refusal."""

    name: str
    data: bytes
    fate: Fate
    reason: str = ""


def hostile_files() -> Iterator[Hostile]:
    """Yield all of them; no two have the same bytes."""
    dice = random.Random(20)
    yield from _cut_off()
    yield from _flipped(dice)
    yield from _strangers(dice)
    yield from _raw_files()
    yield from _misnamed()
    yield from _polyglots()
    yield from _bombs()
    yield from _long_and_thin()
    for name, data in with_bad_metadata():
        yield Hostile(name, data, "either")


def _cut_off() -> Iterator[Hostile]:
    for kind, data in _samples().items():
        ends = {len(data) * share // 100 for share in (2, 10, 25, 40, 60, 75, 90, 97)}
        for end in sorted(ends | {len(data) - 1, len(data) - 20}):
            yield Hostile(f"cut-{kind}-{end}", data[:end], "refused")


def _samples() -> dict[str, bytes]:
    """Return whole photos of every format, as many kinds as decoders go different ways for."""
    plain = {kind.lower(): make_photo(*SIZE, kind) for kind in FORMATS}
    companion = [make_image(*SIZE, seed=1)]
    return plain | {
        "progressive": make_photo(*SIZE, progressive=True),
        "cmyk": make_photo(*SIZE, mode="CMYK"),
        "mpo": make_photo(*SIZE, "MPO", save_all=True, append_images=companion),
        "16bit": make_photo(*SIZE, "PNG", mode="I;16"),
        "lzw": make_photo(*SIZE, "TIFF", compression="tiff_lzw"),
        "tiffjpeg": make_photo(*SIZE, "TIFF", compression="jpeg"),
        "lossless": make_photo(*SIZE, "WEBP", lossless=True),
        "alpha": make_photo(*SIZE, "WEBP", mode="RGBA"),
    }


def _flipped(dice: random.Random) -> Iterator[Hostile]:
    for kind in FORMATS:
        whole = make_photo(*SIZE, kind, seed=2)
        for number in range(14):
            data = bytearray(whole)
            for _ in range(1 + number % 3):
                data[dice.randrange(4, 200 if number % 2 else 600)] ^= dice.randrange(1, 256)
            yield Hostile(f"flipped-{kind.lower()}-{number}", bytes(data), "either")


def _strangers(dice: random.Random) -> Iterator[Hostile]:
    """Other kinds of files that call themselves JPEG."""
    for kind in ("GIF", "BMP", "PPM", "JPEG2000", "ICO", "PDF", "EPS", "DDS", "ICNS", "SGI"):
        data = make_photo(64, 64, kind)
        yield Hostile(f"stranger-{kind.lower()}", data, "refused", "unsupported_format")
    heads = {
        "psd": b"8BPS\0\1\0\0\0\0\0\0\0\3\0\0\0\x40\0\0\0\x40\0\x08\0\3",
        "jxl": b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl ",
        "jxl-stream": b"\xff\x0a\xfa\x1f\x01",
        "svg": b"<?xml version='1.0'?>\n<!-- drawn -->\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        "html": b"<!DOCTYPE html><title>404</title><img src=x onerror=alert(1)>",
        "json": b'{"error": "not found"}',
        "text": "Wer Mühlhausen nicht kennt".encode(),
        "utf16": "Wer Mühlhausen nicht kennt".encode("utf-16"),
        "script": b"#!/bin/sh\nrm -rf /\n",
        "php": b"<?php system($_GET['c']); ?>",
        "program": b"\x7fELF\2\1\1",
        "video": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41",
        "quicktime": b"\0\0\0\x14ftypqt  \0\0\2\0qt  ",
        "avi": b"RIFF\x24\0\0\0AVI LIST",
        "gzip": b"\x1f\x8b\x08",
        "dicom": bytes(128) + b"DICM",
        "heif-unknown": b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf",
    }
    for kind, head in heads.items():
        filler = (
            b"" if kind in {"svg", "html", "json", "text", "script", "php"} else dice.randbytes(999)
        )
        yield Hostile(f"stranger-{kind}", head + filler, "refused", "unsupported_format")
    yield Hostile("stranger-nothing", b"", "refused", "empty")
    yield Hostile("stranger-zeros", bytes(70_000), "refused", "empty")
    yield Hostile("stranger-noise", b"\1" + dice.randbytes(9000), "refused", "unsupported_format")
    for kind, size in {"jpeg": 3, "png": 8, "tiff": 4, "webp": 16, "avif": 32, "heic": 24}.items():
        start = make_photo(32, 32, kind.upper())[:size]
        yield Hostile(f"only-a-head-{kind}", start + dice.randbytes(5000), "refused")
    more = [make_image(64, 48, seed=seed) for seed in (1, 2)]
    for kind in ("PNG", "WEBP", "AVIF"):
        data = make_photo(64, 48, kind, save_all=True, append_images=more)
        yield Hostile(f"animated-{kind.lower()}", data, "refused", "unsupported_format")


def _raw_files() -> Iterator[Hostile]:
    """Camera RAW that is TIFF outside: the picture in it is but a small preview."""
    tags = {
        "canon": (271, "Canon"),
        "nikon": (271, "NIKON CORPORATION"),
        "dng": (50706, b"\1\4\0\0"),
    }
    for kind, (tag, value) in tags.items():
        exif = Image.Exif()
        exif[tag] = value
        exif[254] = 1
        data = make_photo(160, 120, "TIFF", exif=exif.tobytes())
        yield Hostile(f"raw-{kind}.tif", data, "refused", "unsupported_format")
    head = b"II*\0\x10\0\0\0CR\2\0"
    yield Hostile("raw-cr2.jpg", head + bytes(500) + b"x", "refused", "unsupported_format")


def _misnamed() -> Iterator[Hostile]:
    for number, kind in enumerate(FORMATS):
        name = f"misnamed-{kind.lower()}.{('gif', 'pdf', 'JPG', 'txt', 'exe', 'png')[number]}"
        yield Hostile(name, make_photo(*SIZE, kind, seed=30 + number), "taken")


def _polyglots() -> Iterator[Hostile]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("evil.sh", "rm -rf /")
    photo = make_photo(*SIZE, seed=40)
    comment = b"<script>alert(1)</script>%PDF-1.4 GIF89a"
    said = photo[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + photo[2:]
    yield Hostile("polyglot-jpeg-and-zip.jpg", photo + stream.getvalue(), "taken")
    yield Hostile("polyglot-jpeg-saying-html.html", said, "taken")
    yield Hostile("polyglot-two-jpegs.jpg", photo + make_photo(64, 64, seed=41), "taken")
    yield Hostile("polyglot-zip-then-jpeg.jpg", stream.getvalue() + photo, "refused")
    yield Hostile("polyglot-gif-then-jpeg.gif", b"GIF89a" + photo, "refused")
    yield Hostile("polyglot-pdf-then-jpeg.jpg", b"%PDF-1.4\n" + photo, "refused")
    yield Hostile("polyglot-png-and-html.png", make_photo(*SIZE, "PNG") + comment, "either")


def _bombs() -> Iterator[Hostile]:
    """A few bytes that promise billions of pixels, or that grow a thousandfold."""
    for side in (15_000, 60_000, 2_000_000_000):
        yield Hostile(f"bomb-{side}.png", png(side, side), "refused", "too_many_pixels")
    for side in (15_000, 60_000, 65_500):
        data = bytearray(make_photo(64, 48, progressive=side == 60_000))
        frame = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
        struct.pack_into(">HH", data, frame + 5, side, side)
        yield Hostile(f"bomb-{side}.jpg", bytes(data), "refused", "too_many_pixels")
        data = bytearray(make_photo(64, 48, "TIFF"))
        for tag in (b"\0\1\4\0\1\0\0\0", b"\1\1\4\0\1\0\0\0"):
            struct.pack_into("<I", data, data.find(tag) + 8, side)
        yield Hostile(f"bomb-{side}.tif", bytes(data), "refused", "too_many_pixels")
    for kind in ("WEBP", "AVIF", "HEIC"):
        data = bytearray(make_photo(64, 48, kind, mode="RGBA" if kind == "WEBP" else "RGB"))
        if kind == "WEBP":
            data[24:30] = b"\x5f\xea\0\x5f\xea\0"  # VP8X: 60 000 x 60 000, less one
        else:
            at = data.find(b"ispe") + 8
            struct.pack_into(">II", data, at, 60_000, 60_000)
        yield Hostile(f"bomb-{kind.lower()}.{FORMATS[kind][1]}", bytes(data), "refused")
    rows = zlib.compress(bytes(40_000_000), 9)
    yield Hostile("bomb-too-few-rows.png", png(10_000, 10_000, rows), "refused")
    rows = zlib.compress(bytes(100_000_000), 9)
    yield Hostile("bomb-too-many-rows.png", png(100, 100, rows), "either")
    rows = zlib.compress(bytes(1501 * 12_000), 9)
    yield Hostile("bomb-of-bits.png", png(12_000, 12_000, rows, depth=1), "either")
    yield Hostile("bomb-of-34-bytes.webp", _WEBP_OF_147_MEGAPIXELS, "either")
    yield Hostile("bomb-segments.jpg", _jpeg_of_segments(60_000), "either")
    yield Hostile("bomb-chunks.png", _png_of_chunks(100_000), "refused", "corrupt")
    yield Hostile("bomb-pages.tif", _tiff_of_pages(40_000), "either")


def _long_and_thin() -> Iterator[Hostile]:
    for kind, length in (("PNG", 100_000), ("TIFF", 100_000), ("JPEG", 65_500), ("WEBP", 16_383)):
        for size in ((1, length), (length, 1)):
            name = f"thin-{size[0]}x{size[1]}.{FORMATS[kind][1]}"
            stream = io.BytesIO()
            Image.new("RGB", size, (90, 120, length % 250)).save(stream, kind)
            yield Hostile(name, stream.getvalue(), "either")
    for kind in ("PNG", "JPEG", "WEBP", "TIFF"):
        yield Hostile(f"tiny.{FORMATS[kind][1]}", make_photo(1, 1, kind), "either")


def png(width: int, height: int, body: bytes = b"", *, depth: int = 8) -> bytes:
    """Return a gray PNG that claims so many pixels."""
    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, depth, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", body or zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _jpeg_of_segments(count: int) -> bytes:
    photo = make_photo(*SIZE, seed=50)
    return photo[:2] + b"\xff\xfe\0\3x" * count + photo[2:]


def _png_of_chunks(count: int) -> bytes:
    photo = make_photo(*SIZE, "PNG", seed=51)
    return photo[:33] + chunk(b"tEXt", b"a\0b") * count + photo[33:]


def _tiff_of_pages(count: int) -> bytes:
    """Return a photo followed by directories that lead from one to the next and hold nothing."""
    photo = bytearray(make_photo(*SIZE, "TIFF", seed=52))
    photo += bytes(len(photo) % 2)
    first = struct.unpack_from("<I", photo, 4)[0]
    (entries,) = struct.unpack_from("<H", photo, first)
    struct.pack_into("<I", photo, first + 2 + 12 * entries, len(photo))
    start = len(photo)
    for number in range(count):
        following = start + 18 * (number + 1) if number + 1 < count else 0
        photo += struct.pack("<HHHIII", 1, 254, 4, 1, 1, following)
    return bytes(photo)
