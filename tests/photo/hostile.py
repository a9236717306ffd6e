"""Three hundred files that are no photos, or no longer, or want to be too much."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.making import make_image, make_photo

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIC")


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield (name, content)."""
    draw = random.Random(7)
    whole = {name: make_photo(240, 180, name) for name in FORMATS}
    whole["progressive"] = make_photo(240, 180, progressive=True)
    whole["CMYK"] = make_photo(240, 180, mode="CMYK")
    whole["LZW"] = make_photo(240, 180, "TIFF", compression="tiff_lzw")
    yield from _truncated(whole, draw)
    yield from _overwritten(whole, draw)
    yield from _disguised(whole, draw)
    yield from _oversized()


def _truncated(whole: dict[str, bytes], draw: random.Random) -> Iterator[tuple[str, bytes]]:
    for name, data in whole.items():
        for number in range(12):
            share = draw.uniform(0.001, 0.98)
            yield f"{name}-cut-{number}", data[: int(len(data) * share)]
    for name in ("JPEG", "progressive", "CMYK"):
        for number in range(8):
            share = draw.uniform(0.1, 0.9)
            yield (
                f"{name}-cut-and-closed-{number}",
                whole[name][: int(len(whole[name]) * share)] + b"\xff\xd9",
            )
    for name in ("JPEG", "progressive", "PNG", "WEBP", "AVIF", "HEIC"):
        for number in range(6):
            data = whole[name]
            kept = int(len(data) * draw.uniform(0.1, 0.8))
            yield f"{name}-never-arrived-{number}", data[:kept].ljust(len(data), b"\0")


def _overwritten(whole: dict[str, bytes], draw: random.Random) -> Iterator[tuple[str, bytes]]:
    for name in ("PNG", "LZW", "progressive", "JPEG"):
        for number in range(10):
            data = bytearray(whole[name])
            at = draw.randrange(len(data) // 8, len(data) // 2)
            data[at : at + len(data) // 3] = draw.randbytes(len(data) // 3)
            yield f"{name}-overwritten-{number}", bytes(data)


def _disguised(whole: dict[str, bytes], draw: random.Random) -> Iterator[tuple[str, bytes]]:
    strangers = [
        b"GIF89a\x10\0\x10\0\x80\0\0", b"BM\x9a\0\0\0", b"%PDF-1.7\n", b"%!PS-Adobe-3.0 EPSF-3.0",
        b"8BPS\0\x01", b"PK\x03\x04\x14\0", b"MZ\x90\0\x03", b"\x7fELF\x02\x01\x01",
        b"\x1f\x8b\x08",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!DOCTYPE html><title>404</title>",
        b"<?xml version='1.0'?><svg/>", b'{"error": "not found"}', b"#!/bin/sh\nrm -rf /\n",
        b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2", b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom",
        b"\0\0\0\x0cJXL \r\n\x87\n", b"\0\0\0\x0cjP  \r\n\x87\n", b"II*\0\x10\0\0\0CR\x02\0",
        b"FUJIFILMCCD-RAW 0201", b"IIU\0\x18\0\0\0", b"RIFF\x24\0\0\0AVI LIST",
        b"RIFF\x24\0\0\0WAVEfmt ", b"\x1a\x45\xdf\xa3\x93\x42", b"ID3\x04\0", b"OggS\0\x02",
        b"SQLite format 3\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"version https://git-lfs",
        b"\0\x05\x16\x07\0\x02\0\0",
    ]  # fmt: skip
    for number, head in enumerate(strangers):
        yield f"stranger-{number}.jpg", head + draw.randbytes(3000)
    yield "nothing.jpg", b""
    yield "zeros.jpg", bytes(50_000)
    yield "text.jpg", b"hello " * 500
    heads = {"JPEG": 3, "PNG": 8, "TIFF": 4, "WEBP": 16, "AVIF": 32, "HEIC": 24}
    for name, length in heads.items():
        for number in range(6):
            yield f"{name}-only-a-head-{number}", whole[name][:length] + draw.randbytes(4000)
    for name in ("WEBP", "PNG", "AVIF"):
        more = [make_image(64, 48, seed=seed) for seed in (1, 2)]
        yield f"{name}-animated", make_photo(64, 48, name, save_all=True, append_images=more)
    stream = io.BytesIO()
    Image.new("F", (64, 48)).save(stream, "TIFF")
    yield "numbers.tif", stream.getvalue()
    deep = bytearray(make_photo(64, 48))
    deep[deep.find(b"\xff\xc0") + 4] = 12
    yield "twelve-bits.jpg", bytes(deep)


def _oversized() -> Iterator[tuple[str, bytes]]:
    for number in range(12):
        yield f"png-bomb-{number}", png_claiming(20_000 + 5000 * number, 30_000)
    for number in range(12):
        data = bytearray(make_photo(64, 48, progressive=bool(number % 2)))
        frame = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
        struct.pack_into(">HH", data, frame + 5, 65_500 - number, 65_500)
        yield f"jpeg-bomb-{number}", bytes(data)
    for number in range(6):
        data = bytearray(make_photo(64, 48, "TIFF"))
        for tag in (b"\0\1\4\0\1\0\0\0", b"\1\1\4\0\1\0\0\0"):
            struct.pack_into("<I", data, data.find(tag) + 8, 100_000 + number)
        yield f"tiff-bomb-{number}", bytes(data)
    rows = zlib.compress(bytes(40_000_000), 9)
    yield "png-of-rows", png_claiming(10_000, 10_000, rows)


def png_claiming(width: int, height: int, body: bytes | None = None) -> bytes:
    """Return a PNG that claims so many pixels and holds far fewer."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    pixels = body if body is not None else zlib.compress(bytes(1000))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
