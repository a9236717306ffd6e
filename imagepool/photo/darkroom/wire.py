"""What a darkroom and its children say to each other: whole messages over a socket.

A child works on hostile bytes, so the parent trusts nothing that it sends: only plain values and
the project's own types are rebuilt from a message.
"""

from __future__ import annotations

import io
import pickle
import socket
import struct
import time
from collections.abc import Collection
from typing import Any

_LENGTH = struct.Struct(">Q")
_LARGEST = 2_000_000_000  # bytes; a child gone mad must not exhaust its parent
_PLAIN = {
    "builtins": {"bytearray", "complex", "frozenset", "range", "set", "slice"},
    "collections": {"OrderedDict", "deque"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "pathlib": {"Path", "PosixPath", "PurePosixPath"},
    "uuid": {"UUID"},
}
_ERRORS = ("imagepool.errors", "_rebuild")  # by which a PoolError crosses process borders


class Wire:
    """One end of the line."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def send(self, body: bytes, *, deadline: float | None = None) -> None:
        """Send a packed message; raises ``OSError``, past the ``deadline`` ``TimeoutError``."""
        self._limit(deadline)
        self._line.sendall(_LENGTH.pack(len(body)))
        self._line.sendall(body)

    def receive(self, *, deadline: float | None = None) -> bytearray:
        """Return the next message still packed; raises ``EOFError`` where the other end is gone."""
        (size,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        if size > _LARGEST:
            raise OSError(f"a message of {size} bytes is too large")
        return self._read(size, deadline)

    def close(self) -> None:
        self._line.close()

    def _read(self, size: int, deadline: float | None) -> bytearray:
        body = bytearray(size)
        rest = memoryview(body)
        while rest:
            self._limit(deadline)
            count = self._line.recv_into(rest)
            if not count:
                raise EOFError("the other end is gone")
            rest = rest[count:]
        return body

    def _limit(self, deadline: float | None) -> None:
        """Let the next step last until ``deadline``, a time of the monotonic clock."""
        if deadline is None:
            self._line.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer in time")
        self._line.settimeout(left)


def pack(message: object) -> bytes:
    """Make a message ready to be sent; raises what pickling raises."""
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(body: bytes | bytearray, *, trusted: Collection[str]) -> Any:
    """Rebuild a message from a child: plain values, and types of the ``trusted`` packages.

    Raises ``pickle.UnpicklingError`` for anything else, and for broken messages nearly anything.
    """
    return _Rebuilder(io.BytesIO(body), trusted).load()


class _Rebuilder(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, trusted: Collection[str]) -> None:
        super().__init__(stream)
        self._trusted = trusted

    def find_class(self, module: str, name: str) -> Any:
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.split(".", 1)[0] in self._trusted:
            found = super().find_class(module, name)
            if isinstance(found, type) or (module, name) == _ERRORS:
                return found
        raise pickle.UnpicklingError(f"a child may not send a {module}.{name}")
