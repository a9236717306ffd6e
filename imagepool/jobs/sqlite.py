"""The queue of the embedded default: one table in the catalogue's SQLite file.

A worker holds a job by a lease, which it renews while it lives. Each claim has its own token, so
that a worker which was believed dead can no longer write over the one that followed it.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from imagepool.errors import JobsFailed, NotFound
from imagepool.jobs.queue import (
    DIED,
    Job,
    JobState,
    Pace,
    Task,
    as_json,
    not_failed,
    number_of,
    run,
    running_job,
    said,
)
from imagepool.jobs.sqlite_rows import CLAIM, END, IS_BUSY, IS_DUE, TABLE, inserted, job_of

__all__ = ["SqliteQueue"]

_log = logging.getLogger(__name__)

_FIRST = 0.0  # due before everything else
_KEPT_SECONDS = 7 * 24 * 3600.0  # for which a job that is done can still be asked about


class SqliteQueue:
    """Jobs in a SQLite file, done by threads of this process."""

    def __init__(self, path: Path | str, *, pace: Pace | None = None) -> None:
        self._path = Path(path)
        self._pace = pace or Pace()
        self._tokens: dict[str, str] = {}  # job id -> token of what is running here

    def prepare(self) -> None:
        with self._connected() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(TABLE)

    def enqueue(
        self,
        task: str,
        payload: Mapping[str, Any],
        *,
        connection: object | None = None,
        key: str | None = None,
        due: datetime | None = None,
        urgent: bool = False,
    ) -> str:
        begins = due.timestamp() if due else _FIRST if urgent else time.time()
        values = (task, as_json(payload), key, begins)
        if connection is not None:
            with _translated():
                return inserted(connection, values)
        with self._connected() as own:
            own.execute("PRAGMA synchronous = FULL")
            own.execute("BEGIN IMMEDIATE")
            job_id = inserted(own, values)
            own.execute("COMMIT")
            return job_id

    def job(self, job_id: str) -> Job:
        rows = self._rows("SELECT * FROM job WHERE id = :id", id=number_of(job_id))
        if not rows:
            raise NotFound("job", job_id)
        return job_of(rows[0])

    def failed(self) -> list[Job]:
        rows = self._rows("SELECT * FROM job WHERE state = 'failed' ORDER BY id")
        return [job_of(row) for row in rows]

    def retry(self, job_id: str) -> None:
        retried = self._rows(
            "UPDATE job SET state = 'waiting', attempts = 0, due = :now"
            " WHERE id = :id AND state = 'failed' RETURNING id",
            id=number_of(job_id),
            now=time.time(),
        )
        if not retried:
            raise not_failed(self.job(job_id))

    def report_progress(self, done: int, total: int) -> None:
        token = self._tokens.get(running_job() or "")
        if token:
            self._rows(
                "UPDATE job SET done = :done, total = :total WHERE token = :token",
                done=done,
                total=total,
                token=token,
            )

    def work(
        self,
        tasks: Mapping[str, Task],
        *,
        stop: threading.Event,
        until_empty: bool = False,
        concurrency: int = 1,
    ) -> None:
        broken, ended = threading.Event(), threading.Event()
        with (
            # Held open: the last connection to close would tidy up the file after every job.
            self._connected() as connection,
            ThreadPoolExecutor(concurrency + 1, thread_name_prefix="job") as threads,
        ):
            old = time.time() - _KEPT_SECONDS
            connection.execute("DELETE FROM job WHERE state = 'done' AND due < ?", (old,))
            heart = threads.submit(self._beat, ended)
            workers = [
                threads.submit(self._keep_working, tasks, stop, broken, until_empty=until_empty)
                for _ in range(concurrency)
            ]
            try:
                finished, _ = wait(workers, return_when=FIRST_EXCEPTION)
                for worker in finished:
                    worker.result()
            finally:
                broken.set()
                wait(workers)
                ended.set()
        heart.result()

    def _keep_working(
        self,
        tasks: Mapping[str, Task],
        stop: threading.Event,
        broken: threading.Event,
        *,
        until_empty: bool,
    ) -> None:
        while not (stop.is_set() or broken.is_set()):
            if self._work_once(tasks):
                continue
            if until_empty and not self._rows(IS_BUSY, now=time.time()):
                return
            stop.wait(self._pace.poll)

    def _work_once(self, tasks: Mapping[str, Task]) -> bool:
        """Do one job that is due, if there is one."""
        token = uuid.uuid4().hex
        row = self._rows(IS_DUE, now=time.time()) and self._claim(token)
        if not row:
            return False
        job = job_of(row)
        self._tokens[job.id] = token
        try:
            self._try(tasks, job, token)
        finally:
            del self._tokens[job.id]
        return True

    def _claim(self, token: str) -> sqlite3.Row | None:
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            now = time.time()  # only here: others may have been waited for
            values = {"now": now, "token": token, "lease": now + self._pace.lease}
            row: sqlite3.Row | None = connection.execute(CLAIM, values).fetchone()
            connection.execute("COMMIT")
            return row

    def _try(self, tasks: Mapping[str, Task], job: Job, token: str) -> None:
        if job.attempts >= self._pace.attempts:
            self._end(token, JobState.FAILED, error=DIED, tried=0)
            return
        try:
            run(tasks, job.task, job.id, job.payload)
        except Exception as error:  # noqa: BLE001 - whatever a task raises is its failure
            attempts = job.attempts + 1
            _log.warning("job %s (%s) failed", job.id, job.task, exc_info=True)
            if self._pace.ends(error, attempts):
                self._end(token, JobState.FAILED, error=said(error))
            else:
                due = time.time() + self._pace.delay(attempts)
                self._end(token, JobState.WAITING, error=said(error), due=due)
        else:
            self._end(token, JobState.DONE)

    def _end(
        self,
        token: str,
        state: JobState,
        *,
        error: str = "",
        due: float | None = None,
        tried: int = 1,
    ) -> None:
        when = time.time() if due is None else due
        self._rows(END, token=token, state=state, error=error, due=when, tried=tried)

    def _beat(self, ended: threading.Event) -> None:
        """Renew the leases of what is running here."""
        while not ended.wait(self._pace.lease / 4):
            lease = time.time() + self._pace.lease
            for token in list(self._tokens.values()):
                with suppress(JobsFailed):  # the next beat may get through
                    self._rows(
                        "UPDATE job SET lease = :lease WHERE token = :token",
                        lease=lease,
                        token=token,
                    )

    def _rows(self, statement: str, **values: object) -> list[sqlite3.Row]:
        with self._connected() as connection:
            return connection.execute(statement, values).fetchall()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with (
            _translated(),
            closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection,
        ):
            connection.row_factory = sqlite3.Row
            # What a power failure takes away is at worst a job done again.
            connection.execute("PRAGMA synchronous = NORMAL")
            yield connection


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        hint = "another program holds the database, or its folder cannot be written: try again"
        if "no such table" in str(error):
            hint = "make the tables: imagepool db upgrade"
        raise JobsFailed(f"the job queue in the database failed: {error}", hint=hint) from error
