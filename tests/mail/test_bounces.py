from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.mail.bounces import read_bounce
from tests.cli.test_recall import REPORT

ID = "0123456789abcdef0123456789abcdef"


def _report(*changes: tuple[str, str], letter: str = ID) -> bytes:
    text = REPORT.format(letter=letter)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_a_report_names_the_letter_and_the_reason() -> None:
    bounce = read_bounce(_report())
    assert bounce is not None
    assert (bounce.letter_id, bounce.lasting, bounce.status) == (ID, True, "5.1.1")
    assert "no such user" in bounce.diagnostic


@pytest.mark.parametrize(
    "change",
    [
        (("Action: failed", "Action: delayed"), ("Status: 5.1.1", "Status: 4.4.1")),
        (("Action: failed", "Action: delivered"), ("Status: 5.1.1", "Status: 2.0.0")),
        (("Status: 5.1.1", "Status: 4.2.2"),),
    ],
)
def test_what_is_late_or_arrived_has_not_come_back_for_good(
    change: tuple[tuple[str, str], ...],
) -> None:
    bounce = read_bounce(_report(*change))
    assert bounce is not None
    assert not bounce.lasting


def test_a_forwarder_that_lost_the_address_still_encloses_the_letter() -> None:
    enclosed = (
        "--b\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: <{ID}@example.org>\nSubject: Hi\n\n--b--"
    )
    bounce = read_bounce(_report((f"bilder+{ID}@", "bilder@"), ("--b--", enclosed)))
    assert bounce is not None
    assert bounce.letter_id == ID


def test_lines_may_end_as_on_the_wire() -> None:
    assert read_bounce(_report().replace(b"\n", b"\r\n")) == read_bounce(_report())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Subject: on holiday\n\nBack on Monday",
        _report((f"bilder+{ID}@", "bilder@")),  # whose?
        _report(("message/delivery-status", "text/plain")),
    ],
)
def test_other_mail_is_none_of_ours(data: bytes) -> None:
    assert read_bounce(data) is None


@given(data=st.binary(max_size=2000))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    read_bounce(data)
    read_bounce(b"To: bilder+" + ID.encode() + b"@x\n" + data)
    read_bounce(_report()[: len(data)] + data)
