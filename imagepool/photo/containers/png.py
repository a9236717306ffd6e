"""PNG files: chunks, old raw profiles included.

Source: PNG Specification, third edition, 5 and 11.3; XMP Specification, part 3, 1.1.5;
ImageMagick's raw profiles (a heading, a length, hexadecimal digits).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imagepool.photo.containers.blocks import Blocks, Gathering
from imagepool.photo.containers.jpeg import XMP_HEAD
from imagepool.photo.containers.photoshop import iim_of
from imagepool.photo.metadata.reading import decode

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp"
RAW_PROFILE = b"Raw profile type "
TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
PLAIN_TEXTS = frozenset({b"Title", b"Author", b"Description", b"Copyright", b"Software"})
PROMPTS = frozenset({b"parameters", b"prompt", b"Dream", b"invokeai_metadata", b"sd-metadata"})
"""Keywords under which picture generators write what they were asked for."""


_MOST_CHUNKS = 500_000
_MOST_TEXTS, _LONGEST_TEXT = 20, 65_536
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789abcdefABCDEF"))


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: ``start`` is its length field, ``body`` its data, ``end`` what follows its CRC."""

    kind: bytes
    start: int
    body: int
    end: int

    @property
    def data(self) -> slice:
        """Where the chunk's data lies in the file."""
        return slice(self.body, self.end - 4)


def chunks(data: bytes) -> Iterator[Chunk]:
    """Walk the chunks up to IEND; a chunk that is cut off ends the walk."""
    place = len(SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if end > len(data):
            return
        chunk = Chunk(data[place + 4 : place + 8], place, place + 8, end)
        yield chunk
        if chunk.kind == b"IEND":
            return
        place = end


class _PngReader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.gathering = Gathering()
        self.profiles: list[tuple[bytes, bytes]] = []

    def read(self) -> Blocks:
        last = b""
        for chunk in chunks(self.data):
            last = chunk.kind
            if last in TEXTS:
                self._take_text(last, self.data[chunk.data])
            elif last == b"caBX":
                self.gathering.add_jumbf(self.data[chunk.data])
            elif last in {b"eXIf", b"iCCP", b"zxIf"}:
                self._take(last, self.data[chunk.data])
        if last != b"IEND":
            self.gathering.trouble("container", "the chunks break off before the end")
        # What stands in its own chunk comes before what stands in a raw profile.
        for name, profile in self.profiles:
            self._take_profile(name, profile)
        return self.gathering.blocks()

    def _take(self, kind: bytes, body: bytes) -> None:
        if kind == b"iCCP":
            packed = body.partition(b"\0")[2][1:]
            self.gathering.icc = self.gathering.inflate("icc", packed) or None
        elif body[:1] == b"\0":  # compressed, from a draft of the standard
            self.gathering.add_exif(self.gathering.inflate("exif", body[5:]))
        else:
            self.gathering.add_exif(body)

    def _take_text(self, kind: bytes, body: bytes) -> None:
        keyword, _, rest = body.partition(b"\0")
        if keyword == XMP_KEYWORD:
            self.gathering.add_xmp(self._text(kind, "xmp", rest))
        elif keyword.startswith(RAW_PROFILE) and len(self.profiles) < 16:
            name = keyword[len(RAW_PROFILE) :].strip().lower()
            self.profiles.append((name, self._text(kind, name.decode("ascii", "replace"), rest)))
        elif keyword in PLAIN_TEXTS | PROMPTS and len(self.gathering.texts) < _MOST_TEXTS:
            text = self._text(kind, "text", rest)[:_LONGEST_TEXT]
            self.gathering.texts.append((keyword.decode("ascii"), decode(text)))

    def _text(self, kind: bytes, block: str, rest: bytes) -> bytes:
        if kind == b"tEXt":
            return rest
        if kind == b"zTXt":
            return self.gathering.inflate(block, rest[1:])
        text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        return self.gathering.inflate(block, text) if rest[:1] == b"\1" else text

    def _take_profile(self, name: bytes, text: bytes) -> None:
        content = _unprofiled(text)
        if content.startswith(XMP_HEAD):
            self.gathering.add_xmp(content[len(XMP_HEAD) :])
        elif name in {b"exif", b"app1"}:
            self.gathering.add_exif(content)
        elif name == b"xmp":
            self.gathering.add_xmp(content)
        elif name in {b"iptc", b"8bim"}:
            self.gathering.add_iim(iim_of(content) or (content if name == b"iptc" else b""))
        elif name in {b"icc", b"icm"}:
            self.gathering.icc = self.gathering.icc or content


def _unprofiled(text: bytes) -> bytes:
    """Return what a raw profile holds: behind a heading, which may be empty, and a length.

    Split, never searched: a pattern of blanks takes ages on a text of nothing but blanks.
    """
    heading, _, rest = text.lstrip().partition(b"\n")
    length, _, body = (
        (heading, b"", rest) if _is_number(heading) else rest.lstrip().partition(b"\n")
    )
    digits = body.translate(None, _NO_DIGITS) if _is_number(length) else b""
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _is_number(line: bytes) -> bool:
    return line.strip().isdigit()


def read_png(data: bytes) -> Blocks:
    """Return the metadata blocks of a PNG file."""
    return _PngReader(data).read()


def size_of_png(data: bytes) -> tuple[int, int] | None:
    """Return width and height as the header chunk states them."""
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
