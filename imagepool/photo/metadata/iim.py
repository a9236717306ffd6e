"""Reading IPTC-IIM (version 4.2): data sets and their character sets.

Numbers: IPTC Photo Metadata TechReference 2025.1. Character sets (1:90) are ISO 2022 escape
sequences; a stream without one is UTF-8 where its bytes are, else Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from imagepool.asset import FactValue, Place, Trouble
from imagepool.photo.metadata.moments import iim_moment
from imagepool.photo.metadata.reading import DIGITIZED, Reading, clean, decode, latin, stated

__all__ = ["data_sets", "decoder_of", "read_iim"]

_MOST_DATA_SETS = 20_000
_TEXTS: Mapping[str, int] = {
    "title": 5,
    "headline": 105,
    "credit_line": 110,
    "source": 115,
    "copyright_notice": 116,
    "caption": 120,
}
_WANTED = frozenset({25, 55, 60, 62, 63, 80, 90, 92, 95, 100, 101, *_TEXTS.values()})
_UTF8 = re.compile(rb"\x1b%(?:G|/[GHI])")
# Parts of ISO 8859 but the first: programs that say Latin-1 mean Windows-1252, which fills its
# gaps with quotes and dashes.
_LATIN = re.compile(rb"\x1b[-.,/]([A-Za-z])")
_LATIN_PARTS: Mapping[bytes, str] = {
    letter: f"iso8859-{part}"
    for letter, part in zip(
        (b"B", b"C", b"D", b"L", b"G", b"F", b"H", b"M", b"b"),
        (2, 3, 4, 5, 6, 7, 8, 9, 15),
        strict=True,
    )
}


def data_sets(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Walk the data sets as (record, number, value); ends where the bytes make no sense.

    The last triple is (-1, 0, rest) where something is left that is no padding.
    """
    start = 0
    for _ in range(_MOST_DATA_SETS):
        if stream[start : start + 1] != b"\x1c" or start + 5 > len(stream):
            break
        record, number = stream[start + 1], stream[start + 2]
        size, place = int.from_bytes(stream[start + 3 : start + 5], "big"), start + 5
        if size & 0x8000:  # an extended data set: so many bytes hold the size
            digits = size & 0x7FFF
            size = int.from_bytes(stream[place : place + min(digits, 8)], "big")
            place += digits
        if place + size > len(stream):
            break
        yield record, number, stream[place : place + size]
        start = place + size
    rest = stream[start : start + 64]
    if rest.strip(b"\0"):
        yield -1, 0, rest


def read_iim(stream: bytes) -> Reading:
    """Return what the stream states; a broken tail is named and the rest is read."""
    sets: dict[int, list[bytes]] = {}
    charset, troubles = b"", list[Trouble]()
    for record, number, value in data_sets(stream):
        if record == 2 and number in _WANTED:
            sets.setdefault(number, []).append(value)
        elif (record, number) == (1, 90):
            charset = value
        elif record < 0:
            troubles.append(Trouble("iim", "the data sets break off"))
    return Reading(_fields(_texts(sets, charset)), tuple(troubles))


def _texts(sets: Mapping[int, list[bytes]], charset: bytes) -> dict[int, tuple[str, ...]]:
    decoder = decoder_of(charset, [value for values in sets.values() for value in values])
    texts = {
        number: tuple(clean(decoder(value)) for value in values) for number, values in sets.items()
    }
    return {number: tuple(filter(None, values)) for number, values in texts.items()}


def decoder_of(charset: bytes, values: list[bytes]) -> Callable[[bytes], str]:
    """Return how texts are read under the character set that 1:90 states, or b""."""
    if _UTF8.match(charset) or (not charset and _is_utf8(values)):
        return decode
    part = _LATIN.match(charset)
    codec = _LATIN_PARTS.get(part[1]) if part else None
    return (lambda value: value.decode(codec, "replace")) if codec else latin


def _is_utf8(values: list[bytes]) -> bool:
    """Guess for a stream that states no character set: it is UTF-8 if all of its texts are."""
    try:
        for value in values:
            value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _fields(texts: Mapping[int, tuple[str, ...]]) -> dict[str, FactValue]:
    def first(number: int) -> str:
        return next(iter(texts.get(number, ())), "")

    place = Place(
        sublocation=first(92),
        city=first(90),
        province_state=first(95),
        country_name=first(101),
        country_code=first(100),
    )
    return stated(
        {
            **{name: first(number) for name, number in _TEXTS.items()},
            "creator": texts.get(80, ()),
            "keywords": texts.get(25, ()),
            "date_taken": iim_moment(first(55), first(60)),
            DIGITIZED: iim_moment(first(62), first(63)),
            "location_shown": (place,) if place != Place() else (),
        }
    )
