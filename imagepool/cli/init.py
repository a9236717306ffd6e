"""``imagepool init``."""

from __future__ import annotations

from pathlib import Path

import click

from imagepool.cli.command import Command, emit
from imagepool.cli.opened import open_pool
from imagepool.settings import FILE


@click.command(cls=Command)
def init(as_json: bool) -> None:
    """Make the pool of this folder ready: its settings file, tables and keys. Again is harmless."""
    path = Path(FILE)
    if not path.exists():
        path.write_text(
            "# Settings of this pool; `imagepool config show` lists all that there are.\n",
            encoding="utf-8",
        )
    with open_pool(create=True) as pool:
        home, region = pool.settings.home, pool.region.id
    if as_json:
        emit({"home": str(home), "region": region, "settings": str(path.absolute())})
    else:
        click.echo(f"The pool of {region} is ready in {home}.")
        click.echo("Next: imagepool ingest PATH --license CC-BY-4.0 --creator NAME --publish")
