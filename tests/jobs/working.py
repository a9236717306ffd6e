"""Working a queue in tests: to its end, in the background, until something happens."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from imagepool.jobs import Queue
from imagepool.jobs.queue import Task

Payloads = list[Mapping[str, Any]]


def empty(queue: Queue, concurrency: int = 1, **tasks: Task) -> None:
    """Let the queue be worked until no job is due."""
    queue.work(tasks, stop=threading.Event(), until_empty=True, concurrency=concurrency)


@contextmanager
def worked(queue: Queue, concurrency: int = 1, **tasks: Task) -> Iterator[threading.Event]:
    """Work in the background; give the stop sign."""
    stop = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        work = threads.submit(queue.work, tasks, stop=stop, concurrency=concurrency)
        try:
            yield stop
        finally:
            stop.set()
        work.result()


def until(happened: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def ignore(payload: Mapping[str, Any]) -> None:
    del payload
