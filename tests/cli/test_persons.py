from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pools import CREATOR, LICENSE, titled_photo

CAPTION = "Von links: Bürgermeisterin Rosa Klein, Jörg Weiß (Feuerwehr Artern)."


@pytest.fixture
def asset(imagepool: Run, tmp_path: Path) -> str:
    (tmp_path / "handover.jpg").write_bytes(titled_photo(caption=CAPTION))
    ran = imagepool("ingest", "handover.jpg", "--license", LICENSE, "--creator", CREATOR, "--json")
    return str(ran.json["id"])


def test_a_caption_is_a_proposal_until_it_is_accepted(imagepool: Run, asset: str) -> None:
    told = imagepool("review", "persons", asset, "--json").json
    assert told["persons"] == []
    assert [each["name"] for each in told["proposed"]] == ["Rosa Klein", "Jörg Weiß"]
    assert (
        "proposed  Rosa Klein  1. von links  Bürgermeisterin"
        in imagepool("review", "persons", asset).out
    )
    kept = imagepool("review", "persons", asset, "--accept", "--json").json["persons"]
    assert kept[1] == {
        "name": "Jörg Weiß",
        "position": "2. von links",
        "organization": "Feuerwehr Artern",
        "release": None,
    }


def test_others_are_kept_instead_with_the_release_of_each(imagepool: Run, asset: str) -> None:
    release = imagepool(
        *("release", "add", asset, "--kind", "model", "--subject", "Uwe Vogt", "--json")
    ).json["id"]
    one = ("--person", f"Uwe Vogt | links | THW | {release}")
    kept = imagepool("review", "persons", asset, *one, "--person", "Rosa Klein", "--json").json
    assert [(each["name"], each["release"]) for each in kept["persons"]] == [
        ("Uwe Vogt", release),
        ("Rosa Klein", None),
    ]
    assert imagepool("review", "persons", asset, "--nobody", "--json").json["persons"] == []


def test_wrong_usage_is_told(imagepool: Run, asset: str) -> None:
    assert imagepool("review", "persons", asset, "--accept", "--nobody").code == 2
    assert imagepool("review", "persons", asset, "--person", " | links").code == 2
    strange = imagepool("review", "persons", asset, "--person", "A B|||rel-x")
    assert strange.code == 2
    assert "no release of somebody shown" in strange.err
