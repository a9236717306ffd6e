from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.photo.metadata.moments import (
    completed,
    iim_moment,
    iso_moment,
    iso_offset,
    same_moment,
)
from imagepool.photo.packets.capture_time import parse_capture_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015:07:11 11:18:19", "2015-07-11T11:18:19"),
        ("2015-07-11T11:18:19.00+02:00", "2015-07-11T11:18:19.00+02:00"),
        ("2015-07-11T11:18Z", "2015-07-11T11:18Z"),
        ("2015-07-11T11:18:19+0200", "2015-07-11T11:18:19+02:00"),
        ("2015:07:11 11:18:60", "2015-07-11T11:18:59"),
        ("2015/7/1 9:05:07", "2015-07-01T09:05:07"),
        ("2015: 7: 1 09:05:07", "2015-07-01T09:05:07"),
        ("2015-07", "2015-07"),
        ("1932", "1932"),
        ("2015:07:00 00:00:00", "2015-07"),
        ("2015:00:00 00:00:00", "2015"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
        ("2015:13:11 11:18:19", ""),
        ("2015:02:30 11:18:19", ""),
        ("2015:07:11 25:18:19", "2015-07-11"),
        ("gestern", ""),
        ("", ""),
    ],
)
def test_a_date_keeps_exactly_the_precision_that_it_has(text: str, expected: str) -> None:
    assert iso_moment(text) == expected


def test_exif_adds_offset_and_fraction_from_their_own_tags() -> None:
    moment = iso_moment("2015:07:11 11:18:19", offset="+2:00", fraction="52 ")
    assert moment == "2015-07-11T11:18:19.52+02:00"


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("20150711", "111819+0200", "2015-07-11T11:18:19+02:00"),
        ("20150711", "111819", "2015-07-11T11:18:19"),
        ("20150711", "", "2015-07-11"),
        ("20150700", "111819+0200", "2015-07"),
        ("2015:07:11", "11:18:19+02:00", "2015-07-11T11:18:19+02:00"),
        ("00000000", "", ""),
        ("Juli", "", ""),
    ],
)
def test_iim_dates_may_leave_out_month_day_and_time(date: str, time: str, expected: str) -> None:
    assert iim_moment(date, time) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+02:00", "+02:00"),
        ("-0930", "-09:30"),
        ("Z", "Z"),
        ("+99:00", ""),
        ("   :  ", ""),
        ("", ""),
    ],
)
def test_an_offset_is_normalized_or_left_out(text: str, expected: str) -> None:
    assert iso_offset(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2015-07-11T11:18:19", "2015-07-11T11:18:19.52+02:00", True),
        ("2015-07-11", "2015-07-11T11:18:19", True),
        ("2015-07-11T11:18:19.00", "2015-07-11T11:18:19", True),
        ("2015-07-11T11:18:19.018", "2015-07-11T11:18:19.18", True),
        ("2015-07-11T11:18:19+02:00", "2015-07-11T09:18:19Z", True),
        ("2015-07-11T11:18:19+02:00", "2015-07-11T11:18:19Z", False),
        ("2015-07-11T11:18:19", "2015-07-11T11:18:20", False),
        ("2015-07", "2016", False),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", False),
    ],
)
def test_moments_agree_as_far_as_both_are_exact(one: str, other: str, same: bool) -> None:
    assert same_moment(one, other) is same
    assert same_moment(other, one) is same


@pytest.mark.parametrize(
    ("moment", "other", "expected"),
    [
        ("2015-07-11", "2015-07-11T11:18:19+02:00", "2015-07-11T11:18:19+02:00"),
        ("2015-07-11T11:18:19.00", "2015-07-11T11:18:19+02:00", "2015-07-11T11:18:19.00+02:00"),
        ("2015-07-11T11:18:19+02:00", "2015-07-11T09:18:19Z", "2015-07-11T11:18:19+02:00"),
        ("2015-07-11T11:18:19", "2015-07", "2015-07-11T11:18:19"),
    ],
)
def test_a_moment_is_completed_from_one_that_knows_more(
    moment: str, other: str, expected: str
) -> None:
    assert completed(moment, other) == expected


@given(st.datetimes(), st.sampled_from(["", "Z", "+02:00", "-09:30"]))
def test_every_moment_read_can_be_written_again(moment: object, offset: str) -> None:
    text = f"{moment:%Y:%m:%d %H:%M:%S}".rjust(19, "0")
    read = iso_moment(text, offset=offset)
    assert parse_capture_time(read)
    assert iso_moment(read) == read


@given(st.text(alphabet="0123456789:-T. +Z", max_size=30))
def test_whatever_is_read_as_a_date_is_one(text: str) -> None:
    read = iso_moment(text)
    assert read == "" or parse_capture_time(read)
