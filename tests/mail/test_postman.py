from __future__ import annotations

import socket

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.errors import MailFailed
from imagepool.mail.postbox import Postbox
from imagepool.mail.postman import Parcel, Postman, Refused
from tests.servers.smtp import MailServer

ID = "0123456789abcdef0123456789abcdef"


def _postbox(port: int) -> Postbox:
    return Postbox(
        host="127.0.0.1",
        port=port,
        security="none",
        sender="Bilderpool Nordthüringen <bilder@example.org>",
        seconds=5,
    )


def _parcel(text: str = "Grüße\n.\n..zwei\n.drei") -> Parcel:
    return Parcel(id=ID, address="presse@example.org", subject="Rückruf", text=text, html="<p>x")


def test_a_letter_arrives_as_it_was_written(mailbox: MailServer) -> None:
    with Postman(_postbox(mailbox.port)) as postman:
        assert postman.carry(_parcel(), lambda: True) is True
    [letter] = mailbox.letters
    assert letter["From"] == "Bilderpool Nordthüringen <bilder@example.org>"
    assert letter["Subject"] == "Rückruf"
    assert letter["Message-ID"] == f"<{ID}@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert mailbox.text().strip() == "Grüße\n.\n..zwei\n.drei"
    assert mailbox.envelopes[0].mail_from == f"bilder+{ID}@example.org"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_text_arrives(mailbox: MailServer, text: str) -> None:
    with Postman(_postbox(mailbox.port)) as postman:
        assert postman.carry(_parcel(text), lambda: True) is True
    assert mailbox.text().rstrip("\n") == text


def test_a_letter_that_may_not_go_does_not_arrive_and_the_next_one_does(
    mailbox: MailServer,
) -> None:
    with Postman(_postbox(mailbox.port)) as postman:
        assert postman.carry(_parcel("never"), lambda: False) is False
        assert postman.carry(_parcel("this one"), lambda: True) is True
    assert [mailbox.text().strip()] == ["this one"]
    assert len(mailbox.letters) == 1


def test_many_letters_go_over_few_connections(mailbox: MailServer) -> None:
    with Postman(_postbox(mailbox.port)) as postman:
        for _ in range(250):
            assert postman.carry(_parcel(), lambda: True) is True
    assert len(mailbox.letters) == 250


def test_nothing_is_asked_before_the_server_would_take_the_letter(mailbox: MailServer) -> None:
    asked = iter([True])
    mailbox.refuse = lambda _address: "550 5.1.1 no such user"
    with Postman(_postbox(mailbox.port)) as postman:
        answer = postman.carry(_parcel(), lambda: next(asked))
    assert next(asked) is True, "it was not asked before"
    assert isinstance(answer, Refused)
    assert (answer.code, answer.passing) == (550, False)
    assert "no such user" in str(answer)


def test_a_passing_refusal_is_told_from_a_lasting_one_and_the_connection_goes_on(
    mailbox: MailServer,
) -> None:
    mailbox.refuse = lambda _address: "451 4.7.1 greylisted"
    with Postman(_postbox(mailbox.port)) as postman:
        answer = postman.carry(_parcel(), lambda: True)
        assert isinstance(answer, Refused)
        assert answer.passing
        mailbox.refuse = lambda _address: ""
        assert postman.carry(_parcel(), lambda: True) is True


def test_a_letter_whose_content_is_refused_has_not_gone(mailbox: MailServer) -> None:
    mailbox.refuse_data = "554 5.7.1 looks like spam"
    with Postman(_postbox(mailbox.port)) as postman:
        answer = postman.carry(_parcel(), lambda: True)
    assert isinstance(answer, Refused)
    assert answer.code == 554


def test_no_server_is_said_so_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        postbox = _postbox(taken.getsockname()[1])
        with Postman(postbox) as postman, pytest.raises(MailFailed, match="mail server") as caught:
            postman.carry(_parcel(), lambda: True)
    assert "smtp_" in caught.value.hint
