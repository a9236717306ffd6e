"""The queue for production: Procrastinate, in the catalogue's PostgreSQL database.

Beside Procrastinate's tables stands one of ours, with what it does not keep: how far a job is,
and why it failed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import procrastinate
import psycopg
from procrastinate import exceptions
from procrastinate.schema import SchemaManager
from psycopg.rows import dict_row

from imagepool.errors import JobsFailed, NotFound
from imagepool.jobs.postgresql_worker import QUEUE, PostgresWorker
from imagepool.jobs.queue import (
    Job,
    JobState,
    Pace,
    Task,
    as_json,
    not_failed,
    number_of,
    running_job,
)

__all__ = ["PostgresQueue"]

_FIRST = 10  # before the priority of everything else
_LOCK = 0x696D6706  # of two programs that make the tables, one waits
_CONNECT_SECONDS = 5

_NOTES = """
CREATE TABLE IF NOT EXISTS job_note (
    job_id bigint PRIMARY KEY REFERENCES procrastinate_jobs (id) ON DELETE CASCADE,
    done integer NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 0,
    error text NOT NULL DEFAULT ''
)
"""
_JOBS = """
SELECT id, task_name, args, status::text, attempts, done, total, error
FROM procrastinate_jobs LEFT JOIN job_note ON job_id = id
"""
_PROGRESS = """
INSERT INTO job_note (job_id, done, total) VALUES (%s, %s, %s)
ON CONFLICT (job_id) DO UPDATE SET done = excluded.done, total = excluded.total
"""
_STATES = {"todo": JobState.WAITING, "doing": JobState.RUNNING, "succeeded": JobState.DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """When a job may begin, and what keeps it from being enqueued twice."""

    key: str | None
    due: datetime | None
    priority: int


class PostgresQueue:
    """Jobs in a PostgreSQL database, done by threads of this process."""

    def __init__(self, url: str, *, pace: Pace | None = None) -> None:
        self._url = url
        self._pace = pace or Pace()
        self._app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())

    def prepare(self) -> None:
        with self._connected() as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            made = connection.execute("SELECT to_regclass('procrastinate_jobs') AS made").fetchone()
            if made and made["made"] is None:
                connection.execute(SchemaManager.get_schema())
            connection.execute(_NOTES)

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
        as_json(payload)
        when = _When(key=key, due=due, priority=_FIRST if urgent else 0)
        if connection is not None:
            with _translated():
                return self._enqueue(connection, task, payload, when)
        with self._connected() as own:
            return self._enqueue(own, task, payload, when)

    def _enqueue(self, connection: Any, task: str, payload: Any, when: _When) -> str:
        key = when.key
        later = self._app.configure_task(
            task,
            queue=QUEUE,
            queueing_lock=key,
            schedule_at=when.due,
            priority=when.priority,
            connection=connection,
        )
        while True:
            # Locked until the transaction ends: only then the waiting job can begin.
            waiting = (
                key
                and connection.execute(
                    "SELECT id FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'"
                    " FOR UPDATE",
                    (key,),
                ).fetchone()
            )
            if waiting:
                return str(next(iter(waiting.values() if isinstance(waiting, dict) else waiting)))
            connection.execute("SAVEPOINT enqueue")
            try:
                return str(later.defer(payload=payload))
            except exceptions.AlreadyEnqueued:  # since a moment ago
                connection.execute("ROLLBACK TO SAVEPOINT enqueue")

    def job(self, job_id: str) -> Job:
        with self._connected() as connection:
            row = connection.execute(f"{_JOBS} WHERE id = %s", (number_of(job_id),)).fetchone()
        if row is None:
            raise NotFound("job", job_id)
        return _job(row)

    def failed(self) -> list[Job]:
        with self._connected() as connection:
            rows = connection.execute(f"{_JOBS} WHERE status = 'failed' ORDER BY id").fetchall()
        return [_job(row) for row in rows]

    def retry(self, job_id: str) -> None:
        with self._connected() as connection:
            retried = connection.execute(
                "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL"
                " WHERE id = %s AND status = 'failed' RETURNING id",
                (number_of(job_id),),
            ).fetchone()
        if retried is None:
            raise not_failed(self.job(job_id))

    def report_progress(self, done: int, total: int) -> None:
        job_id = running_job()
        if job_id:
            with self._connected() as connection:
                connection.execute(_PROGRESS, (number_of(job_id), done, total))

    def work(
        self,
        tasks: Mapping[str, Task],
        *,
        stop: threading.Event,
        until_empty: bool = False,
        concurrency: int = 1,
    ) -> None:
        with self._connected():
            pass  # refused here, not after the pool's half minute
        with (
            _translated(),
            ThreadPoolExecutor(concurrency, thread_name_prefix="job") as threads,
        ):
            worker = PostgresWorker(self._url, self._pace, tasks, threads)
            asyncio.run(worker.work(stop, until_empty=until_empty, concurrency=concurrency))

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[dict[str, Any]]]:
        with (
            _translated(),
            psycopg.connect(
                self._url, row_factory=dict_row, connect_timeout=_CONNECT_SECONDS
            ) as connection,
        ):
            yield connection


def _job(row: Mapping[str, Any]) -> Job:
    state = _STATES.get(row["status"], JobState.FAILED)
    unknown = "no worker knew the task" if state is JobState.FAILED else ""
    return Job(
        id=str(row["id"]),
        task=row["task_name"],
        payload=row["args"]["payload"],
        state=state,
        attempts=row["attempts"],
        done=row["done"] or 0,
        total=row["total"] or 0,
        error=row["error"] or unknown,
    )


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (psycopg.Error, exceptions.ProcrastinateException) as error:
        cause = error.__cause__ or error
        hint = "is the PostgreSQL server running, and is the setting database right?"
        if isinstance(cause, (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedObject)):
            hint = "make the tables: imagepool db upgrade"
        raise JobsFailed(f"the job queue in the database failed: {cause}", hint=hint) from error
