"""The index's folder: one generation of files in it, one writer at a time, many readers.

Layout: ``FOLDER/lock`` and ``FOLDER/assets-GENERATION/`` with tantivy's own files. Another version
of the program has another generation and makes its own folder, so neither reads the other's.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import tantivy

from imagepool.errors import IndexFailed
from imagepool.index.schema import GENERATION, SCHEMA

__all__ = ["IndexFolder", "Stamp", "engine_errors"]

Stamp = tuple[
    int, int, int
]  # of the file that says which commit stands; another one, another commit

_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")  # files of each segment
_PATIENCE = 120.0  # seconds to wait for another writer
_LONG_AGO = 7 * 24 * 3600.0  # seconds after which nobody runs the program of that generation


class IndexFolder:
    """Opens, locks, and throws away."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"assets-{GENERATION}"
        self._folder = folder
        self._meta = self.path / "meta.json"

    def stamp(self) -> Stamp | None:
        """Return what changes with each commit; None where there is no index."""
        try:
            state = self._meta.stat()
        except OSError:
            return None
        return state.st_ino, state.st_mtime_ns, state.st_size

    def open(self) -> tantivy.Index:
        """Open the index that stands; raises `IndexFailed` where none does or it is damaged."""
        with engine_errors("cannot be opened"):
            index = tantivy.Index.open(str(self.path))
            # We look ourselves whether there is a new commit; no thread shall watch.
            index.config_reader("Manual")
            return index

    def tidy(self) -> None:
        """Remove what a killed writer left and the next would name alike. The caller has the lock.

        Files of deletions bear the number of the commit that was never finished.
        """
        standing = set(_segment_files(self._meta))
        for path in self.path.glob("*.del"):
            if path.name not in standing:
                path.unlink(missing_ok=True)

    def create(self) -> tantivy.Index:
        """Make an empty index in place of whatever is there. The caller holds the lock."""
        try:
            shutil.rmtree(self.path, ignore_errors=True)
            self.path.mkdir(parents=True, exist_ok=True)
            self._remove_old_generations()
        except OSError as error:
            raise _failed("cannot be written", error) from error
        with engine_errors("cannot be created"):
            index = tantivy.Index(
                SCHEMA, str(self.path), sort_by_field="number", sort_order=tantivy.Order.Desc
            )
            index.config_reader("Manual")
            return index

    def remove_if_damaged(self) -> bool:
        """Throw the index away if it is damaged, and tell so. The caller holds the lock."""
        try:
            self.open()
            damaged = not all(_is_sound(self.path / name) for name in _segment_files(self._meta))
        except IndexFailed:
            damaged = True
        if damaged:
            self.remove()
        return damaged

    def remove(self) -> None:
        """Throw the index away. The caller holds the lock."""
        # The file that makes it an index goes first: half an index must never be opened.
        self._meta.unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other thread or process writes, and keep them from it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _failed("cannot be written", error) from error
        try:
            _lock(handle)
            yield
        finally:
            os.close(handle)  # which also ends the lock, as the death of the process does

    def _remove_old_generations(self) -> None:
        for other in self._folder.glob("assets-*"):
            with contextlib.suppress(OSError):
                if other != self.path and time.time() - other.stat().st_mtime > _LONG_AGO:
                    shutil.rmtree(other, ignore_errors=True)


def _segment_files(meta: Path) -> list[str]:
    """Return the names of all files that make up the commit described by ``meta.json``."""
    names: list[str] = []
    try:
        for segment in json.loads(meta.read_bytes())["segments"]:
            id_, deleted = segment["segment_id"].replace("-", ""), segment["deletes"]
            names += [f"{id_}.{part}" for part in _PARTS]
            names += [f"{id_}.{deleted['opstamp']}.del"] if deleted else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _failed("is damaged", error) from error
    return names


def _is_sound(path: Path) -> bool:
    """Tell whether a file of a segment is there and has the checksum that stands at its end.

    Format: the data, a footer of JSON with "crc" (CRC-32 of the data), and the footer's length
    and a mark, 4 bytes each, little endian.
    """
    try:
        content = path.read_bytes()
        length, _ = struct.unpack("<II", content[-8:])
        footer = json.loads(content[-8 - length : -8])
        return bool(footer["crc"] == zlib.crc32(content[: -8 - length]))
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False


def _lock(handle: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.EACCES}:
                raise _failed("cannot be locked", error) from error
        else:
            return
        if time.monotonic() > deadline:
            raise IndexFailed("the search index is being written for too long", hint="Try again.")
        time.sleep(0.01)


@contextlib.contextmanager
def engine_errors(what: str) -> Iterator[None]:
    """Turn everything that tantivy raises into `IndexFailed`."""
    try:
        yield
    except (ValueError, OSError, RuntimeError, KeyError, TypeError) as error:
        raise _failed(what, error) from error
    except BaseException as error:
        # A panic inside the engine; its class is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _failed(what, error) from error


def _failed(what: str, error: BaseException) -> IndexFailed:
    return IndexFailed(
        f"the search index {what}: {error}",
        hint="It is only a copy of the catalogue and is rebuilt by itself; check disk and rights.",
    )
