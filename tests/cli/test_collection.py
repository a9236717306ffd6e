from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from imagepool.cli.program import main
from imagepool.pool import Pool
from tests.pools import settings_in
from tests.recalls import published


def run(*arguments: str) -> Any:
    done = CliRunner().invoke(main, ["collection", *arguments, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    settings = settings_in(tmp_path)
    monkeypatch.setenv("IMAGEPOOL_HOME", str(settings.home))
    monkeypatch.setenv("IMAGEPOOL_CONCEPT", settings.concept)
    with Pool.open(settings) as pool:
        return [published(pool, tmp_path, seed) for seed in (1, 2)]


def test_a_collection_is_made_filled_shown_changed_and_removed(ids: list[str]) -> None:
    made = run("make", "Winter", "--text", "Schnee")
    assert (made["title"], made["public"]) == ("Winter", False)
    assert run("put", made["id"], *ids, ids[0])["put_in"] == 2
    assert run("show", made["id"])["assets"] == ids
    assert run("take-out", made["id"], ids[0])["taken_out"] == 1
    changed = run("change", made["id"], "--public")
    assert changed == {**made, "public": True}
    assert run("list") == {"collections": [{**changed, "pictures": 1}]}
    plain = CliRunner().invoke(main, ["collection", "list"])
    assert plain.stdout == f"{made['id']}  public     1  Winter\n"
    run("remove", made["id"])
    assert run("list") == {"collections": []}


def test_what_is_not_there_is_said_so(ids: list[str]) -> None:
    for arguments, code in (
        (["show", "nothing"], 3),
        (["put", "nothing", ids[0]], 3),
        (["make", " "], 2),
    ):
        refused = CliRunner().invoke(main, ["collection", *arguments])
        assert refused.exit_code == code
        assert refused.stderr
