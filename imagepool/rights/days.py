"""Days: terms that speak of days mean those of the law that they stand under, the German ones."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

__all__ = ["day_of", "end_of", "start_of", "today"]

_BERLIN = ZoneInfo("Europe/Berlin")


def today() -> date:
    """Return the present day."""
    return datetime.now(_BERLIN).date()


def day_of(moment: str) -> date:
    """Return the day in which a moment (ISO 8601) lies."""
    return datetime.fromisoformat(moment).astimezone(_BERLIN).date()


def start_of(day: date) -> datetime:
    """Return the first moment of a day."""
    return datetime.combine(day, time.min, _BERLIN)


def end_of(day: date) -> datetime:
    """Return the last moment of a day."""
    return datetime.combine(day, time.max, _BERLIN)
