"""``imagepool check`` as a person at a terminal, and a build server, use it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageOps

from imagepool.cli.written import written_in_pieces
from tests.cli.conftest import Ran, Run
from tests.making import make_image, make_photo
from tests.pools import titled_photo

ROOT = Path(__file__).parents[2]
CONCEPT = """
[concept]
id = "sample"
version = "1.0.0"
title = { de = "Probe", en = "Sample" }
why = { de = "Zur Probe.", en = "As a sample." }
[circumstances.archive]
title = { de = "Archivbild", en = "archive picture" }
keywords = ["Archiv"]
[rules.resolution]
level = "must"
min = { warn = 0.2, fail = 0.05 }
exceptions = [{ when = "archive", exempt = true }, { when = "kultur", level = "hint" }]
[rules.metadata]
level = "hint"
[rules.near-duplicate]
level = "should"
[[themes]]
id = "kultur"
title = { de = "Kultur", en = "Culture" }
about = { de = "Feste.", en = "Festivals." }
"""


@pytest.fixture
def check(imagepool: Run, tmp_path: Path) -> Run:
    """Give ``imagepool check`` on a folder with a good, a middling and a tiny photo."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "concept.toml").write_text(CONCEPT, encoding="utf-8")
    (folder / "good.jpg").write_bytes(make_photo(seed=1))
    (folder / "middling.jpg").write_bytes(make_photo(400, 300, seed=2))
    (folder / "tiny.jpg").write_bytes(make_photo(60, 40, seed=3))
    fixed = ("check", "in", "--concept", "concept.toml", "--lang", "en")
    return lambda *arguments: imagepool(*fixed, *arguments)


def lines_of(ran: Ran) -> list[str]:
    """The findings without their sentences: file, kind, rule; then the summary."""
    return [": ".join(line.split(": ")[:3]) for line in ran.out.splitlines()]


def test_one_line_a_finding_and_a_summary(check: Run) -> None:
    ran = check("--rule", "resolution")
    assert lines_of(ran) == [
        "in/middling.jpg: warn: resolution",
        "in/tiny.jpg: fail: resolution",
        "3 photos: 1 passed, 1 with warnings, 1 failed",
    ]
    assert ran.code == 1


def test_only_what_is_grave_enough_is_told(check: Run) -> None:
    assert lines_of(check("--only", "fail"))[:-1] == ["in/tiny.jpg: fail: resolution"]
    kinds = {line.split(": ")[1] for line in lines_of(check("--only", "warn"))[:-1]}
    assert kinds == {"fail", "warn"}
    photos = check("--only", "fail", "--json").json["photos"]
    assert [[one["rule"] for one in photo["findings"]] for photo in photos] == [["resolution"]]


def test_the_json_is_one_document_of_the_agreed_shape(check: Run) -> None:
    document = check("--format", "json").json
    assert document["concept"] == {"id": "sample", "version": "1.0.0"}
    assert [photo["verdict"] for photo in document["photos"]] == ["pass", "warn", "fail"]
    rules = [finding["rule"] for finding in document["photos"][0]["findings"]]
    assert rules == ["resolution", "metadata", "near-duplicate"]
    assert all(len(photo["digest"]) == 64 for photo in document["photos"])


