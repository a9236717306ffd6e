"""Serve a pool over HTTP: gunicorn with one process and many threads, ended gracefully."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from imagepool.errors import ConfigurationError
from imagepool.pool import Pool
from imagepool.service.app import create_app
from imagepool.service.errors import page_of

__all__ = ["serve"]

_BACKLOG = 2048  # connections that wait to be accepted

Alongside = Callable[[Pool, threading.Event], None]


def serve(
    open_pool: Callable[[], Pool],
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    threads: int = 8,
    alongside: Alongside | None = None,
    ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C); requests under way are finished first.

    ``ready`` is called with the address once it is ours; port 0 takes a free one. Raises
    ``ConfigurationError`` where host and port cannot be had.
    ``open_pool`` is called in the process that serves, since connections do not survive a fork.
    ``alongside`` runs in a thread of that process until its event is set: the embedded default
    does its waiting jobs there.
    """
    line = _claimed(host, port)
    name = f"[{host}]" if ":" in host else host
    ready(f"http://{name}:{line.getsockname()[1]}")
    _Server(open_pool, f"fd://{line.detach()}", threads, alongside).run()  # gunicorn closes it


def _claimed(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise ConfigurationError(
            f"{host}:{port} cannot be served: {error.strerror}",
            setting="port",
            hint="end the program that uses the port, or take another; --port 0 takes a free one",
        ) from error


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Answers with our own page also what is refused before it becomes a request."""

    def handle_error(
        self, req: object, client: socket.socket, addr: object, error: Exception
    ) -> None:
        if not isinstance(error, LimitRequestLine):
            super().handle_error(req, client, addr, error)
            return
        page = page_of(self.wsgi, 414)
        page.headers["Connection"] = "close"
        head = "".join(f"{name}: {value}\r\n" for name, value in page.headers)
        write_nonblock(client, f"HTTP/1.1 {page.status}\r\n{head}\r\n".encode() + page.get_data())


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
            "worker_class": _Worker,
            "limit_request_line": 8190,  # bytes, the most that gunicorn allows
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
