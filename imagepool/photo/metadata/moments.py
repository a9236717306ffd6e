"""Dates as embedded metadata write them, read into ISO 8601 of whatever precision they have."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MOMENT = re.compile(
    r"(\d{4})(?:[-:/. ]\s?(\d\d?)(?:[-:/. ]\s?(\d\d?)"
    r"(?:[T ]\s*(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?)?)?"
    r"\s*(Z|UTC|[+-]\d\d?:?\d\d)?",
    re.ASCII,
)
_IIM_DATE = re.compile(r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)", re.ASCII)
_IIM_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)\s*([+-]\d{2}:?\d{2})?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d?):?(\d\d)", re.ASCII)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_moment(text: str, *, offset: str = "", fraction: str = "") -> str:
    """Return a date of XMP or EXIF in ISO 8601, or "" where it states none.

    A month or day of 00 is unknown, and the date ends before it. ``offset`` and ``fraction`` are
    those that EXIF keeps in tags of their own.

    >>> iso_moment("2015:07:11 11:18:19", offset="+02:00")
    '2015-07-11T11:18:19+02:00'
    >>> iso_moment("2015-07-00")
    '2015-07'
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return ""
    year, month, day, hour, minute, second, part, zone = (each or "" for each in found.groups())
    date = _date(year, month, day)
    if len(date) < 10 or not hour:
        return date
    part = part or _digits(fraction)
    clock = _clock(hour, minute, second, part)
    return f"{date}T{clock}{iso_offset(zone or offset)}" if clock else date


def iim_moment(date: str, time: str) -> str:
    """Return IIM's date (CCYYMMDD) and time (HHMMSS±HHMM) in ISO 8601, or ""."""
    found = _IIM_DATE.fullmatch(date.strip())
    if found is None:
        return ""
    day = _date(*found.groups())
    hours = _IIM_TIME.fullmatch(time.strip())
    if len(day) < 10 or hours is None:
        return day
    clock = _clock(hours[1], hours[2], hours[3], "")
    return f"{day}T{clock}{iso_offset(hours[4] or '')}" if clock else day


def iso_offset(text: str) -> str:
    """Return an offset from UTC as ±HH:MM or Z, or "" where it is none."""
    text = text.strip()
    if text in {"Z", "UTC"}:
        return "Z"
    found = _OFFSET.fullmatch(text)
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        return ""
    return f"{found[1]}{int(found[2]):02}:{found[3]}"


def _date(year: str, month: str, day: str) -> str:
    if int(year) == 0 or int(month or 0) > 12:
        return ""
    if not int(month or 0):
        return year
    if int(day or 0) > _DAYS[int(month) - 1]:
        return ""
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if int(day or 0) else "")


def _clock(hour: str, minute: str, second: str, fraction: str) -> str:
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return ""
    clock = f"{int(hour):02}:{minute}"
    if not second:
        return clock
    second = "59" if second == "60" else second  # a leap second, which few programs can hold
    return f"{clock}:{second}" + (f".{fraction[:9]}" if fraction else "")


def _digits(text: str) -> str:
    text = text.strip(" \0")
    return text if text.isascii() and text.isdigit() else ""


def local_and_offset(moment: str) -> tuple[str, str]:
    """Split an ISO moment into its local part and its offset, "" where there is none."""
    found = re.search(r"(?<=T)(.*?)(Z|[+-]\d\d:\d\d)$", moment)
    return (moment[: found.start(2)], found[2]) if found else (moment, "")


def same_moment(one: str, other: str) -> bool:
    """Tell whether two moments agree as far as both are exact, down to the second.

    Fractions do not count: cameras and programs differ over their leading zeros.
    """
    (local, offset), (other_local, other_offset) = local_and_offset(one), local_and_offset(other)
    if offset and other_offset and offset != other_offset:
        return _instant(one) == _instant(other)
    local, other_local = local.partition(".")[0], other_local.partition(".")[0]
    return local.startswith(other_local) or other_local.startswith(local)


def _instant(moment: str) -> datetime | str:
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return moment


def completed(moment: str, other: str) -> str:
    """Return a moment with what an agreeing one knows more exactly.

    >>> completed("2015-07-11T11:18:19", "2015-07-11T11:18:19.52+02:00")
    '2015-07-11T11:18:19.52+02:00'
    """
    (local, offset), (other_local, other_offset) = local_and_offset(moment), local_and_offset(other)
    if offset and other_offset and offset != other_offset:
        return moment
    longer = other_local if other_local.startswith(local) else local
    return longer + (offset or other_offset)
