from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
from imagepool.pool import Pool
from imagepool.service.serving import serve
from tests.pools import settings_in

folder = Path(sys.argv[1])

def alongside(pool, stop):
    (folder / "began").touch()
    stop.wait()
    (folder / "ended").touch()

serve(lambda: Pool.open(settings_in(folder)), port=int(sys.argv[2]), threads=2, alongside=alongside)
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_it_serves_works_alongside_and_stops_gracefully(tmp_path: Path, port: int) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(port)]
    with subprocess.Popen(command, cwd=Path.cwd(), stderr=subprocess.PIPE, text=True) as server:
        try:
            assert answer_of(f"http://127.0.0.1:{port}/healthz") == {"status": "ok"}
            assert (tmp_path / "began").exists()
        finally:
            server.send_signal(signal.SIGTERM)
            _, told = server.communicate(timeout=30)
    assert server.returncode == 0, told
    assert (tmp_path / "ended").exists()
    assert "Traceback" not in told


def test_an_address_of_absurd_length_gets_a_page_of_ours(tmp_path: Path, port: int) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(port)]
    with subprocess.Popen(command, cwd=Path.cwd(), stderr=subprocess.PIPE, text=True) as server:
        try:
            answer_of(f"http://127.0.0.1:{port}/healthz")
            for length, status, words in (
                (6000, 400, "höchstens 500 Zeichen"),
                (9000, 414, "Diese Adresse ist zu lang."),
            ):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                line.request("GET", f"/suche?q={'x' * length}", headers={"Accept-Language": "de"})
                answer = line.getresponse()
                page = answer.read().decode()
                line.close()
                assert (answer.status, words in page) == (status, True), page
                assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=30)


def answer_of(address: str) -> object:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return json.load(answer)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} never answered")
