"""``imagepool fsck``."""

from __future__ import annotations

import click

from imagepool.cli.command import FINDINGS, Command, emit, say
from imagepool.cli.opened import open_pool


@click.command(cls=Command)
@click.option("--repair", is_flag=True, help="Make missing or outdated renditions again.")
def fsck(repair: bool, as_json: bool) -> None:
    """Compare store, catalogue and index to the last byte, and prove the event log.

    Of a log that does not hold, the first event that was changed, removed or slipped in is named;
    one that holds gets a signed checkpoint in the store.

    Orphans (objects that no asset owns, left by an interrupted ingest) are harmless: they are
    named, and the exit code stays 0.
    """
    with open_pool() as pool:
        problems = list(pool.fsck(repair=repair))
    open_ones = [each for each in problems if not (each.harmless or each.repaired)]
    if as_json:
        emit(
            {
                "clean": not open_ones,
                "problems": [
                    {
                        "kind": each.kind,
                        "key": each.key,
                        "asset": each.asset_id,
                        "harmless": each.harmless,
                        "repaired": each.repaired,
                    }
                    for each in problems
                ],
            }
        )
    else:
        for each in problems:
            click.echo(f"{each.kind}  {each.key}" + ("  repaired" if each.repaired else ""))
    say("clean" if not open_ones else f"{len(open_ones)} problems")
    if open_ones:
        raise SystemExit(FINDINGS)
