"""Files that a command writes for its user: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from imagepool.errors import StoreFailed


def written(path: Path, data: bytes) -> Path:
    """Write a file, its folder included, and return its path; raises ``StoreFailed``."""
    return written_in_pieces(path, [data])


def written_in_pieces(path: Path, pieces: Iterable[bytes]) -> Path:
    """Do the same with a file too large to be held whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            try:
                draft.writelines(pieces)
            except BaseException:
                Path(draft.name).unlink()
                raise
        Path(draft.name).chmod(0o666 & ~_umask())
        return Path(draft.name).replace(path)
    except OSError as error:
        raise StoreFailed(
            f"{path} cannot be written: {error.strerror}", hint="name another folder"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
