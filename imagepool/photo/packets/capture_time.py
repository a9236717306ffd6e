"""When a picture was taken, as each kind of embedded metadata writes it down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

__all__ = ["CaptureTime", "parse_capture_time"]

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTime:
    """A point in time as exactly as it is known; what is unknown is "", never made up."""

    year: str  # "2026"
    month: str = ""  # "05"
    day: str = ""
    clock: str = ""  # "14:03:59", local time
    fraction: str = ""  # digits after the second
    offset: str = ""  # "+02:00"

    @property
    def xmp(self) -> str:
        """ISO 8601 as in photoshop:DateCreated; a year or a month alone is allowed."""
        text = "-".join(part for part in (self.year, self.month, self.day) if part)
        if self.clock:
            text += f"T{self.clock}" + (f".{self.fraction}" if self.fraction else "") + self.offset
        return text

    @property
    def exif(self) -> str:
        """EXIF DateTimeOriginal, or "" where no clock time is known: EXIF has no half dates."""
        return f"{self.year}:{self.month}:{self.day} {self.clock}" if self.clock else ""

    @property
    def iim_date(self) -> str:
        """IIM 2:55, CCYYMMDD; 00 stands for an unknown month or day."""
        return f"{self.year}{self.month or '00'}{self.day or '00'}"

    @property
    def iim_time(self) -> str:
        """IIM 2:60, HHMMSS±HHMM, or "" where the offset is unknown: IIM demands one."""
        if not (self.clock and self.offset):
            return ""
        return (self.clock + self.offset).replace(":", "")


def parse_capture_time(text: str) -> CaptureTime | None:
    """Read ISO 8601 of any precision from a year on; ``None`` where it is no such date.

    >>> parse_capture_time("2026-05-01T14:03Z").exif
    '2026:05:01 14:03:00'
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    part = {name: value or "" for name, value in match.groupdict().items()}
    clock = f"{part['hour']}:{part['minute']}:{part['second'] or '00'}" if part["hour"] else ""
    offset = "+00:00" if part["offset"] == "Z" else part["offset"]
    try:
        date(int(part["year"]), int(part["month"] or 1), int(part["day"] or 1))
        time.fromisoformat((clock or "00:00:00") + offset)
    except ValueError:
        return None
    return CaptureTime(
        year=part["year"],
        month=part["month"],
        day=part["day"],
        clock=clock,
        fraction=part["fraction"],
        offset=offset,
    )
