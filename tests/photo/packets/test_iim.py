from __future__ import annotations

from dataclasses import replace

from hypothesis import given, strategies as st

from imagepool.photo.packets.iim import iim_stream
from tests.photo.delivered import ASSET_ID, DESCRIPTION, RIGHTS

_LIMITS = {5: 64, 25: 64, 80: 32, 90: 32, 105: 256, 110: 32, 115: 32, 116: 128, 120: 2000}


def data_sets(stream: bytes) -> list[tuple[int, int, bytes]]:
    sets, at = [], 0
    while at < len(stream):
        assert stream[at] == 0x1C
        length = int.from_bytes(stream[at + 3 : at + 5])
        sets.append((stream[at + 1], stream[at + 2], stream[at + 5 : at + 5 + length]))
        at += 5 + length
    assert at == len(stream)
    return sets


def test_the_character_set_stands_first_and_the_sets_are_in_order() -> None:
    sets = data_sets(iim_stream(ASSET_ID, DESCRIPTION, RIGHTS))
    assert sets[0] == (1, 90, b"\x1b%G")
    numbers = [(record, number) for record, number, _ in sets]
    assert numbers == sorted(numbers)


@given(st.text(min_size=1, max_size=3000))
def test_every_value_keeps_its_limit_and_is_whole_utf8(text: str) -> None:
    words = replace(DESCRIPTION, title=text, headline=text, caption=text, keywords=(text,))
    rights = replace(RIGHTS, creator=(text,), credit_line=text, copyright_notice=text)
    for record, number, value in data_sets(iim_stream(ASSET_ID, words, rights)):
        if record == 2 and number in _LIMITS:
            assert len(value) <= _LIMITS[number]
            assert value.decode().strip()


def test_a_two_letter_country_code_is_left_out() -> None:
    words = replace(DESCRIPTION, location_created=None)
    sets = data_sets(iim_stream(ASSET_ID, words, RIGHTS))
    assert not [value for _, number, value in sets if number == 100]
    assert (2, 101, b"Deutschland") in sets


def test_a_credit_line_that_is_too_long_ends_at_a_word_and_says_so() -> None:
    rights = replace(RIGHTS, credit_line="© Jana Beyer / Bilderpool Nordthüringen, CC BY 4.0")
    sets = data_sets(iim_stream(ASSET_ID, DESCRIPTION, rights))
    assert (2, 110, "© Jana Beyer / Bilderpool…".encode()) in sets
