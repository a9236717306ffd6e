"""What a job queue promises, whichever kind it is."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from imagepool.errors import (
    InfrastructureError,
    InvalidRequest,
    InvalidTransition,
    NotFound,
    PoolError,
)

__all__ = ["Job", "JobState", "Pace", "Queue", "Task"]

Task = Callable[[Mapping[str, Any]], object]

DIED = "the worker died while doing it, in the last attempt too"

_here = threading.local()


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"  # to begin, or for another try
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # a dead letter: nobody tries again unless asked to


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work as it stands now."""

    id: str
    task: str
    payload: Mapping[str, Any]
    state: JobState
    attempts: int  # that have ended
    done: int  # of `total` steps, as the task reports them; 0 of 0 is unknown
    total: int
    error: str  # of the last attempt that failed; "" if none did


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patient a queue is; times in seconds."""

    attempts: int = 5
    backoff: float = 5.0  # before the second attempt; doubles with each
    longest: float = 3600.0
    lease: float = 30.0  # a worker not heard of for so long is dead
    poll: float = 1.0

    def delay(self, attempts: int) -> float:
        """Return how long to wait after so many attempts have failed."""
        return min(self.longest, self.backoff * 2.0 ** (attempts - 1))

    def ends(self, error: BaseException, attempts: int) -> bool:
        """Say whether this failure is the last: trying again is no help, or was no help."""
        hopeless = isinstance(error, PoolError) and not isinstance(error, InfrastructureError)
        return hopeless or attempts >= self.attempts


class Queue(Protocol):
    """Jobs wait in the database of the catalogue, so that act and job stand or fall together.

    Every job is done at least once, also when workers are killed; tasks are idempotent. A task
    that raises is tried again with growing pauses, except for errors that no repetition mends
    (any ``PoolError`` but ``InfrastructureError``); in the end the job is a dead letter.
    Whatever the database refuses is ``JobsFailed``.
    """

    def prepare(self) -> None:
        """Make the tables where they are missing."""
        ...

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
        """Let the task be done with the payload (JSON); return the job's id.

        ``connection`` is an open DBAPI connection whose transaction the job joins. While a job
        with ``key`` has not begun, it is the one returned, and it begins only after this
        transaction has ended. ``due`` (with offset) is when it may begin, now by default; an
        ``urgent`` job begins before all others that wait.
        """
        ...

    def job(self, job_id: str) -> Job:
        """Return the job as it stands; raises ``NotFound``. Done jobs are forgotten in time."""
        ...

    def failed(self) -> list[Job]:
        """Return the dead letters, oldest first."""
        ...

    def retry(self, job_id: str) -> None:
        """Try a dead letter again from the start; raises ``NotFound``, ``InvalidTransition``."""
        ...

    def report_progress(self, done: int, total: int) -> None:
        """Say how far the job is that this thread is doing; outside a job it says nothing."""
        ...

    def work(
        self,
        tasks: Mapping[str, Task],
        *,
        stop: threading.Event,
        until_empty: bool = False,
        concurrency: int = 1,
    ) -> None:
        """Do jobs until ``stop`` is set; what has begun is finished.

        With ``until_empty`` until none is due and none is running, here or elsewhere.
        """
        ...


def run(tasks: Mapping[str, Task], name: str, job_id: str, payload: Mapping[str, Any]) -> None:
    """Do one job in this thread; whatever the task raises is an ``Exception``."""
    if name not in tasks:
        raise NotFound("task", name, hint="is this worker older than the program that enqueued it?")
    _here.job_id = job_id
    try:
        tasks[name](payload)
    except (SystemExit, KeyboardInterrupt) as error:
        raise RuntimeError(f"the task wanted to end its worker: {error!r}") from error
    finally:
        _here.job_id = None


def running_job() -> str | None:
    """Return the id of the job that this thread is doing."""
    return getattr(_here, "job_id", None)


def as_json(payload: Mapping[str, Any]) -> str:
    """Return the payload as text, or raise ``InvalidRequest``."""
    try:
        return json.dumps(payload, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise InvalidRequest(f"the payload of a job is JSON: {error}") from error


def said(error: BaseException) -> str:
    """Return the error as people read it in the list of dead letters."""
    hint = f" ({error.hint})" if isinstance(error, PoolError) and error.hint else ""
    return f"{type(error).__name__}: {error}{hint}"[:2000]


def number_of(job_id: str) -> int:
    """Return the row's number, or raise ``NotFound``."""
    if not (job_id.isascii() and job_id.isdecimal() and len(job_id) < 19):
        raise NotFound("job", job_id)
    return int(job_id)


def not_failed(job: Job) -> InvalidTransition:
    return InvalidTransition(
        f"job {job.id} is {job.state}", state=job.state, act="retry", hint="it is no dead letter"
    )
