"""The files and folders that a command is given."""

from __future__ import annotations

import os
from pathlib import Path

import click


class Given(click.ParamType[Path]):
    """A file or folder. What cannot be read there is told of it later; a typing error at once."""

    name = "path"

    def convert(
        self,
        value: str | Path,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path, or fail where nothing at all has this name; a dangling link has."""
        if not os.path.lexists(value):
            self.fail(f"{str(value)!r} does not exist.", param, ctx)
        return Path(value)
