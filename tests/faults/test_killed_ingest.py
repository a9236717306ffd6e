"""Kill the ingest at any point: the next run finds everything, doubles nothing, loses nothing."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from imagepool.photo.fingerprint import digest_of
from imagepool.photo.recipes import PRESETS
from imagepool.settings import Settings
from imagepool.storage.opening import open_store
from tests.faults.program import TERMS, Program, comes_true, of_session, program_in
from tests.pools import put_photos
from tests.servers.swift import S3Server

COUNT = 50
INGEST = ("ingest", "photos", *TERMS, "--publish")


@pytest.fixture(params=["embedded", "served"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Program:
    if request.param == "embedded":
        return program_in(tmp_path)
    s3: S3Server = request.getfixturevalue("s3_server")
    return program_in(
        tmp_path,
        DATABASE=request.getfixturevalue("postgresql_url"),
        STORAGE=f"s3://{s3.bucket}",
        STORAGE_ENDPOINT=s3.endpoint,
        STORAGE_ACCESS_KEY=s3.access_key,
        STORAGE_SECRET_KEY=s3.secret_key,
        STORAGE_REGION=s3.region,
    )


def kill(place: Program, *, told: int, pause: float) -> None:
    """Kill an ingest, with its whole group, when it has told so many outcomes and a bit later."""
    home = Path(place.environ["IMAGEPOOL_HOME"])
    with place.running(*INGEST, "--json") as process:
        assert process.stdout
        assert comes_true(lambda: home.exists() or process.poll() is not None, within=60)
        for _ in range(told):
            process.stdout.readline()
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() in (-signal.SIGKILL, 0)
        assert comes_true(lambda: not of_session(process.pid)), "children outlive the program"


def objects(place: Program) -> dict[str, str]:
    """Return the digests of all objects in the store by their keys."""
    settings = Settings.read(place.environ, folder=place.folder)
    options = {
        name: getattr(settings, f"storage_{name}")
        for name in ("endpoint", "access_key", "secret_key", "region")
    }
    store = open_store(settings.storage, **options)
    found = {}
    for key in store.keys():  # noqa: SIM118 -- a store is no dict
        with store.open(key) as stream:
            found[key] = digest_of(stream.read())
    store.close()
    return found


def test_an_ingest_killed_at_ten_points_ends_with_every_photo_once(place: Program) -> None:
    photos = put_photos(place.folder / "photos", COUNT)
    # The first while the pool is being made, the others at several places within a photo.
    for number, told in enumerate((0, 0, 1, 2, 5, 10, 16, 23, 31, 40)):
        kill(place, told=told, pause=(0.0, 0.9, 0.03, 0.06, 0.1)[number % 5])

    last = place.run(*INGEST)
    assert last.code == 0, last.err
    assert {line["outcome"] for line in last.lines} <= {"added", "already_there"}
    [page] = place.run("search", "--limit", "200").lines
    ids = {line["id"] for line in last.lines}
    assert (page["total"], len(ids)) == (COUNT, COUNT)
    assert {hit["id"] for hit in page["hits"]} == ids

    [checked] = place.run("fsck").lines
    assert checked == {"clean": True, "problems": []}
    stored = objects(place)
    originals = [digest for key, digest in stored.items() if key.startswith("originals/")]
    assert Counter(originals) == Counter(digest_of(path.read_bytes()) for path in photos)
    of_pictures = [key for key in stored if key.startswith(("originals/", "renditions/"))]
    assert len(of_pictures) == COUNT * (1 + len(PRESETS))  # beside them: public key, checkpoint


def test_children_whose_parent_alone_was_killed_end_by_themselves(program: Program) -> None:
    put_photos(program.folder / "photos", 12)
    with program.running(*INGEST, "--json") as process:
        assert process.stdout
        assert "added" in process.stdout.readline()
        assert len(of_session(process.pid)) > 1
        process.kill()
        assert comes_true(lambda: not of_session(process.pid))


def test_an_interrupted_ingest_says_so_and_the_next_one_completes_it(program: Program) -> None:
    # More than fits into pipe and reader, so that it is not done, however late we come.
    put_photos(program.folder / "photos", 80)
    with program.running(*INGEST, "--json", pipe=4096) as process:
        assert process.stdout
        told = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (130, "interrupted\n")
        assert not of_session(process.pid)
    assert len([*told, *out.splitlines()]) < 80

    rest = program.run(*INGEST)
    assert rest.code == 0
    outcomes = Counter(line["outcome"] for line in rest.lines)
    assert outcomes["already_there"] >= 2
    assert outcomes["added"] >= 1
    assert outcomes.total() == 80
    assert program.run("fsck").lines == [{"clean": True, "problems": []}]


def test_an_ingest_on_a_full_disk_says_so_and_the_next_one_completes_it(program: Program) -> None:
    put_photos(program.folder / "photos", 16)
    with program.running(*INGEST, "--json") as process:
        assert process.stdout
        assert "added" in process.stdout.readline()
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        out, err = process.communicate(timeout=60)
    assert process.returncode == 4
    assert json.loads(out.splitlines()[-1])["error"]["hint"]
    assert "Traceback" not in err

    rest = program.run(*INGEST)
    assert (rest.code, len(rest.lines)) == (0, 16)
    assert program.run("fsck").lines == [{"clean": True, "problems": []}]
