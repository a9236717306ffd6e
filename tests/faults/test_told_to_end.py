"""Servers and workers that are told to end do so in order, and leave nobody behind."""

from __future__ import annotations

import signal
import socket
import urllib.request
from contextlib import closing

import pytest

from tests.faults.program import Program, comes_true, of_session

ENDS = pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])


@ENDS
def test_a_worker_ends(program: Program, end: signal.Signals) -> None:
    with program.running("worker", "--json") as process:
        assert process.stderr
        assert "working" in process.stderr.readline()
        process.send_signal(end)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (0, '{"stopped": true}\n', "")
        assert not of_session(process.pid)


@ENDS
def test_a_server_ends(program: Program, end: signal.Signals) -> None:
    port = _free_port()
    with program.running("serve", "--port", str(port)) as process:
        assert comes_true(lambda: _answers(port), within=60)
        process.send_signal(end)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Traceback" not in err
        assert not of_session(process.pid)


def test_a_server_whose_master_is_killed_ends_too(program: Program) -> None:
    port = _free_port()
    with program.running("serve", "--port", str(port)) as process:
        assert comes_true(lambda: _answers(port), within=60)
        process.kill()
        assert comes_true(lambda: not of_session(process.pid))


def _answers(port: int) -> bool:
    try:
        with closing(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)):
            return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
