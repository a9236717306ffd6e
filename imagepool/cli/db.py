"""``imagepool db``."""

from __future__ import annotations

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool


@click.group(cls=Group)
def db() -> None:
    """Look after the database behind the catalogue."""


@db.command()
def upgrade(as_json: bool) -> None:
    """Bring the tables to this program's version; again is harmless. Make a backup first."""
    with open_pool(create=True, upgrade=True):
        pass
    if as_json:
        emit({"schema": "current"})
    else:
        click.echo("The database is up to date.")
