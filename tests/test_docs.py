"""The papers: what they show runs, and what is generated is up to date."""

from __future__ import annotations

import doctest
import re
import runpy
from pathlib import Path

import pytest

from imagepool.style.explaining import explain
from imagepool.style.rules import RULES
from tests.pools import LENIENT, titled_photo

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


def test_every_paper_that_is_linked_is_there() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in _links(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def _links(text: str) -> list[str]:
    links = re.findall(r"\]\(([^)#]+)\)", text)
    return [link for link in links if "://" not in link]
