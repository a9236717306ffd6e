"""Server processes that end with the test run, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import pytest

# The shell waits for the end of its input, which comes even when the test run is killed.
_GUARD = '"$@" & server=$!; read -r _; kill -{signal} $server 2>/dev/null; wait $server'


class PartMissing(Exception):
    """A real part cannot be had here; the message says what and how to get it."""


@contextmanager
def running(
    command: Sequence[str], *, log: Path, user: str | None = None, stop: str = "TERM"
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block or this process ends; its output goes to `log`."""
    guard = _GUARD.format(signal=stop)
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["sh", "-c", guard, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            start_new_session=True,
            cwd="/",
        )
    try:
        yield process
    finally:
        process.stdin.close()  # type: ignore[union-attr]  # it is a pipe
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def missing(reason: str) -> NoReturn:
    """Skip what needs the part, saying why; on a build server that is a failure."""
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(f"missing on a build server (CI is set): {reason}", pytrace=False)
    pytest.skip(reason)
