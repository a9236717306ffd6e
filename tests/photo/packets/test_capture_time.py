from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from imagepool.photo.packets.capture_time import parse_capture_time

_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("text", "xmp", "exif", "iim"),
    [
        ("2026", "2026", "", "20260000"),
        ("2026-05", "2026-05", "", "20260500"),
        ("2026-05-01", "2026-05-01", "", "20260501"),
        ("2026-05-01T14:03", "2026-05-01T14:03:00", "2026:05:01 14:03:00", "20260501"),
        ("2026-05-01 14:03:59Z", "2026-05-01T14:03:59+00:00", "2026:05:01 14:03:59", "20260501"),
    ],
)
def test_what_is_known_is_written_and_nothing_more(
    text: str, xmp: str, exif: str, iim: str
) -> None:
    moment = parse_capture_time(text)
    assert moment is not None
    assert (moment.xmp, moment.exif, moment.iim_date) == (xmp, exif, iim)


def test_iim_gets_no_time_without_an_offset() -> None:
    without = parse_capture_time("2026-05-01T14:03:59")
    with_offset = parse_capture_time("2026-05-01T14:03:59-03:30")
    assert without is not None
    assert with_offset is not None
    assert (without.iim_time, with_offset.iim_time) == ("", "140359-0330")


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13", "2026-02-30", "2026-05-01T25:00", "0000", "2026:05:01"]
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert parse_capture_time(text) is None


@given(st.datetimes(timezones=_OFFSETS))
def test_every_moment_survives_as_xmp(moment: datetime) -> None:
    parsed = parse_capture_time(moment.isoformat())
    assert parsed is not None
    assert datetime.fromisoformat(parsed.xmp) == moment
