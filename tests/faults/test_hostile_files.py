"""Hostile files: each is taken as a whole picture or named with a reason; the program lives on."""

from __future__ import annotations

import json
import os
import resource
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from imagepool.errors import UnreadablePhoto
from imagepool.photo.files import files_in, shown_name
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.inspection import inspect
from imagepool.photo.recipes import PRESETS
from tests.faults.hostile_files import Hostile, hostile_files
from tests.faults.program import PATIENCE, TERMS, Program, program_in
from tests.making import make_photo

BROKEN = {"truncated", "corrupt"}
ODD_NAMES = (b"M\xfchle.jpg", b"two\nlines.jpg", b"\x1b[2Jcleared.jpg", "Größe 🌄.jpg".encode())
NO_FILES = ("pipe.jpg", "dangling.jpg", "memory.jpg", "device.jpg", "sparse.jpg")


@dataclass(frozen=True)
class Told:
    """What the program said of each file, by its name."""

    files: Mapping[str, Hostile]
    program: Program
    code: int
    ingested: Mapping[str, Any]
    checked: Mapping[str, Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    program = program_in(tmp_path_factory.mktemp("hostile"))
    folder = program.folder / "in"
    files = _written(folder)
    code, lines = _ingested(program, vanishing=folder / "zz-vanishing.jpg")
    [checked] = program.run("check", "in").lines
    return Told(files, program, code, _by_name(lines), _by_name(checked["photos"]))


def _written(folder: Path) -> dict[str, Hostile]:
    """Write all files and what is none; return what is expected of those with a content."""
    (folder / "folder.jpg").mkdir(parents=True)
    files = {each.name: each for each in hostile_files()}
    for each in files.values():
        (folder / each.name).write_bytes(each.data)
    for number, odd in enumerate(map(os.fsdecode, ODD_NAMES)):
        files[shown_name(odd)] = Hostile(odd, make_photo(seed=200 + number), "taken")
        (folder / odd).write_bytes(make_photo(seed=200 + number))
    os.mkfifo(folder / "pipe.jpg")
    for name, target in zip(NO_FILES[1:4], ("no", "/proc/self/mem", "/dev/zero"), strict=True):
        (folder / name).symlink_to(target)
    (folder / "circle").symlink_to(".")
    with (folder / "sparse.jpg").open("wb") as sparse:
        sparse.truncate(1 << 40)
    return files


def _ingested(program: Program, *, vanishing: Path) -> tuple[int, list[Any]]:
    vanishing.write_bytes(make_photo(seed=210))
    with program.running("ingest", "in", *TERMS, "--json") as process:
        assert process.stdout
        first = process.stdout.readline()
        vanishing.unlink()  # listed by now, and the last that would be read
        # Not communicate(): what was read ahead with the first line would be lost to it.
        out = process.stdout.read()
        assert process.stderr
        err = process.stderr.read()
        process.wait(PATIENCE)
    assert "Traceback" not in err, err
    return process.returncode, [json.loads(line) for line in (first + out).splitlines()]


def _by_name(lines: list[Any]) -> dict[str, Any]:
    names = Counter(line["file"] for line in lines)
    assert max(names.values()) == 1, names.most_common(3)
    return {line["file"].removeprefix("in/"): line for line in lines}


def test_every_file_is_named_once_and_the_program_lives(told: Told) -> None:
    assert len(told.files) > 300
    assert told.code == 1
    assert told.ingested.keys() == {*told.files, *NO_FILES, "zz-vanishing.jpg"}
    assert told.checked.keys() == {*told.files, *NO_FILES}


def test_each_is_taken_or_refused_with_a_reason(told: Told) -> None:
    for line in told.ingested.values():
        error = line["error"]
        assert (line["outcome"] == "refused") == (error is not None), line
        assert (line["id"] is None) == (error is not None), line
        if error:
            assert error["code"] not in {"crashed", "timeout"}, line
            assert error["message"], line
            assert "Error" not in error["message"], line


def test_what_is_broken_is_never_taken_and_what_is_whole_always(told: Told) -> None:
    for name, file in told.files.items():
        line = told.ingested[name]
        refused = line["outcome"] == "refused"
        assert file.fate == "either" or refused == (file.fate == "refused"), line
        if refused and file.reason:
            assert line["error"]["code"] == file.reason, line
        if name.startswith("cut-") and len(file.data) > 400:
            assert line["error"]["code"] in BROKEN, line


def test_what_is_no_file_is_named_and_not_waited_for(told: Told) -> None:
    reasons = {
        name: told.ingested[name]["error"]["code"] for name in (*NO_FILES, "zz-vanishing.jpg")
    }
    assert reasons.pop("sparse.jpg") == "too_large"
    assert set(reasons.values()) == {"unreadable_file"}


def test_nothing_is_stored_half_and_what_is_taken_is_bit_identical(told: Told) -> None:
    taken = [file for name, file in told.files.items() if told.ingested[name]["id"]]
    store = Path(told.program.environ["IMAGEPOOL_HOME"]) / "store"
    kept = [path for path in store.rglob("*") if path.is_file()]
    originals = [path for path in kept if path.is_relative_to(store / "originals")]
    assert Counter(digest_of(path.read_bytes()) for path in originals) == Counter(
        digest_of(file.data) for file in taken
    )
    assert len(kept) == len(taken) * (1 + len(PRESETS))
    assert told.program.run("fsck").lines == [{"clean": True, "problems": []}]


def test_a_check_refuses_the_same_for_the_same_reason(told: Told) -> None:
    for name, photo in told.checked.items():
        line = told.ingested[name]
        assert (photo["verdict"] == "unreadable") == (line["outcome"] == "refused"), (photo, line)
        if photo["error"]:
            assert photo["error"]["code"] == line["error"]["code"]
            assert photo["error"]["message"] == line["error"]["message"]


def test_inspecting_them_tells_or_refuses_in_clean_json(told: Told) -> None:
    for path in files_in([told.program.folder / "in"]):
        try:
            found = inspect(path)
        except UnreadablePhoto as error:
            assert error.reason  # noqa: PT017 -- that it is refused is one of two good ends
        else:
            json.dumps(found, allow_nan=False).encode()


@pytest.mark.usefixtures("told")
def test_no_process_needs_more_memory_than_is_allowed() -> None:
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert peak < 2_000_000_000
