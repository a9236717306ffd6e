from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from imagepool.asset import Place
from imagepool.photo.metadata.iim import data_sets, read_iim
from tests.photo.blocks_made import iim

_ALL = iim(
    (5, b"Title"),
    (25, "Straße".encode()),
    (25, b"Kirche"),
    (55, b"20150711"),
    (60, b"111819+0200"),
    (80, "Jürgen Müller".encode()),
    (80, b"Eva"),
    (90, "Mühlhausen".encode()),
    (92, b"Untermarkt"),
    (95, "Thüringen".encode()),
    (100, b"DEU"),
    (101, b"Deutschland"),
    (105, b"Headline"),
    (110, b"Credit"),
    (115, b"Source"),
    (116, "© Müller".encode()),
    (120, b"Caption"),
    charset=b"\x1b%G",
)


def test_all_fields_are_read() -> None:
    assert read_iim(_ALL).values == {
        "title": "Title",
        "keywords": ("Straße", "Kirche"),
        "date_taken": "2015-07-11T11:18:19+02:00",
        "creator": ("Jürgen Müller", "Eva"),
        "headline": "Headline",
        "credit_line": "Credit",
        "source": "Source",
        "copyright_notice": "© Müller",
        "caption": "Caption",
        "location_shown": (
            Place(
                sublocation="Untermarkt",
                city="Mühlhausen",
                province_state="Thüringen",
                country_name="Deutschland",
                country_code="DEU",
            ),
        ),
    }


@pytest.mark.parametrize(
    ("charset", "value", "expected"),
    [
        (b"\x1b%G", "Größe".encode(), "Größe"),
        (b"\x1b%/I", "Größe".encode(), "Größe"),
        (b"", "Größe".encode(), "Größe"),
        (b"", "Größe".encode("latin-1"), "Größe"),
        (b"", "„Größe“ – 5 €".encode("cp1252"), "„Größe“ – 5 €"),
        (b"\x1b%G", "Größe".encode("latin-1"), "Größe"),
        (b"\x1b.A", "Größe".encode("latin-1"), "Größe"),
        (b"\x1b-B", "Łódź".encode("iso8859-2"), "Łódź"),
        (b"\x1b-L", "Город".encode("iso8859-5"), "Город"),
        (b"\x1b.A", b"\x81\x8d", "\x81\x8d"),
        (b"nonsense", b"plain", "plain"),
    ],
)
def test_a_text_is_decoded_by_its_character_set_or_by_its_bytes(
    charset: bytes, value: bytes, expected: str
) -> None:
    assert read_iim(iim((5, value), charset=charset)).values["title"] == expected


def test_padding_and_empty_values_say_nothing() -> None:
    stream = iim((5, b" Title \0\0"), (25, b""), (25, b" "), (80, b"\0"))
    assert read_iim(stream + bytes(7)).values == {"title": "Title"}
    assert not read_iim(stream + bytes(7)).troubles


def test_an_extended_data_set_is_read() -> None:
    long = "Über " * 8000
    value = long.encode()
    stream = b"\x1c\x02\x78\x80\x04" + len(value).to_bytes(4) + value + iim((5, b"Title"))
    assert read_iim(stream).values == {"caption": long.strip(), "title": "Title"}


@pytest.mark.parametrize(
    "tail", [b"\x1c\x02\x05\x00\x50abc", b"rubbish", b"\x1c\x02\x05\xff\xff12"]
)
def test_a_broken_tail_is_named_and_the_rest_is_read(tail: bytes) -> None:
    reading = read_iim(iim((5, b"Title")) + tail)
    assert reading.values == {"title": "Title"}
    assert [trouble.block for trouble in reading.troubles] == ["iim"]


def test_a_stream_of_endless_data_sets_ends_soon() -> None:
    started = time.process_time()
    read_iim(iim((25, b"")) * 2_000_000)
    assert time.process_time() - started < 2


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(stream: bytes) -> None:
    read_iim(stream)
    read_iim(_ALL[:200] + stream)


@given(st.lists(st.tuples(st.sampled_from([1, 2, 3]), st.integers(0, 255), st.binary(max_size=50))))
def test_data_sets_come_out_as_they_went_in(sets: list[tuple[int, int, bytes]]) -> None:
    stream = b"".join(
        bytes((0x1C, record, number)) + len(value).to_bytes(2) + value
        for record, number, value in sets
    )
    assert list(data_sets(stream)) == sets
