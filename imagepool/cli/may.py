"""``imagepool may``."""

from __future__ import annotations

from datetime import datetime

import click

from imagepool.cli.command import FINDINGS, Command, emit
from imagepool.cli.opened import open_pool
from imagepool.cli.uses import use_options
from imagepool.rights.uses import Use


@click.command(cls=Command)
@click.argument("asset")
@use_options
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day.  [default: today]")
def may(asset: str, use: Use, requester: str, on: datetime | None, as_json: bool) -> None:
    """Say whether a picture may be used so, under which conditions, and which clause decides."""
    with open_pool() as pool:
        decision = pool.may(asset, use, on=on.date() if on else None, requester=requester)
    if as_json:
        emit(
            {
                "asset": asset,
                "verdict": decision.verdict,
                "clause": decision.clause,
                "message": dict(decision.message),
                "conditions": [dict(condition) for condition in decision.conditions],
                "condition_clauses": list(decision.condition_clauses),
                "license": decision.license_id,
                "grant": decision.grant_id,
            }
        )
    else:
        click.echo(f"{decision.verdict}: {decision.message['en']} ({decision.clause})")
        for condition in decision.conditions:
            click.echo(f"  - {condition['en']}")
    if decision.verdict in ("refused", "ask"):
        raise SystemExit(FINDINGS)
