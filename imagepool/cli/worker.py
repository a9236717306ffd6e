"""``imagepool worker``."""

from __future__ import annotations

import signal
import threading

import click

from imagepool.cli.command import Command, emit, say
from imagepool.cli.opened import open_pool


@click.command(cls=Command)
@click.option("--until-empty", is_flag=True, help="End when no job waits.")
def worker(until_empty: bool, as_json: bool) -> None:
    """Do the waiting jobs; a signal to end lets the running ones finish."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    say("working; Ctrl-C ends it")
    with open_pool(create=True) as pool:
        pool.work(stop, until_empty=until_empty)
    if as_json:
        emit({"stopped": stop.is_set()})
