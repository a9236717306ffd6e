from __future__ import annotations

from tests.style.pictures import facts_of
from tests.style.tables import Case, found, table_of

BOUNDS = {"earliest": "2011-06-01", "latest": "2027-12-31"}


def taken(moment: str, **options: str) -> Case:
    return Case(facts=facts_of(date_taken=moment), options=options)


PASSES = {
    "any date where none is bound": taken("1936-05-01T10:00:00"),
    "a moment between the dates": taken("2026-05-01T10:00:00+02:00", **BOUNDS),
    "the first day": taken("2011-06-01T00:00:00", **BOUNDS),
    "the last day": taken("2027-12-31T23:59:59", **BOUNDS),
    "a year alone": taken("2011", **BOUNDS),
    "a month alone": taken("2011-06", **BOUNDS),
    "another first of January": taken("2024-01-01T00:00:10", **BOUNDS),
    "a day that the concept no longer suspects": Case(
        facts=facts_of(date_taken="2000-01-01T00:00:00"), options={"resets": ()}
    ),
}
FAILS = {
    "the day before the first": taken("2011-05-31T23:59:59", **BOUNDS),
    "a year too early": taken("2010", **BOUNDS),
    "the day after the last": taken("2028-01-01T00:00:00", **BOUNDS),
    "the zero of Unix": taken("1970-01-01T00:00:00"),
    "the zero of DOS": taken("1980-01-01T01:00:00"),
    "a camera's first day": taken("2000-01-01T03:12:00"),
}
UNMEASURABLE = {"a file without a date": Case(), "an empty date": taken(" ")}

test_table = table_of("capture-date", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_it_says_what_is_wrong_with_the_date() -> None:
    assert "Uhr" in found("capture-date", taken("1970-01-01")).message["de"]
    assert "future" in found("capture-date", taken("2044-01-01", **BOUNDS)).message["en"]
    old = found("capture-date", taken("1999-08-11", **BOUNDS))
    assert old.required == "2011-06-01 – 2027-12-31"
    assert old.value == "1999-08-11"
