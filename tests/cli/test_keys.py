from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def kid(imagepool: Run) -> str:
    assert imagepool("init").code == 0
    [first] = imagepool("keys", "list", "--json").json["keys"]
    assert first["state"] == "current"
    return str(first["kid"])


def test_keys_are_rotated_and_listed(imagepool: Run, kid: str) -> None:
    ran = imagepool("keys", "rotate", "--json")
    assert (ran.code, ran.json["earlier"]) == (0, kid)
    listed = imagepool("keys", "list", "--json").json["keys"]
    assert [(each["kid"], each["state"]) for each in listed] == [
        (ran.json["kid"], "current"),
        (kid, "earlier"),
    ]
    text = imagepool("keys", "list").out
    assert f"{ran.json['kid']}  current\n" in text
    assert f"{kid}  earlier  20" in text
    published = imagepool("config", "keys").json["keys"]
    assert [each["kid"] for each in published] == [ran.json["kid"], kid]


def test_a_lost_key_is_revoked_and_replaced(imagepool: Run, kid: str) -> None:
    since = "2026-05-01T12:00"
    ran = imagepool("keys", "revoke", kid, "--since", since, "--reason", "laptop lost", "--json")
    assert (ran.code, ran.json["since"]) == (0, "2026-05-01T12:00:00+00:00")
    assert ran.json["kid"] != kid
    [_new, old] = imagepool("keys", "list", "--json").json["keys"]
    assert (old["state"], old["revoked_at"]) == ("revoked", "2026-05-01T12:00:00+00:00")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("A" * 43, "--reason", "theft"), 3, "no key"),
        (("KID", "--since", "yesterday", "--reason", "theft"), 2, "2026-05-01T12:00"),
        (("KID", "--since", "TOMORROW", "--reason", "theft"), 2, "future"),
        (("KID",), 2, "--reason"),
    ],
)
def test_what_cannot_be_is_refused(
    imagepool: Run, kid: str, words: tuple[str, ...], code: int, told: str
) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    meant = {"KID": kid, "TOMORROW": tomorrow}
    ran = imagepool("keys", "revoke", *(meant.get(each, each) for each in words))
    assert ran.code == code
    assert told in ran.err
    assert len(imagepool("keys", "list", "--json").json["keys"]) == 1
