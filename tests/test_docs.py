"""The papers: what they show runs, and what is generated is up to date."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from imagepool.style.explaining import explain
from imagepool.style.rules import RULES
from tests.pools import LENIENT, put_photos, titled_photo

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEPOOL_CONCEPT", str(LENIENT))
    photo = tmp_path / "marktplatz.jpg"
    photo.write_bytes(titled_photo(title="Marktplatz in Mühlhausen", size=(1600, 1200)))
    failed, tried = doctest.testfile(
        str(ROOT / "README.md"),
        module_relative=False,
        globs={"home": tmp_path / "pool", "photo": photo},
    )
    assert tried > 5
    assert failed == 0


@pytest.mark.parametrize(
    "name", ["command-line.md", "presets.md", "rules.de.md", "rules.md", "settings.md"]
)
def test_the_generated_reference_is_up_to_date(name: str) -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == pages[name](), "run `make docs`"


@pytest.mark.parametrize(("name", "lang"), [("rules.md", "en"), ("rules.de.md", "de")])
def test_the_reference_says_of_each_rule_what_explain_prints(name: str, lang: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    for rule in RULES:
        _title, _line, printed = explain(rule.name, lang).split("\n", 2)
        assert _words(printed) in _words(written)


def _words(text: str) -> str:
    """Return the words alone: no Markdown, no line breaks."""
    return " ".join(re.sub(r"```(toml)?|\*\*\.?", " ", text.replace(".**", " ")).split())


def test_the_way_of_a_concept_runs_as_it_is_told(tmp_path: Path) -> None:
    put_photos(tmp_path / "loved", 20)
    put_photos(tmp_path / "photos", 3, size=(1600, 1200))
    page = (ROOT / "docs" / "how-to" / "write-your-image-style-concept.md").read_text("utf-8")
    steps = re.findall(r"<!-- runs(?:: (\S+))? -->\n```\w+\n(.*?)```", page, re.DOTALL)
    assert len(steps) > 7
    for name, text in steps:
        if name:
            (tmp_path / name).write_text(text, "utf-8")
        else:
            _run(text, tmp_path)


def _run(console: str, folder: Path) -> None:
    """Run the commands of a block; the lines below each must be part of what it prints."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEPOOL_")}
    for step in filter(None, re.split(r"^\$ ", console, flags=re.MULTILINE)):
        command, *shown = step.splitlines()
        ran = subprocess.run(
            command,
            shell=True,
            cwd=folder,
            env={**kept, "PATH": path, "IMAGEPOOL_WORKERS": "2"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{command}: {ran.stderr}"
        for line in shown:
            assert line in ran.stdout, f"{command} does not print {line!r}, but:\n{ran.stdout}"


def test_every_paper_that_is_linked_is_there() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in _links(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def _links(text: str) -> list[str]:
    links = re.findall(r"\]\(([^)#]+)\)", text)
    return [link for link in links if "://" not in link]
