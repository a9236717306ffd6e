"""``imagepool index``: the search index, which is only a copy of the catalogue."""

from __future__ import annotations

import click

from imagepool.cli.command import Command, Group, emit, say
from imagepool.cli.opened import open_pool
from imagepool.cli.progress import counted


@click.group(cls=Group)
def index() -> None:
    """Look after the search index; it is only a copy of the catalogue."""


@index.command(cls=Command)
def rebuild(as_json: bool) -> None:
    """Make the search index anew, beside the one that answers meanwhile.

    The program does so by itself where the index is lost, damaged, or made by another vocabulary.
    """
    with open_pool() as pool:
        steps = list(counted(pool.rebuild_index(), about="assets"))
    if as_json:
        emit({"assets": steps[-1] if steps else 0, "rebuilt": bool(steps)})
    say(f"{steps[-1]} assets indexed" if steps else "another process is at it already")
