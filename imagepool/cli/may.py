"""``imagepool may``."""

from __future__ import annotations

import click

from imagepool.cli.command import FINDINGS, Command, emit
from imagepool.cli.opened import open_pool
from imagepool.cli.uses import use_options
from imagepool.rights.uses import Audience, Channel, Purpose, Use


@click.command(cls=Command)
@click.argument("asset")
@use_options
def may(asset: str, purpose: str, channel: str, audience: str, as_json: bool) -> None:
    """Say whether a picture may be used so, under which conditions, and which clause decides."""
    use = Use(purpose=Purpose(purpose), channel=Channel(channel), audience=Audience(audience))
    with open_pool() as pool:
        decision = pool.may(asset, use)
    if as_json:
        emit(
            {
                "asset": asset,
                "verdict": decision.verdict,
                "clause": decision.clause,
                "message": dict(decision.message),
                "conditions": [dict(condition) for condition in decision.conditions],
            }
        )
    else:
        click.echo(f"{decision.verdict}: {decision.message['en']} ({decision.clause})")
        for condition in decision.conditions:
            click.echo(f"  - {condition['en']}")
    if decision.verdict in ("refused", "ask"):
        raise SystemExit(FINDINGS)
