"""``imagepool retention``."""

from __future__ import annotations

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool


@click.group(cls=Group)
def retention() -> None:
    """End what has had its time: rights to pictures, and addresses of receipt holders."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def run(dry_run: bool, as_json: bool) -> None:
    """Recall pictures whose rights have ended, and erase addresses that are not needed any more.

    A worker does this every hour by itself.
    """
    with open_pool() as pool:
        ended = pool.recalls.run_retention(dry_run=dry_run)
    for each in ended:
        told = {"kind": each.kind, "key": each.key, "reason": each.reason}
        if as_json:
            emit({**told, "recall": each.recall_id or None, "dry_run": dry_run})
        else:
            click.echo("  ".join(filter(None, (*told.values(), each.recall_id))))
