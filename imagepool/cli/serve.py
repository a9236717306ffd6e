"""``imagepool serve``."""

from __future__ import annotations

import click

from imagepool.cli.command import Command, emit, say
from imagepool.cli.opened import open_pool
from imagepool.pool import Pool
from imagepool.service.serving import serve as serve_pages


@click.command(cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
@click.option("--no-worker", is_flag=True, help="Leave the jobs to `imagepool worker`.")
def serve(host: str, port: int, threads: int, no_worker: bool, as_json: bool) -> None:
    """Serve the pool's pages, on loopback unless told otherwise, and do its jobs beside."""
    open_pool(create=True).close()  # trouble with the settings is told here, not in a child

    def ready(address: str) -> None:
        emit({"address": address}) if as_json else say(f"Serving on {address}; Ctrl-C ends it")

    serve_pages(
        open_pool,
        host=host,
        port=port,
        threads=threads,
        alongside=None if no_worker else Pool.work,
        ready=ready,
    )
