"""The papers: what they show runs, and what is generated is up to date."""

from __future__ import annotations

import doctest
import re
import runpy
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("name", ["command-line.md", "presets.md", "settings.md"])
def test_the_generated_reference_is_up_to_date(name: str) -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == pages[name](), "run `make docs`"


def test_every_paper_that_is_linked_is_there() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in _links(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def _links(text: str) -> list[str]:
    links = re.findall(r"\]\(([^)#]+)\)", text)
    return [link for link in links if "://" not in link]
