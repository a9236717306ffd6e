"""``imagepool config``."""

from __future__ import annotations

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool
from imagepool.settings import Settings


@click.group(cls=Group)
def config() -> None:
    """Show the settings of this pool."""


@config.command()
def show(as_json: bool) -> None:
    """Print every setting as it holds here and now; secrets are hidden."""
    shown = Settings.read().shown()
    if as_json:
        emit(shown)
        return
    for name, value in shown.items():
        click.echo(f"{name:20} {value}")


@config.command()
def keys(as_json: bool) -> None:  # noqa: ARG001  (it is JSON either way)
    """Print the public keys that verify this pool's receipts (a JWK set), for people without it."""
    with open_pool() as pool:
        emit(pool.public_keys)
