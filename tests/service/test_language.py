from __future__ import annotations

import re

import pytest

from imagepool.pool import Pool
from imagepool.service import create_app
from imagepool.service.language import day, moment, said
from tests.service.conftest import Visitor


@pytest.mark.parametrize(
    ("browser", "spoken"),
    [("", "de"), ("en-GB,en;q=0.9,de;q=0.5", "en"), ("fr", "de"), ("de-AT", "de")],
)
def test_pages_speak_the_browsers_language_or_german(
    visitor: Visitor, browser: str, spoken: str
) -> None:
    answer = visitor.get("/", headers={"Accept-Language": browser})
    assert f'<html lang="{spoken}">' in answer.text
    assert answer.headers["Content-Language"] == spoken
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_chosen_language_wins_and_is_kept_on_the_way_without_a_cookie(visitor: Visitor) -> None:
    answer = visitor.get("/?lang=en", headers={"Accept-Language": "de"})
    assert '<html lang="en">' in answer.text
    assert 'href="/pruefen?lang=en"' in answer.text
    assert '<input type="hidden" name="lang" value="en">' in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_switch_keeps_the_search(visitor: Visitor) -> None:
    page = visitor.get("/suche?q=Wald&theme=wald").text
    assert 'href="/suche?q=Wald&amp;theme=wald&amp;lang=en"' in page


def test_an_unknown_language_is_ignored(visitor: Visitor) -> None:
    assert '<html lang="de">' in visitor.get("/?lang=tlh").text


def test_files_have_one_address_in_every_language(visitor: Visitor) -> None:
    assert not re.search(r'src="[^"]*lang=', visitor.get("/?lang=en").text)


@pytest.mark.parametrize(
    ("iso", "german", "english"),
    [
        ("2025-10-06T07:12:00+02:00", "6. Oktober 2025", "October 6, 2025"),
        ("2025-10", "Oktober 2025", "October 2025"),
        ("1954", "1954", "1954"),
        ("", "", ""),
        ("once upon", "once upon", "once upon"),
        ("2025-13-40", "2025-13-40", "2025-13-40"),
    ],
)
def test_dates_are_written_as_people_do(pool: Pool, iso: str, german: str, english: str) -> None:
    app = create_app(pool)
    for address, written in (("/", german), ("/?lang=en", english)):
        with app.test_request_context(address):
            assert day(iso) == written


def test_times_are_german_time(pool: Pool) -> None:
    with create_app(pool).test_request_context("/"):
        assert moment("2026-07-01T10:00:00+00:00") == "1. Juli 2026, 12:00"
        assert moment("soon") == "soon"


def test_the_librarys_words_are_said_in_the_readers_language(pool: Pool) -> None:
    with create_app(pool).test_request_context("/?lang=en"):
        assert said({"de": "Wald", "en": "forest"}) == "forest"
        assert said({"de": "Wald"}) == "Wald"
        assert said(None) == ""
