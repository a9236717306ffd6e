"""``imagepool explain``."""

from __future__ import annotations

import click

from imagepool.cli.command import Command, emit
from imagepool.style.explaining import explain as page_of


@click.command(cls=Command)
@click.argument("rule")
def explain(rule: str, as_json: bool) -> None:
    """Print the help page of a rule: what it measures, why, and how to mend a photo."""
    page = page_of(rule)
    if as_json:
        emit({"rule": rule, "page": page})
    else:
        click.echo(page)
