"""A program for each test of a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.program import Program, program_in


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return program_in(tmp_path)
