from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.search.periods import FIRST, LAST, MONTHS, Period, periods_in


def found(text: str) -> list[tuple[str, Period]]:
    return [(text[start:end], period) for start, end, period in periods_in(text)]


@pytest.mark.parametrize(
    ("text", "period", "label"),
    [
        ("2021", Period(2021, 2021), "2021"),
        ("2019-2022", Period(2019, 2022), "2019–2022"),
        ("2022 - 2019", Period(2019, 2022), "2019–2022"),
        ("2019 bis 2022", Period(2019, 2022), "2019–2022"),
        ("zwischen 1990 und 1995", Period(1990, 1995), "1990–1995"),
        ("seit 2020", Period(2020, LAST), "seit 2020"),
        ("nach 2020", Period(2021, LAST), "seit 2021"),
        ("vor 1990", Period(FIRST, 1989), "bis 1989"),
        ("um 1900", Period(1895, 1905), "1895–1905"),
        ("90er", Period(1990, 1999), "1990–1999"),
        ("20er Jahre", Period(2020, 2029), "2020–2029"),
        ("1980er", Period(1980, 1989), "1980–1989"),
        ("Oktober", Period(FIRST, LAST, 10), "Oktober"),
        ("Maerz 2020", Period(2020, 2020, 3), "März 2020"),
        ("MÄRZ 2020", Period(2020, 2020, 3), "März 2020"),
        ("12.05.2024", Period(2024, 2024, 5), "Mai 2024"),
        ("2022-10", Period(2022, 2022, 10), "Oktober 2022"),
        ("october 2021", Period(2021, 2021, 10), "Oktober 2021"),
    ],
)
def test_years_and_months_are_read_as_people_write_them(
    text: str, period: Period, label: str
) -> None:
    assert found(f"Fest {text} Kirmes") == [(text, period)]
    assert period.label("de") == label


@pytest.mark.parametrize(
    "text", ["IMG_2041", "Maibaum", "A 38", "04.05.24", "99734", "1234", "Haus-2021", "v2020", ""]
)
def test_other_numbers_and_words_are_none(text: str) -> None:
    assert found(text) == []


def test_a_period_is_what_pictures_state_of_their_time() -> None:
    assert Period(2019, 2021).facts() == ("year:2019", "year:2020", "year:2021")
    assert Period(2021, 2021, 10).facts() == ("time:2021-10",)
    assert Period(FIRST, LAST, 3).facts() == ("month:03",)
    assert Period(2019, 2021).around() == ("year:2018", "year:2022")
    assert Period(2021, 2021, 10).around() == ("year:2021",)
    assert Period(FIRST, LAST, 3).around() == ()
    assert Period(2020, LAST).label("en") == "since 2020"


@given(st.integers(FIRST, LAST), st.integers(FIRST, LAST), st.integers(0, 12))
def test_what_a_period_is_called_is_read_as_that_period(one: int, other: int, month: int) -> None:
    period = Period(min(one, other), max(one, other), month if one == other else 0)
    for language in MONTHS:
        name = period.label(language)
        if name and period.first > FIRST and period.last < LAST:
            assert found(name) == [(name, period)]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for start, end, period in periods_in(text):
        assert 0 <= start < end <= len(text)
        assert period.first <= period.last
