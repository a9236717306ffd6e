"""The house: its floors, its sizes, its words."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "imagepool"
LONGEST = 400
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "models", "core", "misc"}
LINTER = Path(sys.executable).with_name("lint-imports")


def _modules() -> Iterator[Path]:
    return HOUSE.rglob("*.py")


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-logo", "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_file_is_longer_than_the_limit() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for top in (HOUSE, ROOT / "tests", ROOT / "benchmarks")
        for path in top.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {part for path in _modules() for part in path.relative_to(HOUSE).with_suffix("").parts}
    assert not parts & FORBIDDEN_NAMES


def test_every_module_says_in_its_first_line_what_lives_in_it() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in _modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_nobody_inside_imports_the_front_of_the_library() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and node.module == "imagepool")
        or (isinstance(node, ast.Import) and any(name.name == "imagepool" for name in node.names))
    ]
    assert not guilty


def test_importing_the_library_loads_no_web_database_or_cloud() -> None:
    heavy = ("flask", "sqlalchemy", "boto3", "cv2", "PIL", "tantivy", "numpy")
    program = f"import imagepool, sys; print([name for name in {heavy!r} if name in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


def test_the_public_names_are_all_there() -> None:
    program = "import imagepool; print([getattr(imagepool, name) for name in imagepool.__all__])"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_the_import_contracts_hold() -> None:
    linted = _lint(ROOT)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("room", "soil", "contract"),
    [
        ("rights/credit.py", "import imagepool.photo.limits", "Floors"),
        ("photo/limits.py", "import imagepool.catalogue.catalogue", "Floors"),
        ("storage/directory.py", "import imagepool.jobs.queue", "Floors"),
        ("workflows/work.py", "import flask", "Only the service knows the web"),
        ("pool.py", "import sqlalchemy", "Only the catalogue speaks SQLAlchemy"),
        ("service/app.py", "import boto3", "Only storage knows the cloud"),
        ("style/judging.py", "import PIL.Image", "Only photo opens pictures"),
    ],
)
def test_a_soiled_room_breaks_its_contract(
    tmp_path: Path, room: str, soil: str, contract: str
) -> None:
    shutil.copytree(HOUSE, tmp_path / "imagepool", ignore=shutil.ignore_patterns("static", "packs"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "imagepool" / room
    path.write_text(path.read_text(encoding="utf-8") + f"\n{soil}\n", encoding="utf-8")
    linted = _lint(tmp_path)
    assert linted.returncode == 1
    assert any(contract in line and "BROKEN" in line for line in linted.stdout.splitlines())
