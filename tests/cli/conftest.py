"""The program, as a person at a terminal runs it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from imagepool.cli import main
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
def imagepool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs ``imagepool ARGUMENTS`` in a folder of its own."""
    for name in [name for name in os.environ if name.startswith("IMAGEPOOL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("IMAGEPOOL_CONCEPT", str(LENIENT))
    monkeypatch.setenv("IMAGEPOOL_WORKERS", "1")
    monkeypatch.chdir(tmp_path)
    program = CliRunner()

    def run(*arguments: str | Path, **environ: str) -> Ran:
        done = program.invoke(
            main, [str(each) for each in arguments], env=environ, catch_exceptions=False
        )
        return Ran(done.exit_code, done.stdout, done.stderr)

    return run
