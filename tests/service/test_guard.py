from __future__ import annotations

import pytest

from tests.service.conftest import PASSWORD, Visitor

FORM = {"email": "anna@example.org", "password": PASSWORD}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
    ],
)
def test_a_form_sent_by_another_site_is_refused(visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.client.post("/anmelden", data=FORM, headers=headers)
    assert answer.status_code == 403
    assert "Dieses Formular kam von einer anderen Website." in answer.text
    assert "anderen Zugang" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}],
)
def test_our_own_forms_and_plain_programs_are_heard(
    visitor: Visitor, headers: dict[str, str]
) -> None:
    assert visitor.client.post("/anmelden", data=FORM, headers=headers).status_code == 303


def test_after_login_every_form_needs_the_sessions_token(anna: Visitor) -> None:
    answer = anna.client.post("/abmelden", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 400


def test_a_form_of_absurd_size_is_not_read(visitor: Visitor) -> None:
    answer = visitor.client.post("/anmelden", data={"email": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "Das ist zu viel auf einmal" in answer.text
