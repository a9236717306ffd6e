from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.style.explaining import explain
from imagepool.style.rules import RULES
from tests.cli.conftest import Run
from tests.style.test_concept import HEAD


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_rule_is_explained_in_the_language_that_is_asked_for(imagepool: Run, lang: str) -> None:
    ran = imagepool("explain", "sharpness", "--lang", lang)
    assert (ran.code, ran.out) == (0, explain("sharpness", lang))
    data = imagepool("explain", "sharpness", "--lang", lang, "--json").json
    assert data == {"rule": "sharpness", "lang": lang, "page": explain("sharpness", lang)}


@pytest.mark.parametrize(
    ("locale", "lang"), [("en_GB.UTF-8", "en"), ("de_DE.UTF-8", "de"), ("C.UTF-8", "de")]
)
def test_without_an_option_the_terminals_language_decides(
    imagepool: Run, monkeypatch: pytest.MonkeyPatch, locale: str, lang: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert imagepool("explain", "noise").out == explain("noise", lang)


def test_without_a_rule_all_are_listed_with_titles_and_levels(imagepool: Run) -> None:
    lines = imagepool("explain", "--lang", "en").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES.names)
    [sharpness] = [line for line in lines if line.startswith("sharpness ")]
    assert "Sharpness" in sharpness
    assert sharpness.endswith("  must")


def test_the_levels_are_those_of_the_concept(imagepool: Run, tmp_path: Path) -> None:
    concept = tmp_path / "ours.toml"
    concept.write_text(HEAD + '[rules.noise]\nlevel = "hint"\n', "utf-8")
    rows = imagepool("explain", "--concept", "ours.toml", "--lang", "de", "--json").json
    levels = {row["rule"]: row["level"] for row in rows}
    assert levels["noise"] == "hint"
    assert levels["frame"] == ""
    assert {"rule": "noise", "title": "Bildrauschen", "level": "hint"} in rows
