"""A network that breaks: forwards to a server and cuts the first connections short."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


@contextmanager
def cutting_proxy(endpoint: str, *, after: int, cuts: int) -> Iterator[str]:
    """Give an endpoint whose first `cuts` long answers end after so many bytes."""
    parts = urlsplit(endpoint)
    left = [cuts]
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                server = socket.create_connection((parts.hostname, parts.port))
                threading.Thread(target=_pump, args=(client, server), daemon=True).start()
                threading.Thread(target=answer, args=(server, client), daemon=True).start()

        def answer(server: socket.socket, client: socket.socket) -> None:
            _pump(server, client, after if left[0] else None, left)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def _pump(
    source: socket.socket,
    target: socket.socket,
    limit: int | None = None,
    cuts: list[int] | None = None,
) -> None:
    passed = 0
    with suppress(OSError):
        while data := source.recv(65536):
            passed += len(data)
            if limit is not None and passed > limit:
                if cuts:
                    cuts[0] -= 1
                break
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
