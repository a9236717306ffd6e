"""The darkroom: hostile bytes are worked on in child processes that may die without harm."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from imagepool.errors import ConfigurationError, InvalidRequest
from imagepool.photo.darkroom.process import DarkroomProcess, packed, trusted_by
from imagepool.photo.limits import Limits

T = TypeVar("T")

_TASKS = 200  # after so many a child is replaced: what it leaked goes with it


class Darkroom:
    """Bounded child processes in which photos are developed; a child that dies harms nobody.

    Children are started when they are first needed, and kept. ``preload`` names modules that a
    child imports before its first task. ``close`` it, or use it as a context.
    """

    def __init__(
        self,
        *,
        workers: int | None = None,
        limits: Limits | None = None,
        preload: tuple[str, ...] = (),
    ) -> None:
        self.workers = workers if workers is not None else os.cpu_count() or 1
        if self.workers < 1:
            raise ConfigurationError("a darkroom needs at least one worker", setting="workers")
        self._limits = limits or Limits()
        self._preload = preload
        self._closed = False
        # The last used comes first, so that little work starts few children.
        self._places: queue.LifoQueue[DarkroomProcess | None] = queue.LifoQueue()
        for _ in range(self.workers):
            self._places.put(None)

    def run(self, task: Callable[..., T], data: bytes, *arguments: object) -> T:
        """Return ``task(data, *arguments)``, worked out in a child; waits until one is free.

        ``task`` is a function that a child can import; its result is of plain values and types of
        this package or the task's own. A ``PoolError`` of the task comes through; whatever else
        goes wrong in a child is ``UnreadablePhoto`` with the reason ``timeout``,
        ``out_of_memory`` or ``crashed``. Safe from many threads.
        """
        request = packed(task, data, arguments)
        child = self._places.get()
        try:
            if self._closed:
                raise InvalidRequest("the darkroom is closed")
            if child is None or child.tasks >= _TASKS or not child.usable:
                child = self._replaced(child)
            answer = child.run(request, trusted_by(task))
        finally:
            self._places.put(child)
        # The child is at its next task while the answer is taken apart.
        result: T = child.unpacked(answer, trusted_by(task))
        return result

    def close(self) -> None:
        """End the children, each after the task it is at; again is harmless."""
        self._closed = True
        children = [self._places.get() for _ in range(self.workers)]
        for child in children:
            if child is not None:
                child.end()
            self._places.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _replaced(self, child: DarkroomProcess | None) -> DarkroomProcess:
        if child is not None:
            child.end()
        return DarkroomProcess(limits=self._limits, preload=self._preload)
