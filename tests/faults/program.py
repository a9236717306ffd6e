"""The program as other processes see it: started, told to end, killed, and looked after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.pools import CREATOR, LENIENT, LICENSE

PROGRAM = Path(sys.executable).with_name("imagepool")
TERMS = ("--license", LICENSE, "--creator", CREATOR)
PATIENCE = 240  # seconds for one whole run on a slow machine


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    lines: list[Any]  # of JSON
    err: str


@dataclass(frozen=True)
class Program:
    """A folder, and the settings of the pool in it as the environment of its commands."""

    folder: Path
    environ: dict[str, str]

    def run(self, *arguments: str) -> Ran:
        """Run a command to its end."""
        done = subprocess.run(
            [PROGRAM, *arguments, "--json"],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert "Traceback" not in done.stderr, done.stderr
        # NaN is no JSON, and only Python takes it.
        lines = [json.loads(each, parse_constant=_no_json) for each in _documents(done.stdout)]
        return Ran(done.returncode, lines, done.stderr)

    @contextmanager
    def running(self, *arguments: str, pipe: int = -1) -> Iterator[subprocess.Popen[str]]:
        """Start a command in a session of its own, killed at the latest at the end.

        It waits when what it told and nobody has read fills ``pipe`` bytes.
        """
        with subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            pipesize=pipe,
        ) as process:
            try:
                yield process
            finally:
                process.kill()


def program_in(folder: Path, **settings: object) -> Program:
    """Return the program with a pool in a folder and no settings but these."""
    # Nor is coverage measured: a process that is killed cannot tell, and all would be slower.
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("IMAGEPOOL_", "COV"))}
    own = {"HOME": folder / "pool", "CONCEPT": LENIENT, "WORKERS": 2, **settings}
    environ |= {f"IMAGEPOOL_{name}": str(value) for name, value in own.items()}
    return Program(folder, environ | {"NO_COLOR": "1"})


def of_session(leader: int) -> list[int]:
    """Return the processes that were started by a session's leader and still live."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(session) == leader and state not in "ZX":
            found.append(int(path.parent.name))
    return found


def comes_true(what: Callable[[], object], *, within: float = 10.0) -> bool:
    """Say whether it comes true within so many seconds."""
    deadline = time.monotonic() + within
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _documents(text: str) -> list[str]:
    """Split what was printed: one document in many lines, or one on each line."""
    try:
        json.loads(text)
    except ValueError:
        return text.splitlines()
    return [text]


def _no_json(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
