"""Capture date: the picture is of our days, and the camera's clock was set.

The rule reads the date of capture that the file states and compares it with two dates of the
concept and with the days to which cameras fall back when their battery was empty.

Why
    Clothes, cars and construction sites date a picture; an old one promises what is no longer
    there. A wrong date sorts the picture where nobody looks for it.
Passes
    A picture taken between the two dates of the concept.
Fails
    A picture of 2003 where the region shows itself as of 2011; 1 January 1970, 1980 or 2000, from a
    camera whose clock was never set; a year that is yet to come.
Remedy
    Set the clock of the camera, put the date right in the photo software, or deliver a picture of
    today.
Source
    Rules of region photo contests (2 to 7 years old at most); advice of destination agencies.
Options
    earliest (date): the first day that is accepted; empty: any.
    latest (date): the last day that a clock can rightly show; empty: any.
    resets (dates): days on which cameras begin whose clock was not set.
Measured
    Exact where a date is stated and the clock was right. The two dates stand in the concept, since
    the same file must get the same verdict on every day.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_RESETS = ("1970-01-01", "1980-01-01", "2000-01-01")


@rule("capture-date", unit="", limits=None)
def measure(
    _copy: WorkCopy,
    facts: Facts,
    *,
    earliest: Annotated[str, "date"] = "",
    latest: Annotated[str, "date"] = "",
    resets: Annotated[tuple[str, ...], "dates"] = _RESETS,
) -> Outcome:
    day = facts.text("date_taken").strip()[:10]  # of a full moment the date; or a year or month
    if not day:
        return Unmeasurable("not-dated")
    fault = "reset" if day in resets else _beyond(day, earliest, latest)
    return Measured(
        day,
        terms={"fault": fault},
        accepted=not fault,
        required=f"{earliest} – {latest}".strip(),
    )


def _beyond(day: str, earliest: str, latest: str) -> str:
    """Tell on which side the day lies; a year alone is compared with years."""
    if earliest and day < earliest[: len(day)]:
        return "too-old"
    return "too-late" if latest and day > latest[: len(day)] else ""
