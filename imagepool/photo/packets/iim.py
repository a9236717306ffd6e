"""Build IPTC-IIM (version 4.2), the mirror of the XMP packet for older programs.

Data set numbers and limits, which count bytes: IPTC Photo Metadata TechReference 2025.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from imagepool.asset import Description, Place, RightsStatement
from imagepool.photo.packets.capture_time import parse_capture_time
from imagepool.photo.packets.text import line, paragraphs, shortened

__all__ = ["iim_stream"]

_UTF8 = b"\x1b%G"  # ISO 2022 escape; without it every reader guesses Latin-1
_VERSION = (4).to_bytes(2)
_MOST_VALUES = 150  # of one repeatable data set

_Text = tuple[int, int, str]  # data set of record 2, its limit in bytes, its text


def iim_stream(asset_id: str, description: Description, rights: RightsStatement) -> bytes:
    """Return the data sets in order of their numbers, values shortened to their limits."""
    texts = [
        *_words(description),
        *_time(description.date_taken),
        *_place(description.location_created or next(iter(description.location_shown), None)),
        *((80, 32, name) for name in rights.creator[:_MOST_VALUES]),
        (103, 32, asset_id),
        (110, 32, rights.credit_line),
        (115, 32, rights.source),
        (116, 128, rights.copyright_notice),
    ]
    sets = [data_set(1, 90, _UTF8), data_set(2, 0, _VERSION)]
    for number, limit, text in sorted(texts, key=lambda item: item[0]):
        value = shortened(paragraphs(text) if number == 120 else line(text), limit)
        if value:
            sets.append(data_set(2, number, value.encode()))
    return b"".join(sets)


def _words(description: Description) -> Iterator[_Text]:
    yield 5, 64, description.title
    yield from ((25, 64, keyword) for keyword in description.keywords[:_MOST_VALUES])
    yield 105, 256, description.headline
    yield 120, 2000, description.caption


def _time(text: str) -> Iterator[_Text]:
    moment = parse_capture_time(text)
    if moment is not None:
        yield 55, 8, moment.iim_date
        yield 60, 11, moment.iim_time


def _place(place: Place | None) -> Iterator[_Text]:
    if place is None:
        return
    yield 90, 32, place.city
    yield 92, 32, place.sublocation
    yield 95, 32, place.province_state
    if len(place.country_code) == 3:  # IIM knows the three-letter codes only
        yield 100, 3, place.country_code
    yield 101, 64, place.country_name


def data_set(record: int, number: int, value: bytes) -> bytes:
    """Return a data set as it stands in a file: its tag, its length and its value (IIM 1.6)."""
    return bytes((0x1C, record, number)) + len(value).to_bytes(2) + value
