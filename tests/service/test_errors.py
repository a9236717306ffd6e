from __future__ import annotations

import pytest
from flask import Flask, abort

from imagepool.errors import (
    ConfigurationError,
    InvalidQuery,
    InvalidTransition,
    NotFound,
    ObjectMissing,
    PoolError,
    RightsMissing,
    StoreFailed,
    UseRefused,
)
from imagepool.pool import Pool
from imagepool.service import create_app
from imagepool.service.errors import ADVICE, STATUS
from imagepool.service.refusals import refusal_in_words

RAISED = [
    (NotFound("asset", "x"), 404),
    (ObjectMissing("x"), 404),
    (InvalidQuery("x"), 400),
    (InvalidTransition("x", state="draft", act="publish"), 409),
    (RightsMissing("x", missing=("creator",)), 422),
    (UseRefused("x", verdict="refused", clause="scope"), 403),
    (StoreFailed("disk /dev/sda on db.internal"), 503),
    (ConfigurationError("x"), 500),
    (ValueError("a bug"), 500),
]


@pytest.fixture
def broken(pool: Pool) -> Flask:
    """Give an application with a page for every error."""
    app = create_app(pool)

    def raising(number: int) -> str:
        raise RAISED[number][0]

    app.add_url_rule("/kaputt/<int:number>", view_func=raising)
    app.add_url_rule("/status/<int:code>", "status", abort)
    return app


@pytest.mark.parametrize("number", range(len(RAISED)))
def test_every_error_becomes_a_page_that_says_what_to_do(broken: Flask, number: int) -> None:
    answer = broken.test_client().get(f"/kaputt/{number}")
    status = RAISED[number][1]
    assert answer.status_code == status
    with broken.test_request_context("/"):
        assert str(ADVICE[status][1]) in answer.text
    assert 'href="/suche"' in answer.text


def test_what_failed_inside_is_not_told_outside(broken: Flask) -> None:
    for number in (6, 8):
        text = broken.test_client().get(f"/kaputt/{number}").text
        assert "db.internal" not in text
        assert "a bug" not in text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/suche?q=title:foo", "Einen Filter „title“ gibt es nicht."),
        ("/suche?q=distrikt:foo", "Meinten Sie „district“?"),
        (f"/suche?q={'x' * 600}", "Gelesen werden höchstens 500 Zeichen"),
        ("/suche?after=nonsense", "keine Seite der Ergebnisse"),
    ],
)
def test_what_was_refused_is_told_in_the_pages_language(
    broken: Flask, address: str, words: str
) -> None:
    page = broken.test_client().get(address)
    assert page.status_code == 400
    assert words in page.text
    assert '<p lang="en"' not in page.text
    for english in ("there is no filter", "Did you mean", "too long", "no page of"):
        assert english not in page.text
    english = broken.test_client().get(address + "&lang=en").text
    assert words not in english


@pytest.mark.parametrize("number", range(6))
def test_no_english_sentence_stands_on_a_german_page(broken: Flask, number: int) -> None:
    error = RAISED[number][0]
    told = {"draft": "Der Stand des Bildes", "creator": "Es fehlt: Urheberin oder Urheber."}
    with broken.test_request_context("/"):
        german = refusal_in_words(error) if isinstance(error, PoolError) else ""
    assert german == "" or any(each in german for each in (*told.values(), "Die Rechte erlauben"))
    with broken.test_request_context("/?lang=en"):
        assert isinstance(error, PoolError)
        assert refusal_in_words(error)


def test_programs_get_a_problem_as_data(broken: Flask) -> None:
    answer = broken.test_client().get("/kaputt/4", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json(force=True)
    assert (problem["status"], problem["code"], problem["detail"]) == (422, "rights_missing", "x")


@pytest.mark.parametrize("code", [400, 403, 404, 405, 410, 413, 414, 418, 429, 501, 503])
def test_plain_http_errors_look_the_same(broken: Flask, code: int) -> None:
    answer = broken.test_client().get(f"/status/{code}")
    assert answer.status_code == code
    assert f"Fehler {code}" in answer.text


def test_a_wrong_method_says_which_are_right(broken: Flask) -> None:
    answer = broken.test_client().delete("/suche")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_table_knows_every_branch_of_the_errors() -> None:
    for kind in PoolError.__subclasses__():
        assert any(parent in STATUS for parent in kind.__mro__)


def test_the_api_answers_programs_that_do_not_say_what_they_take(pool: Pool) -> None:
    client = create_app(pool).test_client()
    answer = client.get("/api/v1/assets/nope/rights", headers={"Accept": "*/*"})
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    page = client.get("/bilder/nope", headers={"Accept": "*/*"})
    assert (page.status_code, page.mimetype) == (404, "text/html")
