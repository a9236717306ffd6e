"""Periods: the years and months that people name, in German and English words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from imagepool.search.words import fold

__all__ = ["MONTHS", "Period", "periods_in"]

MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip

FIRST, LAST = 1826, 2099  # the oldest photograph, and more than anybody will have taken
_ABOUT = 5  # years around "um 1900"
_THIS_CENTURY = 30  # "20er" are the 2020s, "30er" the 1930s

_MONTH_NUMBER = {fold(name): n for names in MONTHS.values() for n, name in enumerate(names, 1)}
_YEAR = r"(?:18[2-9]\d|19\d\d|20\d\d)"
_NAMES = "|".join(
    sorted((*_MONTH_NUMBER, "märz", "maerz"), key=len, reverse=True)  # as they may be typed
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last year, both included, in any month or in one."""

    first: int
    last: int
    month: int = 0  # 1 to 12; 0 is any

    def facts(self) -> tuple[str, ...]:
        """Return what a picture of that time states, one of these: "year:2021", "time:2021-10"."""
        years = range(max(self.first, FIRST), min(self.last, LAST) + 1)
        if not self.month:
            return tuple(f"year:{year}" for year in years)
        if (self.first, self.last) == (FIRST, LAST):
            return (f"month:{self.month:02d}",)
        return tuple(f"time:{year}-{self.month:02d}" for year in years)

    def around(self) -> tuple[str, ...]:
        """Return what is still near: the year where a month of it is meant, else its neighbors."""
        if (self.first, self.last) == (FIRST, LAST):
            return ()
        if self.month:
            return Period(self.first, self.last).facts()
        near = {self.first - 1, self.last + 1}
        return tuple(f"year:{year}" for year in sorted(near) if FIRST <= year <= LAST)

    def label(self, language: str) -> str:
        """Return the period in words.

        >>> Period(2022, 2022, 10).label("de"), Period(2019, 2022).label("de")
        ('Oktober 2022', '2019–2022')
        """
        month = MONTHS[language][self.month - 1] if self.month else ""
        return " ".join(filter(None, [month, self._years(language)]))

    def _years(self, language: str) -> str:
        since, until = {"de": ("seit", "bis"), "en": ("since", "until")}[language]
        if self.first <= FIRST:
            return "" if self.last >= LAST else f"{until} {self.last}"
        if self.last >= LAST:
            return f"{since} {self.first}"
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


def periods_in(text: str) -> Iterator[tuple[int, int, Period]]:
    """Yield start and end in the text, and the period that stands there; none overlap.

    >>> [period for *_, period in periods_in("Fest 2019-2022")]
    [Period(first=2019, last=2022, month=0)]
    """
    for match in _PATTERN.finditer(text):
        period = _READERS[str(match.lastgroup)](match[0].lower())
        if period.first <= period.last:
            yield match.start(), match.end(), period


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _between(text: str) -> Period:
    return Period(*sorted(_numbers(text)))


def _since(text: str) -> Period:
    after = text.startswith(("nach", "after"))
    return Period(_numbers(text)[0] + after, LAST)


def _until(text: str) -> Period:
    before = text.startswith(("vor", "before"))
    return Period(FIRST, _numbers(text)[0] - before)


def _about(text: str) -> Period:
    return Period(_numbers(text)[0] - _ABOUT, _numbers(text)[0] + _ABOUT)


def _decade(text: str) -> Period:
    year = _numbers(text)[0]
    if year < 100:
        year += 2000 if year < _THIS_CENTURY else 1900
    return Period(year, year + 9)


def _day(text: str) -> Period:
    return Period(_numbers(text)[-1], _numbers(text)[-1], _numbers(text)[-2])


def _date(text: str) -> Period:
    return Period(_numbers(text)[0], _numbers(text)[0], _numbers(text)[1])


def _month(text: str) -> Period:
    name = re.split(r"[\s.]+", text)[0]
    years = _numbers(text)
    return Period(
        years[0] if years else FIRST, years[0] if years else LAST, _MONTH_NUMBER[fold(name)]
    )


def _year(text: str) -> Period:
    return Period(int(text), int(text))


_READERS: dict[str, Callable[[str], Period]] = {
    "between": _between,
    "since": _since,
    "until": _until,
    "about": _about,
    "decade": _decade,
    "day": _day,
    "date": _date,
    "month": _month,
    "year": _year,
}
_WAYS = {
    "between": rf"(?:zwischen|between)\s+{_YEAR}\s+(?:und|and)\s+{_YEAR}"
    rf"|(?:von\s+|from\s+)?{_YEAR}\s*(?:[-–—]|bis|to)\s*{_YEAR}",
    "since": rf"(?:seit|ab|nach|since|after)\s+{_YEAR}",
    "until": rf"(?:bis|vor|until|before)\s+{_YEAR}",
    "about": rf"(?:um|ca\.|circa|etwa|around)\s+{_YEAR}",
    "decade": r"(?:(?:18|19|20)?\d0er|(?:18|19|20)\d0s)(?:[\s-]+jahren?)?",
    "day": r"(?:(?:0?[1-9]|[12]\d|3[01])\.\s?)?(?:0?[1-9]|1[0-2])[./]\s?" + _YEAR,
    "date": rf"{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?",
    "month": rf"(?:{_NAMES})(?:\s+{_YEAR})?",
    "year": _YEAR,
}

# Words and numbers around it are no part of it: no year in "IMG_2041", no month in "Maibaum".
_PATTERN = re.compile(
    r"(?<![\w.-])(?:"
    + "|".join(f"(?P<{name}>{way})" for name, way in _WAYS.items())
    + r")(?![\w-])",
    re.IGNORECASE,
)
