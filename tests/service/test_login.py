from __future__ import annotations

import pytest
from flask import Flask

from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.service import create_app
from tests.pools import settings_in
from tests.service.conftest import PASSWORD, Visitor


def test_a_password_lets_a_curator_in_to_the_desk(visitor: Visitor) -> None:
    answer = visitor.send("/anmelden", email="Anna@Example.org ", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/redaktion")
    assert visitor.get("/redaktion").status_code == 200


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("anna@example.org", "falsch"),
        ("niemand@example.org", PASSWORD),
        ("conrad@example.org", PASSWORD),
        ("", ""),
    ],
)
def test_wrong_words_let_nobody_in_and_say_not_which_was_wrong(
    visitor: Visitor, email: str, password: str
) -> None:
    answer = visitor.send("/anmelden", email=email, password=password)
    assert answer.status_code == 422
    assert "passen nicht zusammen" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_link_works_once_and_only_by_its_button(visitor: Visitor, pool: Pool) -> None:
    address = f"/anmelden/{pool.accounts.one_time_token('conrad@example.org')}"
    assert visitor.get(address).status_code == 200
    assert visitor.send(address).location == "/"
    visitor.send("/", "/abmelden")
    again = visitor.send(address)
    assert again.status_code == 422
    assert "schon benutzt" in again.text


def test_after_login_one_comes_to_the_page_that_was_asked_for(visitor: Visitor) -> None:
    answer = visitor.send(
        "/anmelden", email="anna@example.org", password=PASSWORD, next="/hochladen"
    )
    assert answer.location == "/hochladen"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://x.org/", "//x.org", "/\\x.org", "/\t/x.org", "javascript:alert(1)", "", "x"],
)
def test_nobody_is_sent_to_another_site(visitor: Visitor, elsewhere: str) -> None:
    answer = visitor.send("/anmelden", email="anna@example.org", password=PASSWORD, next=elsewhere)
    assert answer.location == "/redaktion"


def test_logging_out_ends_the_session(anna: Visitor) -> None:
    assert anna.send("/hochladen", "/abmelden").status_code == 303
    assert anna.get("/redaktion").status_code == 303


def test_a_new_password_ends_all_older_sessions(app: Flask, pool: Pool) -> None:
    pool.accounts.admit("eva@example.org", name="Eva", role=Role.CURATOR, password=PASSWORD)
    eva = Visitor(app.test_client())
    eva.send("/anmelden", email="eva@example.org", password=PASSWORD)
    assert eva.get("/redaktion").status_code == 200
    pool.accounts.admit("eva@example.org", name="Eva", role=Role.CURATOR, password=PASSWORD + "2")
    assert eva.get("/redaktion").status_code == 303


def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor: Visitor) -> None:
    answer = visitor.send("/anmelden", email="anna@example.org", password=PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_over_https_the_cookie_never_leaves_in_the_clear(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = settings_in(
        tmp_path_factory.mktemp("secure"), public_url="https://bilder.example.org"
    )
    with Pool.open(settings) as pool:
        pool.accounts.admit("anna@example.org", name="Anna", role=Role.CURATOR, password=PASSWORD)
        visitor = Visitor(create_app(pool).test_client())
        answer = visitor.send("/anmelden", email="anna@example.org", password=PASSWORD)
    assert answer.headers["Set-Cookie"].startswith("__Host-imagepool=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_guessing_is_slowed_down(pool: Pool) -> None:
    visitor = Visitor(create_app(pool).test_client())
    answers = [visitor.send("/anmelden", email="x@example.org", password="x") for _ in range(9)]
    assert [answer.status_code for answer in answers[-2:]] == [422, 429]
    assert "Zu viele Versuche" in answers[-1].text
    assert "Retry-After" in answers[-1].headers
