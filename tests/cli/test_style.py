"""``imagepool style``, the curators' word in ``imagepool review``, and a kept version explained."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pools import CREATOR, LENIENT, LICENSE, put_photos

TEXT = LENIENT.read_text("utf-8")


@pytest.fixture
def small(imagepool: Run, tmp_path: Path) -> str:
    """Give a picture that a rule fails, in the pool of this folder."""
    [path] = put_photos(tmp_path / "in", 1, size=(60, 40))
    ran = imagepool("ingest", path, "--license", LICENSE, "--creator", CREATOR, "--json")
    return str(ran.json["id"])


def test_learned_limits_are_toml(imagepool: Run, tmp_path: Path) -> None:
    put_photos(tmp_path / "loved", 20, size=(200, 150))
    ran = imagepool("style", "learn", tmp_path / "loved", "--concept", LENIENT)
    assert ran.code == 0
    assert "# Learned from 20 photos, beside the limits of lenient@1.0.0." in ran.out
    assert tomllib.loads(ran.out)["palette"]
    assert "# today's limits flag 20 of 20 (100 %), of which 20 fail" in ran.out
    data = imagepool("style", "learn", tmp_path / "loved", "--json").json
    assert data["photos"] == 20
    assert data["concept"]["id"] == "lenient"  # of this folder's settings
    [sharpness] = [one for one in data["rules"] if one["rule"] == "sharpness"]
    assert sharpness["measured"] == 20


def test_what_is_no_photo_is_named(imagepool: Run, tmp_path: Path) -> None:
    put_photos(tmp_path / "loved", 1)
    (tmp_path / "loved" / "notes.txt").write_text("no photo")
    ran = imagepool("style", "learn", tmp_path / "loved")
    assert ran.code == 1
    assert "notes.txt: unreadable" in ran.err


def test_another_concept_is_tried(imagepool: Run, tmp_path: Path, small: str) -> None:
    new = tmp_path / "new.toml"
    new.write_text(TEXT.replace("1.0.0", "1.1.0").replace("0.1, fail = 0.05", "0.002"), "utf-8")
    ran = imagepool("style", "try", new)
    assert ran.code == 0
    assert "would no longer fail: 1 returned" in ran.out
    assert f"{small}  returned" in ran.out
    assert "1 judged by what was kept, 0 measured again" in ran.out
    data = imagepool("style", "try", new, "--json").json
    assert [trial["id"] for trial in data["trials"]] == [small]
    assert imagepool("style", "try", new, "--state", "published", "--json").json["photos"] == 0
    new.write_text("nonsense", "utf-8")
    assert imagepool("style", "try", new).code == 2


def test_a_rule_is_overruled_and_counted(imagepool: Run, small: str) -> None:
    assert "no photo" in imagepool("style", "agree").err
    ran = imagepool("review", "overrule", small, "resolution", "--reason", "historic", "--json")
    assert (ran.json["stance"], ran.json["reason"]) == ("overruled", "historic")
    assert imagepool("review", "publish", small, "--signed").code == 0
    [counted] = imagepool("style", "agree", "--json").json["rules"]
    assert (counted["rule"], counted["overruled"], counted["precision"]) == ("resolution", 1, 0)
    table = imagepool("style", "agree").out
    assert "resolution" in table
    assert "0.00 (0.00-0.79)" in table
    assert imagepool("review", "uphold", small, "resolution", "--json").json["verdict"] == "fail"
    assert imagepool("review", "overrule", small, "frame", "--reason", "x").code == 2
    assert imagepool("review", "overrule", "nobody", "frame", "--reason", "x").code == 3
    assert imagepool("review", "overrule", small, "resolution").code == 2


def test_what_a_rule_missed_is_noted(imagepool: Run, tmp_path: Path) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    ran = imagepool("ingest", path, "--license", LICENSE, "--creator", CREATOR, "--json")
    said = imagepool("review", "missed", ran.json["id"], "resolution", "--reason", "upscaled")
    assert "missed" in said.out
    [counted] = imagepool("style", "agree", "--json").json["rules"]
    assert (counted["missed"], counted["recall"]) == (1, 0)


def test_photos_are_judged_again(imagepool: Run, small: str) -> None:
    assert imagepool("review", "judge", small).out.split() == [small, "fail"]
    data = imagepool("review", "judge", small, "--json").json
    assert data["concept"] == {"id": "lenient", "version": "1.0.0"}


@pytest.mark.usefixtures("small")
def test_a_kept_version_is_listed_shown_and_explained(imagepool: Run, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_text(TEXT.replace("1.0.0", "1.1.0").replace("0.05", "0.04"), "utf-8")
    names = imagepool("style", "versions", IMAGEPOOL_CONCEPT=str(new)).out.splitlines()
    assert [line.split()[0] for line in names] == ["lenient@1.1.0", "lenient@1.0.0"]
    assert imagepool("style", "versions", "lenient@1.0.0").out == TEXT
    ran = imagepool("explain", "resolution", "--concept", "lenient@1.0.0")
    assert ran.code == 0
    assert "min = { warn = 0.1, fail = 0.05 }" in ran.out
    data = imagepool("explain", "resolution", "--concept", "lenient@1.1.0", "--json").json
    assert "fail = 0.04" in data["text"]
    assert imagepool("explain", "noise", "--concept", "lenient@1.0.0").code == 3
    assert imagepool("explain", "noise", "--concept", "lenient@9.9.9").code == 3
    assert imagepool("explain", "noise", "--concept", "nowhere.toml").code == 2


@pytest.mark.usefixtures("small")
def test_a_changed_concept_is_refused_with_what_to_do(imagepool: Run, tmp_path: Path) -> None:
    changed = tmp_path / "changed.toml"
    changed.write_text(TEXT.replace("0.05", "0.06"), "utf-8")
    ran = imagepool("review", "queue", IMAGEPOOL_CONCEPT=str(changed))
    assert ran.code == 4
    assert "rules.resolution.min.fail: 0.05 -> 0.06" in ran.err
    assert "count up the version" in ran.err
