"""A process that begins to put an object and waits for more before it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from imagepool.storage.opening import open_store

SENT = 18 << 20  # bytes; on S3 that is one part and a beginning


class Waiting(io.RawIOBase):
    """Gives its bytes, says so, and goes on when its standard input ends."""

    def __init__(self) -> None:
        self._left = SENT

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        size = min(self._left, size)
        self._left -= size
        if not size:
            print("sent", flush=True)  # noqa: T201 - read by the test
            sys.stdin.read()
        return b"x" * size


@contextmanager
def put_slowly(
    key: str, url: str, options: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Give the writing process once it waits; it is killed at the end if it still does."""
    command = [sys.executable, "-m", __name__, key, url, json.dumps(dict(options or {}))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"sent\n"
            yield process
        finally:
            process.kill()


if __name__ == "__main__":
    store = open_store(sys.argv[2], **json.loads(sys.argv[3]))
    store.put(sys.argv[1], Waiting())  # type: ignore[arg-type]  # as raw streams are
