"""A spool: values laid aside on disk, so that a thousand photos need no more memory than one."""

from __future__ import annotations

import pickle
import tempfile
from typing import Any


class Spool:
    """A nameless temporary file; it goes when it is closed, or with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="imagepool-")  # noqa: SIM115 - see close

    def put(self, value: object) -> int:
        """Lay a value aside and return its place."""
        place = self._file.seek(0, 2)
        pickle.dump(value, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return place

    def get(self, place: int) -> Any:
        """Return the value that was laid aside there."""
        self._file.seek(place)
        return pickle.load(self._file)  # noqa: S301 - written by this object, into a file of its own

    def close(self) -> None:
        self._file.close()
