"""``imagepool recall`` and ``imagepool retention``, as programs and mail servers call them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from imagepool.cli import main
from imagepool.pool import Pool
from imagepool.rights.availability import Availability
from imagepool.rights.days import day_of, today
from imagepool.workflows.declare import limit
from tests.pools import LENIENT, settings_in
from tests.recalls import mail_settings, published, taken, worked
from tests.servers.smtp import MailServer

REPORT = """\
From: MAILER-DAEMON@mail.example.net
To: bilder+{letter}@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net

Final-Recipient: rfc822; presse@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b--
"""


@pytest.fixture
def asset_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mailbox: MailServer) -> str:
    """Make a pool in which a picture went out, and let the commands find it."""
    settings = {**mail_settings(mailbox.port), "home": tmp_path / "pool", "concept": LENIENT}
    for name, value in settings.items():
        monkeypatch.setenv(f"IMAGEPOOL_{name.upper()}", str(value))
    monkeypatch.chdir(tmp_path)
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as pool:
        asset_id = published(pool, tmp_path)
        taken(pool, asset_id, "presse@example.org")
    return asset_id


def _run(*arguments: str, given: str | bytes = "") -> Result:
    done = CliRunner().invoke(main, list(arguments), input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def _json(*arguments: str) -> dict[str, object]:
    done = _run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout.splitlines()[0])
    return found


def _open(asset_id: str, *more: str) -> str:
    told = _json("recall", "open", asset_id, "--cause", "claim", "--severity", "stop_use", *more)
    return str(told["id"])


def test_a_recall_is_opened_looked_at_and_undone(asset_id: str) -> None:
    recall_id = _open(asset_id, "--message", "Bitte melden.")
    status = _json("recall", "status", recall_id)
    assert (status["holders"], status["adds_up"]) == (1, True)
    assert recall_id in _run("recall", "status").output
    assert _json("recall", "undo", recall_id, "--reason", "Irrtum")["undone_at"]
    again = _run("recall", "undo", recall_id)
    assert again.exit_code == 1
    assert "undone already" in again.output


def test_a_recall_is_closed_with_its_report(asset_id: str) -> None:
    recall_id = _open(asset_id)
    assert _json("recall", "close", recall_id)["closed_at"]


def test_a_later_day_is_announced(asset_id: str) -> None:
    day = today() + timedelta(days=3)
    recall_id = _open(asset_id, "--effective", day.isoformat())
    assert day_of(str(_json("recall", "status", recall_id)["effective_at"])) == day


def test_what_is_wrong_is_said_with_the_code_for_it(asset_id: str) -> None:
    assert _run("recall", "status", "r0").exit_code == 3
    wrong = ("recall", "open", "0000000000000000", "--cause", "claim", "--severity", "inform")
    assert _run(*wrong).exit_code == 3
    assert _run("recall", "open", asset_id, "--cause", "whim").exit_code == 2


def test_a_mail_that_came_back_is_noted(asset_id: str, tmp_path: Path, mailbox: MailServer) -> None:
    recall_id = _open(asset_id)
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as pool:
        worked(pool)
    letter = mailbox.letters[0]["Message-ID"][1:33]
    assert _run("recall", "bounce", given=REPORT.format(letter=letter)).exit_code == 0
    assert _json("recall", "status", recall_id)["reached"] == {
        "sent": 0,
        "unconfirmed": 0,
        "waiting": 0,
        "bounced": 1,
        "no_address": 0,
        "canceled": 0,
    }
    assert _run("recall", "bounce", given="Subject: I am on holiday\n\nBye").exit_code == 1
    assert _run("recall", "bounce", given=REPORT.format(letter="0" * 32)).exit_code == 1
    assert _run("recall", "bounce", given=b"\xff\x00\xfe").exit_code == 1


def test_an_address_is_forgotten(asset_id: str) -> None:
    del asset_id
    assert _json("recall", "forget", "presse@example.org") == {"erased": 1}
    assert _run("recall", "forget", "presse").exit_code == 2


def test_retention_says_first_and_does_then(
    asset_id: str, tmp_path: Path, mailbox: MailServer
) -> None:
    assert _run("retention", "run").output == ""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    with Pool.open(settings_in(tmp_path, **mail_settings(mailbox.port))) as pool:
        limit(pool._workshop, asset_id, Availability(ends=yesterday), actor="Anna")
    said = _json("retention", "run", "--dry-run")
    assert (said["key"], said["reason"], said["recall"]) == (asset_id, "expired", None)
    done = _json("retention", "run")
    assert done["recall"]
    assert _run("retention", "run").output == ""


def test_the_address_for_a_recall_is_given_on_the_command_line(asset_id: str) -> None:
    use = ("--preset", "screen", "--purpose", "tourism", "--channel", "web")
    assert _run("download", asset_id, *use, "--contact", "verein@example.org").exit_code == 0
    assert _run("download", asset_id, *use, "--contact", "verein").exit_code == 2
    assert _json("recall", "forget", "verein@example.org") == {"erased": 1}
