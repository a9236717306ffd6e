"""What holds for every command: ``--json`` also where something is wrong."""

from __future__ import annotations

import json
import socket

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--json"), "Missing argument 'PATHS...'"),
        (("check", "nowhere", "--json"), "'nowhere' does not exist."),
        (("chekc", "--json"), "No such command 'chekc'"),
        (("--nonsense", "check", "--json"), "No such option"),
        (("style", "learn", "--jobs", "0", "--json", "."), "0 is not in the range"),
        (("check", ".", "--write-baseline", "--json"), "--write-baseline needs --baseline"),
    ],
)
def test_wrong_usage_is_told_as_data_too(
    imagepool: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = imagepool(*arguments)
    assert ran.code == 2
    assert ran.json["error"]["code"] == "usage"
    assert words in ran.json["error"]["message"]
    assert words in ran.err
    assert "--help" in ran.json["error"]["hint"]


def test_without_the_flag_standard_output_stays_empty(imagepool: Run) -> None:
    assert imagepool("check", "nowhere").out == ""
    ran = imagepool("check", "--", "--json")  # a file of this name
    assert (ran.code, ran.out) == (2, "")


def test_a_port_that_is_used_is_told_before_any_address(imagepool: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as used:
        ran = imagepool("serve", "--port", str(used.getsockname()[1]), "--json")
    assert ran.code == 4
    [told] = [json.loads(line) for line in ran.out.splitlines()]
    assert told["error"]["code"] == "configuration"
    assert "cannot be served: Address already in use" in told["error"]["message"]
    assert "--port 0" in ran.err
