"""Serve a pool over HTTP: gunicorn with one process and many threads, ended gracefully."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from imagepool.pool import Pool
from imagepool.service.app import create_app

__all__ = ["serve"]

Alongside = Callable[[Pool, threading.Event], None]


def serve(
    open_pool: Callable[[], Pool],
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    threads: int = 8,
    alongside: Alongside | None = None,
) -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C); requests under way are finished first.

    ``open_pool`` is called in the process that serves, since connections do not survive a fork.
    ``alongside`` runs in a thread of that process until its event is set: the embedded default
    does its waiting jobs there.
    """
    _Server(open_pool, f"{host}:{port}", threads, alongside).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(
        self,
        open_pool: Callable[[], Pool],
        bind: str,
        threads: int,
        alongside: Alongside | None,
    ) -> None:
        self._open_pool = open_pool
        self._bind = bind
        self._threads = threads
        self._alongside = alongside
        self._stop = threading.Event()
        self._helper: threading.Thread | None = None
        self._pool: Pool | None = None
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self._bind,
            # One process: limits on logins are counted in it, and the darkroom has its own.
            "workers": 1,
            "worker_class": "gthread",
            "threads": self._threads,
            "timeout": 120,
            "graceful_timeout": 30,
            "keepalive": 5,
            "loglevel": "warning",
            "proc_name": "imagepool",
            "worker_exit": lambda _server, _worker: self._close(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Open the pool, in the worker."""
        self._pool = self._open_pool()
        if self._alongside:
            arguments = (self._pool, self._stop)
            self._helper = threading.Thread(target=self._alongside, args=arguments, daemon=True)
            self._helper.start()
        return create_app(self._pool)

    def _close(self) -> None:
        self._stop.set()
        if self._helper:
            self._helper.join(20)
        if self._pool:
            self._pool.close()
