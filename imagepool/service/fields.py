"""Fields of forms that hold a day or a number; what is neither is told as a mistake of the form."""

from __future__ import annotations

from datetime import date

from flask import request

from imagepool.errors import InvalidRequest

__all__ = ["chosen_day", "copies"]


def chosen_day(name: str) -> date | None:
    """Return the day of a form's field, or None where it is empty."""
    text = request.form.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidRequest(f"{text[:40]!r} is no day", hint="2027-12-31") from error


def copies(text: str) -> int | None:
    """Return the number of printed copies that was typed, or None where nothing was."""
    if text and not text.isdecimal():
        raise InvalidRequest(f"{text[:40]!r} is no number of printed copies", hint="digits only")
    return int(text) if text else None
