"""Kill the ingest at any point: the next run finds everything, doubles nothing, loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pools import CREATOR, LENIENT, LICENSE, put_photos
from tests.servers.swift import S3Server

COUNT = 50
KILLS = 10
PATIENCE = 240  # seconds for one whole run on a slow machine


@dataclass(frozen=True)
class Place:
    """Where the pool under test lives, as the environment of its commands."""

    folder: Path
    environ: dict[str, str]

    def command(self, *arguments: str) -> list[str]:
        return [str(Path(sys.executable).with_name("imagepool")), *arguments]

    def run(self, *arguments: str) -> list[dict[str, object]]:
        done = subprocess.run(
            self.command(*arguments, "--json"),
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def killed_after(self, outcomes: int, *arguments: str) -> int:
        """Start a command and kill its whole group once it has told so many outcomes."""
        process = subprocess.Popen(
            self.command(*arguments, "--json"),
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert process.stdout
        for _ in range(outcomes):
            process.stdout.readline()
        time.sleep(0.05 * (outcomes % 3))  # not always at the same place within a photo
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def _place(folder: Path, **settings: str) -> Place:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("IMAGEPOOL_")}
    own = {"HOME": folder / "pool", "CONCEPT": LENIENT, **settings}
    return Place(folder, environ | {f"IMAGEPOOL_{name}": str(value) for name, value in own.items()})


@pytest.fixture(params=["embedded", "served"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "embedded":
        yield _place(tmp_path)
        return
    database: str = request.getfixturevalue("postgresql_url")
    s3: S3Server = request.getfixturevalue("s3_server")
    yield _place(
        tmp_path,
        DATABASE=database,
        STORAGE=f"s3://{s3.bucket}",
        STORAGE_ENDPOINT=s3.endpoint,
        STORAGE_ACCESS_KEY=s3.access_key,
        STORAGE_SECRET_KEY=s3.secret_key,
        STORAGE_REGION=s3.region,
    )


def test_an_ingest_killed_at_ten_points_ends_with_every_photo_once(place: Place) -> None:
    put_photos(place.folder / "photos", COUNT)
    command = ("ingest", "photos", "--license", LICENSE, "--creator", CREATOR, "--publish")
    codes = [place.killed_after(told, *command) for told in range(0, KILLS * 5, 5)]
    assert codes[0] == -signal.SIGKILL

    told = place.run(*command)
    assert {line["outcome"] for line in told} <= {"added", "already_there"}
    assert len({line["id"] for line in told}) == COUNT

    [page] = place.run("search", "--limit", "200")
    assert page["total"] == COUNT
    assert {hit["id"] for hit in page["hits"]} == {line["id"] for line in told}  # type: ignore[attr-defined]
    [checked] = place.run("fsck")
    assert checked["clean"] is True
    assert checked["problems"] == []
