from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.pools import CREATOR, LICENSE, put_photos

USE = ("--purpose", "tourism", "--channel", "web", "--recipient", "Lena Privat")


def test_the_log_is_read_and_a_person_erased(imagepool: Run, tmp_path: Path) -> None:
    put_photos(tmp_path / "in", 1)
    terms = ("--license", LICENSE, "--creator", CREATOR)
    asset = imagepool("ingest", "in", *terms, "--publish", "--json").json["id"]
    imagepool("download", asset, "--preset", "grid", *USE)

    newest = imagepool("events", "list", "--limit", "1", "--json").json
    [event] = newest["events"]
    assert (event["act"], event["actor"], event["subject"]) == (
        "download",
        "Lena Privat",
        f"asset:{asset}",
    )
    assert "Lena Privat" in imagepool("events", "list").out
    older = imagepool("events", "list", "--after", newest["next"], "--json").json["events"]
    assert "download" not in {each["act"] for each in older}

    erased = imagepool("events", "erase", "Lena Privat", "--reason", "asked for", "--json")
    assert erased.json == {"erased": 1}
    assert "Lena" not in imagepool("events", "list").out
    history = imagepool("events", "list", "--subject", f"asset:{asset}", "--json").json["events"]
    assert history[0]["act"] == "download"
    assert history[0]["detail"] == {}
    assert imagepool("fsck").code == 0
