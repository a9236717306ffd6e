"""A turnstile: how many may be inside at once, from everywhere and from one address."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


class Turnstile:
    """Before work that takes memory; exact, because one process serves a pool.

    Whoever finds it full waits for at most ``patience`` seconds.
    """

    def __init__(self, at_once: int, *, per_client: int = 1, patience: float = 5.0) -> None:
        self._at_once = at_once
        self._per_client = per_client
        self._patience = patience
        self._inside: Counter[str] = Counter()
        self._left = threading.Condition()

    @contextmanager
    def passage(self, client: str) -> Iterator[bool]:
        """Give True inside, or False to whom it stays closed."""
        admitted = self._enter(client)
        try:
            yield admitted
        finally:
            if admitted:
                self._leave(client)

    def _enter(self, client: str) -> bool:
        until = monotonic() + self._patience
        with self._left:
            while self._full(client):
                if not self._left.wait(until - monotonic()):
                    return False
            self._inside[client] += 1
            return True

    def _full(self, client: str) -> bool:
        return self._inside.total() >= self._at_once or self._inside[client] >= self._per_client

    def _leave(self, client: str) -> None:
        with self._left:
            self._inside[client] -= 1
            if not self._inside[client]:
                del self._inside[client]
            self._left.notify_all()
