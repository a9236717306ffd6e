from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from imagepool.errors import NotFound
from imagepool.photo.decoding import decode
from imagepool.photo.facts import describe, read_facts
from imagepool.photo.fingerprint import likeness_of, probably_same
from imagepool.photo.scenes import draw_scene, scene_names, write_scenes
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.judging import judge

FAILING = {
    "stausee-unscharf": "sharpness",
    "kirschbluete-mit-rahmen": "frame",
    "windmuehle-zu-klein": "resolution",
}

drawn = cache(draw_scene)


@pytest.mark.parametrize("name", scene_names())
def test_a_scene_meets_the_concept_or_fails_it_on_purpose(name: str) -> None:
    photo = decode(drawn(name))
    concept = load_concept(load_region("nordthueringen").concept_path)
    report = judge(photo, read_facts(drawn(name), "JPEG"), concept)
    failed = {finding.rule for finding in report.findings if finding.verdict == "fail"}
    wanted = FAILING.get(name)
    assert wanted in failed if wanted else not failed


@pytest.mark.parametrize("name", scene_names())
def test_a_scene_brings_its_words_and_a_place_of_the_region(name: str) -> None:
    facts = read_facts(drawn(name), "JPEG")
    words = describe(facts)
    assert facts.fields["creator"].value == ("Jana Beispiel",)
    assert words.title
    assert words.caption
    assert words.alt_text
    assert len(words.keywords) >= 5
    assert words.date_taken.startswith("2026")
    place = load_region("nordthueringen").place_of(
        words.location_shown[0], None, None, words.keywords
    )
    assert place is not None
    assert place.ags
    assert not facts.troubles


def test_no_two_scenes_look_alike() -> None:
    seen = [likeness_of(decode(drawn(name))) for name in scene_names()]
    for number, one in enumerate(seen):
        assert not any(probably_same(one, other) for other in seen[:number])


def test_a_scene_is_drawn_the_same_every_time() -> None:
    assert draw_scene("windmuehle-zu-klein") == drawn("windmuehle-zu-klein")


def test_scenes_are_written_once(tmp_path: Path) -> None:
    folder = tmp_path / "scenes"
    folder.mkdir()
    for name in scene_names():
        (folder / f"{name}.jpg").write_bytes(b"there already")
    (folder / "windmuehle-zu-klein.jpg").unlink()
    assert write_scenes(folder) == folder
    files = sorted(folder.iterdir())
    assert [file.stem for file in files] == sorted(scene_names())
    assert decode((folder / "windmuehle-zu-klein.jpg").read_bytes()).width == 600
    assert (folder / "stausee-unscharf.jpg").read_bytes() == b"there already"


def test_an_unknown_scene_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NotFound) as caught:
        draw_scene("eiffelturm")
    assert "nebel-im-suedharz" in caught.value.hint
