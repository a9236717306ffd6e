from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pools import CREATOR, LICENSE, put_photos, titled_photo

TERMS = ("--license", LICENSE, "--creator", CREATOR)


@pytest.fixture
def filled(imagepool: Run, tmp_path: Path) -> Run:
    put_photos(tmp_path / "in", 2)
    assert imagepool("ingest", "in", *TERMS, "--publish").code == 0
    return imagepool


def test_the_index_is_made_anew_on_demand(filled: Run) -> None:
    ran = filled("index", "rebuild", "--json")
    assert (ran.code, ran.json) == (0, {"assets": 2, "rebuilt": True})
    assert filled("search", "--json").json["total"] == 2


def test_an_empty_pool_has_an_empty_index(imagepool: Run) -> None:
    assert imagepool("init").code == 0
    ran = imagepool("index", "rebuild", "--json")
    assert (ran.code, ran.json) == (0, {"assets": 0, "rebuilt": True})


def test_answers_are_sorted_likened_and_colored(filled: Run) -> None:
    [newest, other] = [
        hit["id"] for hit in filled("search", "--sort", "newest", "--json").json["hits"]
    ]
    assert filled("search", "--sort", "rubbish").code == 2
    like = filled("search", "--like", newest, "--json").json["hits"]
    assert [hit["id"] for hit in like] == [other]
    assert filled("search", "--like", "0" * 16).code == 3
    assert filled("search", "--color", "rubbish").code == 2
    facets = filled("search", "--json").json["facets"]
    named = [each["value"] for each in facets["color"] if each["value"] != "-"]
    found = filled("search", "--facet", f"color={named[0]}", "--json").json["total"]
    assert found == facets["color"][0]["count"]


def test_what_was_widened_is_said(imagepool: Run, tmp_path: Path) -> None:
    photo = titled_photo(1, title="Halle", keywords=("Industrie",))
    (tmp_path / "halle.jpg").write_bytes(photo)

    imagepool("ingest", "halle.jpg", *TERMS, "--publish")
    page = imagepool("search", "Windraeder", "--json").json
    assert (page["total"], page["exact"]) == (1, 0)
    assert "Wirtschaft & Industrie" in {each["de"] for each in page["widened"]}
    assert "nothing is just that; these are near to it: " in imagepool("search", "Windraeder").err
    assert imagepool("search", "Industrie", "--json").json["widened"] == []
