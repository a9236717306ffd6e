"""Workers of every kind of job queue: they stop, share, and die without loss."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from imagepool.jobs import JobState, Pace, Queue
from imagepool.jobs.opening import open_queue
from tests.jobs.worker import BRISK
from tests.jobs.working import Payloads, empty, ignore, until, worked


def test_stopping_finishes_what_has_begun_and_begins_nothing(queue: Queue) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(payload: Mapping[str, Any]) -> None:
        del payload
        begun.set()
        assert go_on.wait(10)

    jobs = [queue.enqueue("wait", {}) for _ in range(3)]
    with worked(queue, wait=wait) as stop:
        assert begun.wait(10)
        stop.set()
        time.sleep(0.3)
        go_on.set()
    states = [queue.job(job_id).state for job_id in jobs]
    assert states == [JobState.DONE, JobState.WAITING, JobState.WAITING]


def test_an_idle_worker_stops_soon(queue: Queue, database: str) -> None:
    queue.prepare()
    with worked(open_queue(database, pace=Pace(poll=30.0)), look=ignore):
        time.sleep(0.2)
        begun = time.monotonic()
    assert time.monotonic() - begun < 5


def test_jobs_run_side_by_side(queue: Queue) -> None:
    together = threading.Barrier(3, timeout=10)
    for _ in range(3):
        queue.enqueue("meet", {})
    empty(queue, 3, meet=lambda _: together.wait())
    assert queue.failed() == []


def test_a_slow_job_stays_with_its_worker(queue: Queue) -> None:
    seen: Payloads = []

    def dawdle(payload: Mapping[str, Any]) -> None:
        seen.append(payload)
        time.sleep(2.5 * BRISK.lease)

    queue.enqueue("dawdle", {})
    with worked(queue, dawdle=dawdle):
        until(lambda: seen)
        empty(queue, dawdle=dawdle)
    assert len(seen) == 1


@contextmanager
def worker_process(database: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.jobs.worker", database, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield process
        finally:
            process.kill()


def test_killed_workers_lose_no_job(queue: Queue, database: str, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(20):
        queue.enqueue("note", {"number": number})
    for _ in range(2):
        before = len(list(folder.glob("ended-*")))
        with worker_process(database, folder) as process:
            until(lambda: len(list(folder.glob("ended-*"))) >= before + 3)  # noqa: B023 - at once
            process.kill()
    with worker_process(database, folder) as process:
        assert process.wait(timeout=30) == 0
    ended = [path.name.split("-")[1] for path in folder.glob("ended-*")]
    assert {int(number) for number in ended} == set(range(20))
    assert len(ended) < 30, "little is done again"
    assert queue.failed() == []


def test_a_job_that_kills_its_workers_becomes_a_dead_letter(
    queue: Queue, database: str, tmp_path: Path
) -> None:
    job_id = queue.enqueue("note", {"number": 1, "seconds": 60})
    for attempt in range(1, BRISK.attempts + 1):
        with worker_process(database, tmp_path) as process:
            until(lambda: len(list(tmp_path.glob("begun-*"))) == attempt)  # noqa: B023 - at once
            process.kill()
    with worker_process(database, tmp_path) as process:
        assert process.wait(timeout=30) == 0
    (letter,) = queue.failed()
    assert (letter.id, letter.attempts) == (job_id, BRISK.attempts)
    assert "died" in letter.error


def test_a_worker_asked_to_end_ends_after_its_jobs(
    queue: Queue, database: str, tmp_path: Path
) -> None:
    for number in range(6):
        queue.enqueue("note", {"number": number, "seconds": 0.6})
    with worker_process(database, tmp_path) as process:
        until(lambda: list(tmp_path.glob("begun-*")))
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert 1 <= len(list(tmp_path.glob("ended-*"))) <= 2
    assert len(list(tmp_path.glob("begun-*"))) == len(list(tmp_path.glob("ended-*")))