def test_a_level_that_cannot_be_reached_is_noted(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "concept.toml"
    path.write_text(CONCEPT.replace('level = "should"', 'level = "must"'), encoding="utf-8")
    ran = check("--json")
    assert "note: concept.toml, line 17: rules.near-duplicate: level 'must' warns at mo" in ran.err
    assert [note.split(":")[0] for note in ran.json["notes"]] == ["concept.toml, line 17"]
    path.write_text(CONCEPT.replace('level = "should"', 'level = "shall"'), encoding="utf-8")
    ran = check("--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "invalid_concept")
    assert ran.json["error"]["message"].startswith("concept.toml, line 17: rules.near-duplicate.")


def test_photos_of_one_batch_are_compared(check: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "again.jpg").write_bytes(make_photo(seed=1, quality=60))
    (tmp_path / "in" / "copy.jpg").write_bytes((tmp_path / "in" / "tiny.jpg").read_bytes())
    ran = check("--rule", "near-duplicate")
    files = [line.split(": ")[0] for line in lines_of(ran)[:-1]]
    assert files == ["in/again.jpg", "in/copy.jpg", "in/good.jpg", "in/tiny.jpg"]
    assert "in/good.jpg: warn: near-duplicate: The same picture as: in/again.jpg." in ran.out
    assert "in/copy.jpg: warn: near-duplicate: The same file as: in/tiny.jpg." in ran.out
    assert ran.code == 0


def test_a_mirrored_photo_of_the_batch_is_told(check: Run, tmp_path: Path) -> None:
    mirror = ImageOps.mirror(make_image(640, 480, seed=1)).resize((400, 300))
    mirror.save(tmp_path / "in" / "mirror.jpg", quality=60)
    ran = check("--rule", "near-duplicate")
    told = "in/good.jpg: warn: near-duplicate: Probably the mirror image of: in/mirror.jpg."
    assert told in ran.out
    assert len(lines_of(ran)) == 3


def test_circumstances_are_given_by_whoever_asks_and_by_keywords(
    check: Run, tmp_path: Path
) -> None:
    ran = check("--rule", "resolution", "--as", "archive", "--json")
    reasons = {photo["findings"][0]["reason"] for photo in ran.json["photos"]}
    assert (reasons, ran.code) == ({"exempt"}, 0)
    assert check("--rule", "resolution", "--as", "kultur").code == 0
    for word, circumstance in (("Archiv", "archive"), ("Culture", "kultur")):
        photo = titled_photo(5, size=(60, 40), keywords=(word,))
        (tmp_path / "in" / "tiny.jpg").write_bytes(photo)
        found = check("--rule", "resolution", "--json").json["photos"][-1]
        assert (found["circumstances"], found["verdict"]) == ([circumstance], "pass")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--rule", "resolutoin"), "did you mean 'resolution'?"),
        (("--rule", "noise"), "the concept does not use the rule 'noise'"),
        (("--as", "archiv"), "did you mean 'archive'?"),
        (("--write-baseline",), "--baseline"),
        (("--baseline", "nowhere.json"), "--write-baseline"),
        (("--baseline", "concept.toml"), "this is no baseline"),
        (("--only", "hint"), "'hint'"),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(
    check: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = check(*arguments)
    assert (ran.code, words in ran.err, ran.out) == (2, True, ""), ran.err


def test_what_a_baseline_knows_is_not_told_again(check: Run, tmp_path: Path) -> None:
    first = check("--baseline", "known.json", "--write-baseline")
    assert first.code == 0
    assert lines_of(first) == ["3 photos: 3 passed", "5 known findings not told again"]
    (tmp_path / "in" / "tiny.jpg").rename(tmp_path / "in" / "renamed.jpg")
    assert check("--baseline", "known.json").code == 0
    (tmp_path / "in" / "new.jpg").write_bytes(make_photo(60, 40, seed=9))
    again = check("--baseline", "known.json", "--only", "warn")
    assert lines_of(again)[0] == "in/new.jpg: fail: resolution"
    assert (again.code, len(lines_of(again))) == (1, 3)
    assert (
        check("--baseline", "known.json", "--only", "warn", "--json")
        .json["photos"][0]["file"]
        .endswith("new.jpg")
    )


def test_the_contact_sheet_is_one_file_in_the_language_asked_for(
    check: Run, tmp_path: Path
) -> None:
    ran = check("--format", "html", "--out", "report/sheet.html")
    assert (ran.code, ran.out) == (1, "")
    page = (tmp_path / "report" / "sheet.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert page.rstrip().endswith("</html>")
    assert page.count("data:image/jpeg;base64,") == 3


def test_a_report_that_cannot_be_written_is_storage_trouble(check: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    ran = check("--out", "file/report.txt")
    assert (ran.code, "cannot be written" in ran.err) == (4, True)


def test_of_a_report_that_breaks_off_nothing_is_left(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"begun"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written_in_pieces(tmp_path / "report.html", pieces())
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_named_and_counts(check: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "words.txt").write_text("words", encoding="utf-8")
    ran = check("--only", "fail", "--rule", "metadata")
    assert lines_of(ran)[0].startswith("in/words.txt: unreadable")
    assert ran.code == 1


def test_what_cannot_be_read_can_be_known_too(check: Run, tmp_path: Path) -> None:
    broken = make_photo(seed=4)[:900]
    (tmp_path / "in" / "broken.jpg").write_bytes(broken)
    first = check("--baseline", "known.json", "--write-baseline")
    assert (first.code, "4 files with known findings: known.json" in first.err) == (0, True), (
        first.err
    )
    (tmp_path / "in" / "broken.jpg").rename(tmp_path / "in" / "moved.jpg")
    again = check("--baseline", "known.json", "--json")
    [lost] = [one for one in again.json["photos"] if one["verdict"] == "unreadable"]
    assert (again.code, lost["file"], lost["known"]) == (0, "in/moved.jpg", 1)
    assert "unreadable: " not in check("--baseline", "known.json").out
    page = check("--baseline", "known.json", "--format", "html").out
    assert "moved.jpg" not in page
    (tmp_path / "in" / "moved.jpg").write_bytes(broken[:-1])
    assert check("--baseline", "known.json").code == 1


def test_a_check_of_nothing_is_told_and_not_passed(check: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "in").iterdir():
        path.rename(path.with_name(f".{path.name}"))
    ran = check()
    assert (ran.code, ran.out) == (3, "0 photos: -\n")
    assert "there is no file to check in in\n  name a file" in ran.err
    ran = check("--json")
    assert (ran.code, ran.json["photos"]) == (3, [])


def test_a_file_that_is_named_twice_is_checked_once(check: Run) -> None:
    ran = check("in/good.jpg", "./in/good.jpg", "--json")
    files = [photo["file"] for photo in ran.json["photos"]]
    assert files == ["in/good.jpg", "in/middling.jpg", "in/tiny.jpg"]


def test_the_hooks_for_pre_commit_are_sound() -> None:
    hooks = ROOT / ".pre-commit-hooks.yaml"
    program = [sys.executable, "-m", "pre_commit", "validate-manifest", str(hooks)]
    told = subprocess.run(program, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    "arguments",
    [("--out", "in/good.jpg"), ("--baseline", "in/good.jpg", "--write-baseline")],
    ids=["report", "baseline"],
)
def test_no_photo_is_written_over(check: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    before = (tmp_path / "in" / "good.jpg").read_bytes()
    ran = check(*arguments)
    assert ran.code == 2
    assert "one of the files to check" in ran.err
    assert (tmp_path / "in" / "good.jpg").read_bytes() == before


def test_a_file_that_is_no_baseline_is_not_written_over(check: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[]", encoding="utf-8")
    assert check("--baseline", "notes.json", "--write-baseline").code != 0
    assert (tmp_path / "notes.json").read_text(encoding="utf-8") == "[]"


def test_a_baseline_of_one_rule_keeps_what_was_known_of_others(check: Run) -> None:
    check("--baseline", "known.json", "--write-baseline")
    check("--baseline", "known.json", "--write-baseline", "--rule", "metadata")
    assert lines_of(check("--baseline", "known.json"))[:-2] == []


def test_every_remedy_has_both_languages_even_where_nothing_is_to_mend(check: Run) -> None:
    photos = check("--json").json["photos"]
    assert all(set(one["remedy"]) == {"de", "en"} for photo in photos for one in photo["findings"])
