"""The index's folder: one generation of files in it, one writer at a time, many readers.

Layout: ``FOLDER/lock``, ``FOLDER/assets-GENERATION.TOKEN/`` with tantivy's own files, and a link
``FOLDER/assets-GENERATION`` to the one that stands. A new index is made beside it, and the link is
turned at once. Another version of the program has another generation and link, so neither reads
the other's.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import secrets
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

_EDITION = "edition"  # file that says by which words the index was made
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")  # files of each segment
_PATIENCE = 120.0  # seconds to wait for another writer
_LONG_AGO = 7 * 24 * 3600.0  # seconds after which nobody runs the program of that generation


class IndexFolder:
    """Opens, locks, and throws away."""

    def __init__(self, folder: Path, edition: str = "") -> None:
        self.path = folder / f"assets-{GENERATION}"
        self._folder = folder
        self._edition = edition
        self._meta = self.path / "meta.json"

    @property
    def edition(self) -> str | None:
        """The edition by which the standing index was begun; None where there is none."""
        try:
            return (self.path / _EDITION).read_text(encoding="utf-8")
        except OSError:
            return None

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
            # What is read shall be of one index, though the link may turn at any moment.
            index = tantivy.Index.open(os.path.realpath(self.path))
            # We look ourselves whether there is a new commit; no thread shall watch.
            index.config_reader("Manual")
        if index.schema != SCHEMA:
            raise _failed("is damaged", ValueError("it has other fields"))
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
        path = self.beside()
        index = self.made_in(path)
        self.switch(path)
        return index

    def beside(self) -> Path:
        """Return a new folder for an index that does not stand yet."""
        path = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        try:
            path.mkdir(parents=True)
            (path / _EDITION).write_text(self._edition, encoding="utf-8")
        except OSError as error:
            raise _failed("cannot be written", error) from error
        return path

    def made_in(self, path: Path) -> tantivy.Index:
        """Make an empty index in a folder."""
        with engine_errors("cannot be created"):
            index = tantivy.Index(
                SCHEMA, str(path), sort_by_field="number", sort_order=tantivy.Order.Desc
            )
            index.config_reader("Manual")
            return index

    def switch(self, path: Path) -> None:
        """Let the index in that folder stand from now on. The caller holds the lock."""
        link = self.path.with_name(f".{path.name}")
        try:
            if self.path.exists() and not self.path.is_symlink():  # a copy of the link's folder
                self.remove()
            link.symlink_to(path.name)
            link.replace(self.path)
            self._remove_others(path)
        except OSError as error:
            raise _failed("cannot be written", error) from error

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
        if self.path.is_symlink():
            target = Path(os.path.realpath(self.path))
            self.path.unlink(missing_ok=True)
            shutil.rmtree(target, ignore_errors=True)
        else:
            self._meta.unlink(missing_ok=True)
            shutil.rmtree(self.path, ignore_errors=True)

    def remove_unless_standing(self, path: Path) -> None:
        """Remove a folder made by `beside`, unless its index stands by now."""
        if os.path.realpath(self.path) != os.path.realpath(path):
            shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other thread or process writes, and keep them from it."""
        with self._opened("lock") as handle:
            _lock(handle)
            yield

    @contextlib.contextmanager
    def renewing(self) -> Iterator[bool]:
        """Give whether this is the only one that makes a new index beside the standing one."""
        with self._opened("renewing") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _failed("cannot be written", error) from error
        try:
            yield handle
        finally:
            os.close(handle)  # which also ends the lock, as the death of the process does

    def _remove_others(self, standing: Path) -> None:
        """Remove what no longer stands: at once of this generation, of others when it is old."""
        for other in self._folder.glob("assets-*"):
            if other in {self.path, standing}:
                continue
            with contextlib.suppress(OSError):
                ours = other.name.startswith(f"{self.path.name}.")
                if ours or time.time() - other.lstat().st_mtime > _LONG_AGO:
                    other.unlink() if other.is_symlink() else shutil.rmtree(other)


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
