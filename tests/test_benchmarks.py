"""The benchmark of the image style: its arithmetic, and a small run on drawn photos."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import embedding, identify, likeness, style
from benchmarks.degradations import KINDS
from benchmarks.scoring import auc, separation
from imagepool.style.known_rules import KNOWN_RULES
from tests.making import make_photo, make_pixels


def test_auc_is_the_chance_to_score_worse_than_an_unrelated_original() -> None:
    assert auc([3.0, 5.0], [1.0, 4.0], worse_below=False) == 0.5  # 3 against 4, and 5 against 1
    assert auc([5.0, 6.0, 7.0], [1.0, 2.0, 3.0], worse_below=False) == 1.0
    assert auc([5.0, 6.0, 7.0], [1.0, 2.0, 3.0], worse_below=True) == 0.0
    assert auc([2.0, 2.0], [2.0, 2.0], worse_below=False) == 0.5


def test_a_photo_is_never_compared_with_itself() -> None:
    assert auc([1.0, 9.0], [8.0, 0.0], worse_below=False) == 1.0
    assert auc([1.0], [0.0], worse_below=False) is None


def test_silence_takes_no_part_in_auc_and_counts_as_not_caught() -> None:
    bad, good = [(None, False), (4.0, True), (5.0, True)], [1.0, None, 2.0]
    result = separation(bad, good, worse_below=False)
    assert (result.auc, result.recall, result.spoke) == (1.0, 0.6667, 0.6667)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_spoils_a_photo_in_the_same_way_each_time(name: str) -> None:
    pixels = make_pixels(320, 240, seed=3)
    kept = pixels.copy()
    once, again = (KINDS[name].bytes_of(pixels, "a.jpg", name) for _ in range(2))
    assert once == again
    assert np.array_equal(pixels, kept)


def test_every_kind_belongs_to_a_rule_or_is_named_as_skipped() -> None:
    rules = {kind.rule for kind in KINDS.values()}
    assert rules - set(KNOWN_RULES.names) == {"vignette"}


def test_a_run_says_what_it_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for seed in range(3):
        (tmp_path / f"{seed}.jpg").write_bytes(make_photo(800, 600, seed=seed))
    (tmp_path / "readme.txt").write_text("no photo", "utf-8")
    style.main(
        ["--photos", str(tmp_path), "--json", "--no-costs", "--rule", "frame", "--rule", "noise"]
    )
    figures = json.loads(capsys.readouterr().out)
    assert figures["photos"] == 3
    assert figures["auc"]["frame-white"] == figures["auc"]["noise-25"] == 1.0
    assert figures["recall"]["frame-white"] == 1.0
    assert set(figures["false_alarms"]) == {"frame", "noise"}
    assert {"false_fail_rate", "clean_rate", "noticed", "skipped"} <= figures.keys()


def test_embedding_finds_no_harm_and_says_what_was_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, kind in enumerate(("JPEG", "PNG", "WEBP", "TIFF", "AVIF")):
        (tmp_path / f"{number}.{kind.lower()}").write_bytes(make_photo(320, 240, kind))
    (tmp_path / "cut.jpg").write_bytes(make_photo(320, 240)[:-500])
    embedding.main(["--photos", str(tmp_path), "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert (figures["written"], figures["refused"]) == (5, {"corrupt": 1})
    assert (figures["damaged"], figures["with_fields_missing"]) == (0, 0)
    assert figures["with_foreign_tags_lost"] == 0
    assert figures["ms"]["JPEG"]["median"] > 0


def test_copies_are_recognized_and_told_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in range(2):
        (tmp_path / f"{seed}.jpg").write_bytes(make_photo(800, 600, seed=seed))
    kinds = ("--kind", "recompressed", "--kind", "mirrored", "--kind", "crop_20")
    identify.main(["--photos", str(tmp_path), "--json", *kinds])
    figures = json.loads(capsys.readouterr().out)
    assert figures["recall"] == {"recompressed": 1.0, "mirrored": 1.0, "crop_20": 1.0}
    assert (figures["false_positive_rate"], figures["queries"]) == (0.0, 6)


def test_no_near_hash_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    likeness.main(["--hashes", "3000", "--queries", "60", "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["recall"] == 1.0
    assert figures["near"] >= 30
