"""The pool of this folder, opened for a command."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path

from imagepool.errors import ConfigurationError
from imagepool.pool import Pool
from imagepool.settings import Settings


def open_pool(*, create: bool = False, upgrade: bool = False, workers: int | None = None) -> Pool:
    """Open the pool that file and environment describe.

    Without ``create`` a pool that is not there is an error, so that a command given in the wrong
    folder does not leave an empty pool behind.
    """
    settings = Settings.read()
    settings = replace(settings, workers=workers or settings.workers)
    file = settings.database.removeprefix("sqlite:///")
    if not create and file != settings.database and not Path(file).is_file():
        raise ConfigurationError(
            f"there is no pool in {settings.home}",
            setting="home",
            hint="run `imagepool init` or `imagepool ingest` here, or set IMAGEPOOL_HOME",
        )
    return Pool.open(settings, upgrade=upgrade)


def terminal_user() -> str:
    """Return who sits at the terminal, for the record of who did what."""
    try:
        return f"{getpass.getuser()} (terminal)"
    except (OSError, KeyError):  # no such user in the password file, as in a container
        return "terminal"
