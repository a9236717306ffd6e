"""A worker of Procrastinate: does our tasks in threads, and takes over from workers that died."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

from procrastinate import (
    App,
    BaseRetryStrategy,
    JobContext,
    PsycopgConnector,
    RetryDecision,
    exceptions,
    jobs,
)

from imagepool.errors import JobsFailed
from imagepool.jobs.queue import DIED, Pace, Task, run, said

__all__ = ["QUEUE", "PostgresWorker"]

QUEUE = "imagepool"

_KEPT_HOURS = 7 * 24  # for which a job that is done can still be asked about
_STOP_SECONDS = 0.1  # between two looks at the stop sign

_ERROR: LiteralString = """
INSERT INTO job_note (job_id, error) VALUES (%(id)s, %(error)s)
ON CONFLICT (job_id) DO UPDATE SET error = excluded.error
"""
# The key counts only until the job begins: what changes then needs a job of its own.
_BEGUN: LiteralString = "UPDATE procrastinate_jobs SET queueing_lock = NULL WHERE id = %(id)s"
_BUSY: LiteralString = """
SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE queue_name = %(queue)s AND (status = 'doing'
    OR status = 'todo' AND coalesce(scheduled_at, now()) <= now())) AS busy
"""


class PostgresWorker:
    """One call of ``Queue.work``."""

    def __init__(
        self, url: str, pace: Pace, tasks: Mapping[str, Task], threads: ThreadPoolExecutor
    ) -> None:
        self._pace = pace
        self._tasks = tasks
        self._threads = threads
        self._connector = PsycopgConnector(conninfo=url, min_size=1, max_size=10)
        self._app = App(connector=self._connector)
        for name in tasks:
            self._register(name)

    async def work(self, stop: threading.Event, *, until_empty: bool, concurrency: int) -> None:
        async with self._app.open_async():
            await self._app.job_manager.delete_old_jobs(nb_hours=_KEPT_HOURS, queue=QUEUE)
            rescue = asyncio.create_task(self._keep_rescuing())
            try:
                await self._run(stop, concurrency, wait=not until_empty)
                while until_empty and not stop.is_set() and await self._is_busy():
                    await asyncio.sleep(min(self._pace.poll, 0.2))
                    await self._run(stop, concurrency, wait=False)
            finally:
                rescue.cancel()
                with suppress(asyncio.CancelledError):
                    await rescue

    def _register(self, name: str) -> None:
        async def do(context: JobContext, payload: Mapping[str, Any]) -> None:
            job_id = context.job.id
            await self._execute(_BEGUN, id=job_id)
            try:
                await asyncio.get_running_loop().run_in_executor(
                    self._threads, run, self._tasks, name, str(job_id), payload
                )
            except Exception as error:
                await self._execute(_ERROR, id=job_id, error=said(error))
                raise

        retry = _Retry(self._pace)
        self._app.task(name=name, queue=QUEUE, pass_context=True, retry=retry)(do)

    async def _run(self, stop: threading.Event, concurrency: int, *, wait: bool) -> None:
        """Run until stopped, or without `wait` until no job is due."""
        worker = asyncio.create_task(
            self._app.run_worker_async(
                queues=[QUEUE],
                concurrency=concurrency,
                wait=wait,
                fetch_job_polling_interval=self._pace.poll,
                update_heartbeat_interval=self._pace.lease / 4,
                stalled_worker_timeout=self._pace.lease,
                install_signal_handlers=False,
                listen_notify=wait,
            )
        )
        while not (stop.is_set() or worker.done()):
            await asyncio.wait([worker], timeout=_STOP_SECONDS)
        worker.cancel()  # what runs is finished first
        with suppress(asyncio.CancelledError):
            await worker
        if wait and not stop.is_set():
            raise JobsFailed("the worker ended: its database was gone", hint="start it again")

    async def _is_busy(self) -> bool:
        row = await self._connector.execute_query_one_async(_BUSY, queue=QUEUE)
        return bool(row["busy"])

    async def _keep_rescuing(self) -> None:
        while True:
            # Another worker may have been faster; and what fails now is tried again soon.
            with suppress(exceptions.ConnectorException):
                await self._rescue()
            await asyncio.sleep(self._pace.lease / 4)

    async def _rescue(self) -> None:
        """Let the jobs of workers that died be done by others."""
        manager = self._app.job_manager
        lease = self._pace.lease
        for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=lease):
            await self._execute(_BEGUN, id=job.id)
            if job.attempts + 1 < self._pace.attempts:
                await manager.retry_job(job=job, retry_at=datetime.now(UTC))
            else:
                await self._execute(_ERROR, id=job.id, error=DIED)
                await manager.finish_job(job=job, status=jobs.Status.FAILED, delete_job=False)

    async def _execute(self, statement: LiteralString, **values: object) -> None:
        await self._connector.execute_query_async(statement, **values)


class _Retry(BaseRetryStrategy):
    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    def get_retry_decision(
        self, *, exception: BaseException, job: jobs.Job
    ) -> RetryDecision | None:
        attempts = job.attempts + 1
        if self._pace.ends(exception, attempts):
            return None
        pause = timedelta(seconds=self._pace.delay(attempts))
        return RetryDecision(retry_at=datetime.now(UTC) + pause)
