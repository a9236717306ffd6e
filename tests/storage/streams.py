"""Streams that are hard to take in."""

from __future__ import annotations

import io


class Breaking(io.RawIOBase):
    """A stream that breaks off, such as an upload whose sender goes away."""

    def __init__(self, good: int) -> None:
        self._good = good

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._good:
            raise ConnectionResetError("the sender went away")
        size = min(self._good, size)
        self._good -= size
        return b"x" * size


class Ending(Breaking):
    """A long stream that costs no memory."""

    def read(self, size: int = -1, /) -> bytes:
        return super().read(size) if self._good else b""


class Trickling(io.BytesIO):
    """A stream that gives less than asked, as sockets do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 100_000))
