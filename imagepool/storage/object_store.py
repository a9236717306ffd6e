"""What an object store promises, whichever kind it is."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, BinaryIO, Protocol

from imagepool.errors import InvalidRequest, StoreFailed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["ObjectStore", "Store", "check_key", "check_prefix", "checked", "damaged", "stream_of"]

MAX_KEY = 512  # characters

_SEGMENT = r"[A-Za-z0-9_][A-Za-z0-9_.=+@-]{0,199}"
_KEY = re.compile(rf"(?:{_SEGMENT}/)*{_SEGMENT}")
_PREFIX = re.compile(rf"(?:{_SEGMENT}/)*(?:{_SEGMENT})?")


class ObjectStore(Protocol):
    """Bytes under keys. Five verbs; an object is there whole or not at all.

    A key is ASCII, segments joined by ``/``, each beginning with a letter, digit or underscore:
    anything else is ``InvalidRequest``. Whatever fails below is ``StoreFailed`` with a hint.
    """

    def put(
        self, key: str, stream: BinaryIO | bytes, *, digest: str | None = None, media_type: str = ""
    ) -> None:
        """Keep what the stream holds, from where it stands to its end.

        With ``digest`` (SHA-256, hex) the bytes are checked on the way; others leave nothing and
        raise ``StoreFailed``. Where the key already holds that digest, the stream is not even
        read. Otherwise the new bytes replace the old as a whole. When the stream breaks off, its
        own exception goes through and nothing is left.
        """
        ...

    def open(self, key: str, *, digest: str | None = None) -> BinaryIO:
        """Open for reading, streaming and seekable; raises ``ObjectMissing``.

        With ``digest``, reading from the start to the end raises ``StoreFailed`` instead of
        ending when the bytes are others; such a stream cannot seek.
        """
        ...

    def has(self, key: str) -> bool: ...

    def remove(self, key: str) -> None:
        """Remove the object; one that is not there is no error."""
        ...

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Give the keys that begin with the prefix, in the order of their bytes."""
        ...


class Store(ObjectStore, Protocol):
    """The store of a pool: the five verbs, and what running one takes."""

    def presigned(
        self, key: str, *, seconds: int, filename: str = "", media_type: str = ""
    ) -> str | None:
        """Return an address that anyone may read the object from for so many seconds.

        With ``filename`` a browser saves the file under that name (RFC 6266) instead of showing
        it. None where the store has no addresses: then the pool hands out the bytes itself.
        """
        ...

    def sweep(self, *, older_than: timedelta = timedelta(days=1)) -> int:
        """Remove what writers that died have left unfinished; return how many pieces."""
        ...

    def close(self) -> None:
        """Give back connections; the store is not used afterwards."""
        ...


def check_key(key: str) -> str:
    """Return the key, or raise ``InvalidRequest``."""
    if len(key) > MAX_KEY or not _KEY.fullmatch(key):
        raise InvalidRequest(
            f"{key!r:.120} is no key of an object",
            hint="ASCII letters, digits and _ . = + @ - in segments joined by single slashes",
        )
    return key


def check_prefix(prefix: str) -> str:
    """Return the prefix, or raise ``InvalidRequest`` if no key could begin with it."""
    if len(prefix) > MAX_KEY or not _PREFIX.fullmatch(prefix):
        raise InvalidRequest(f"no key of an object begins with {prefix!r:.120}")
    return prefix


def stream_of(content: BinaryIO | bytes) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content


def damaged(key: str, *, expected: str, found: str) -> StoreFailed:
    """Make the error for bytes that are not those of the digest."""
    return StoreFailed(
        f"the bytes of {key} have the digest {found[:12]}..., not {expected[:12]}...",
        key=key,
        hint="the file changed or was damaged on its way; take it from its source again",
    )


def checked(stream: BinaryIO, key: str, digest: str | None) -> BinaryIO:
    """Return the stream, checking the digest while it is read."""
    return stream if digest is None else io.BufferedReader(_Checked(stream, key, digest))


class _Checked(io.RawIOBase):
    def __init__(self, stream: BinaryIO, key: str, digest: str) -> None:
        self._stream = stream
        self._key = key
        self._expected = digest
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        if not data and self._hash.hexdigest() != self._expected:
            raise damaged(self._key, expected=self._expected, found=self._hash.hexdigest())
        self._hash.update(data)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
