"""Photos as files: which ones there are, reading one whole, and how its name is shown."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from imagepool.errors import UnreadablePhoto
from imagepool.photo.limits import Limits

# Control characters, and what Python makes of bytes that are no UTF-8.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CASES: Mapping[type[OSError], str] = {
    FileNotFoundError: "missing",
    IsADirectoryError: "folder",
    PermissionError: "closed",
}


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return what was named, and everything below the folders that were named, in stable order.

    Hidden files and folders are left out, unless named themselves; links are followed. A file that
    is reached twice, by two names or links, is in the list once, by the first. Whatever else cannot
    be read (a dangling link, a folder without permission) is in it, so that somebody is told.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for each in sorted(_below(path)) if path.is_dir() else [path]:
            found.setdefault(os.path.realpath(each), each)
    return list(found.values())


def _below(top: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    entered = {os.path.realpath(top)}
    for name, folders, files in os.walk(top, onerror=closed.append, followlinks=True):
        folder = Path(name)
        yield from (folder / each for each in files if not each.startswith("."))
        folders[:] = [each for each in folders if not each.startswith(".")]
        # A link may lead back to where we come from, or to what lies beside it.
        folders[:] = [each for each in sorted(folders) if _is_new(folder / each, entered)]
    yield from (Path(error.filename) for error in closed)


def _is_new(folder: Path, entered: set[str]) -> bool:
    """Note that the folder is entered, and tell whether it is so for the first time."""
    real = os.path.realpath(folder)
    before = len(entered)
    entered.add(real)
    return len(entered) > before


def read_file(path: Path, limits: Limits) -> bytes:
    """Read a file whole, once; raises ``UnreadablePhoto`` where that cannot be."""
    try:
        # Without waiting: nobody may ever write into a pipe.
        with open(path, "rb", opener=_open_at_once) as file:
            state = os.fstat(file.fileno())
            _require_file(state.st_mode)
            limits.check_bytes(state.st_size)
            data = file.read(state.st_size + 1)
    except OSError as error:
        hint = "Check the path and its permissions."
        case = _CASES.get(type(error), "")
        raise _unreadable(f"the file cannot be read: {error.strerror}", case, hint) from error
    if len(data) > state.st_size:
        hint = "Try again when it is complete."
        raise _unreadable("the file is still being written", "growing", hint)
    return data


def shown_name(name: str | Path) -> str:
    """Return a name that can be stored and printed everywhere: what cannot is escaped."""
    return _UNSHOWN.sub(lambda found: ascii(found[0])[1:-1], str(name))


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _require_file(mode: int) -> None:
    if stat.S_ISDIR(mode):
        hint = "Links to folders are not followed: name the folder itself."
        raise _unreadable("this is a folder, not a file", "folder", hint)
    if not stat.S_ISREG(mode):
        raise _unreadable("this is a pipe or device, not a file", "pipe", "Name a file.")


def _unreadable(message: str, case: str, hint: str) -> UnreadablePhoto:
    return UnreadablePhoto(message, reason="unreadable_file", case=case, hint=hint)
