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
import yaml  # type: ignore[import-untyped]  # comes with pre-commit

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


def test_the_commands_for_ci_run_as_they_are_told(tmp_path: Path) -> None:
    put_photos(tmp_path / "photos", 2, size=(1600, 1200))
    put_photos(tmp_path / "photos" / "historic", 1, size=(1600, 1200))
    page = (ROOT / "docs" / "how-to" / "check-photos-in-ci.md").read_text("utf-8")
    steps = re.findall(r"<!-- runs -->\n```console\n(.*?)```", page, re.DOTALL)
    assert len(steps) == page.count("```console") == 3
    for text in steps:
        _run(text, tmp_path)
    assert (tmp_path / "report" / "photos.html").is_file()
    assert (tmp_path / "style-baseline.json").is_file()


def test_the_hook_keeps_a_bad_photo_out_of_a_commit(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "check-photos-in-ci.md").read_text("utf-8")
    [told] = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])["repos"]
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    [used] = told["hooks"]
    assert used["id"] == hook["id"]
    # As it is told, but with the program that is installed here.
    local = {"repo": "local", "hooks": [{**hook, **used, "language": "system"}]}
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(yaml.safe_dump({"repos": [local]}), encoding="utf-8")
    (tmp_path / "style.toml").write_bytes(LENIENT.read_bytes())
    (tmp_path / "good.jpg").write_bytes(titled_photo(1, size=(800, 600)))
    (tmp_path / "notes.txt").write_text("no photo, not looked at", encoding="utf-8")
    assert _committed(tmp_path) == (0, "")
    (tmp_path / "tiny.JPG").write_bytes(titled_photo(2, size=(60, 40)))
    code, told_of = _committed(tmp_path)
    assert code == 1
    assert "tiny.JPG: fail: resolution: " in told_of


def _committed(folder: Path) -> tuple[int, str]:
    """Stage all and run the hooks; return the exit code, and what the hook printed."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(folder / ".git" / "cache")}
    for command in ("git init -q .", "git add -A ."):
        subprocess.run(command.split(), cwd=folder, env=environ, check=True)
    program = [sys.executable, "-m", "pre_commit", "run"]
    ran = subprocess.run(
        program, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout if ran.returncode else ""


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
