"""The object store in a directory: atomic, and safe against power failure."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from imagepool.errors import ObjectMissing, StoreFailed
from imagepool.storage.object_store import check_key, check_prefix, checked, damaged, stream_of

__all__ = ["DirectoryStore"]

_INCOMING = ".incoming"  # no key begins with a dot
_BLOCK = 1 << 20
_HINTS = {
    errno.ENOSPC: "the disk is full: make room, then do it again",
    errno.EDQUOT: "the quota is used up: make room, then do it again",
    errno.EACCES: "give the account that runs imagepool the right to write there",
    errno.EPERM: "give the account that runs imagepool the right to write there",
    errno.EROFS: "the file system is mounted read-only",
    errno.ENOTDIR: "a file stands where a folder is needed: name another folder or key",
    errno.EEXIST: "a file stands where a folder is needed: name another folder or key",
    errno.EISDIR: "a folder stands where the object belongs: name another key",
}


class DirectoryStore:
    """Objects as files below one folder, the key being the path.

    An object is written beside the others under a temporary name, flushed to the disk, and
    renamed into place: readers and crashes see all of it or nothing.
    """

    def __init__(self, folder: Path | str) -> None:
        self._root = Path(folder)

    def __repr__(self) -> str:
        return f"DirectoryStore({str(self._root)!r})"

    def put(
        self,
        key: str,
        stream: BinaryIO | bytes,
        *,
        digest: str | None = None,
        media_type: str = "",  # noqa: ARG002 - a file has none
    ) -> None:
        target = self._path(key)
        if digest is not None and self._holds(key, digest):
            return
        with self._incoming(key) as (temporary, file):
            found = _copy(stream_of(stream), file, key, hashed=digest is not None)
            if digest is not None and found != digest:
                raise damaged(key, expected=digest, found=found)
            with _translated(key):
                file.flush()
                os.fsync(file.fileno())
                _make_folder(target.parent)
                temporary.replace(target)
                _flush_folder(target.parent)

    def open(self, key: str, *, digest: str | None = None) -> BinaryIO:
        path = self._path(key)
        with _translated(key):
            try:
                return checked(path.open("rb"), key, digest)
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
                raise ObjectMissing(key) from error

    def has(self, key: str) -> bool:
        with _translated(key):
            return self._path(key).is_file()

    def remove(self, key: str) -> None:
        path = self._path(key)
        with _translated(key), suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
            _flush_folder(path.parent)

    def keys(self, prefix: str = "") -> Iterator[str]:
        folder, slash, _ = check_prefix(prefix).rpartition("/")
        with _translated(prefix):
            for key in _walk(self._root / folder, folder + slash):
                if key.startswith(prefix):
                    yield key

    def presigned(
        self,
        key: str,
        *,
        seconds: int,  # noqa: ARG002 - a folder has no addresses, for however long
        filename: str = "",  # noqa: ARG002
        media_type: str = "",  # noqa: ARG002
    ) -> None:
        check_key(key)

    def sweep(self, *, older_than: timedelta = timedelta(days=1)) -> int:
        with _translated(""):
            leftovers = list(self._leftovers(time.time() - older_than.total_seconds()))
            for path in leftovers:
                path.unlink(missing_ok=True)
        return len(leftovers)

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def _leftovers(self, before: float) -> Iterator[Path]:
        folder = self._root / _INCOMING
        for path in folder.iterdir() if folder.is_dir() else ():
            with suppress(OSError), path.open("rb") as file:
                # A living writer holds the lock, however slow it is.
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if path.stat().st_mtime <= before:
                    yield path

    def _path(self, key: str) -> Path:
        return self._root / check_key(key)

    def _holds(self, key: str, digest: str) -> bool:
        # What cannot be read is not held, and is written anew.
        with suppress(OSError), self._path(key).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
        return False

    @contextmanager
    def _incoming(self, key: str) -> Iterator[tuple[Path, BinaryIO]]:
        """Open a temporary file, locked, that is gone afterwards unless it was renamed."""
        folder = self._root / _INCOMING
        path = folder / uuid.uuid4().hex
        with _translated(key):
            _make_folder(folder)
            file = path.open("xb")
        try:
            with file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield path, file
        finally:
            path.unlink(missing_ok=True)


def _copy(source: BinaryIO, target: BinaryIO, key: str, *, hashed: bool) -> str:
    """Copy to the end; return the SHA-256 where asked. Errors of the source are its own."""
    sha256 = hashlib.sha256()
    while block := source.read(_BLOCK):
        if hashed:
            sha256.update(block)
        with _translated(key):
            target.write(block)
    return sha256.hexdigest()


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    """Make names in the folder survive a power failure."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    try:
        entries = [(entry.name, entry.is_dir()) for entry in os.scandir(folder)]
    except (FileNotFoundError, NotADirectoryError):
        return
    # With the slash, "a-b" comes before "a/b", as it does on S3.
    for name in sorted(name + "/" * is_dir for name, is_dir in entries if name[0] != "."):
        if name.endswith("/"):
            yield from _walk(folder / name, prefix + name)
        else:
            yield prefix + name


@contextmanager
def _translated(key: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "see to the disk and the folder's permissions")
        raise StoreFailed(
            f"the store in a directory failed: {error.strerror or error}", key=key, hint=hint
        ) from error
