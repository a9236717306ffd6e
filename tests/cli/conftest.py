"""The program, as a person at a terminal runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.pools import LENIENT

Run = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one line of JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def imagepool(tmp_path: Path) -> Run:
    """Give a function that runs ``imagepool ARGUMENTS`` in a folder of its own."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("IMAGEPOOL_")}
    environ |= {"IMAGEPOOL_CONCEPT": str(LENIENT), "NO_COLOR": "1"}

    def run(*arguments: str | Path, **more: str) -> Ran:
        done = subprocess.run(
            [Path(sys.executable).with_name("imagepool"), *map(str, arguments)],
            cwd=tmp_path,
            env=environ | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
