"""``imagepool inspect``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from imagepool.cli.command import Command, emit
from imagepool.photo.inspection import inspect as inspected


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def inspect(file: Path, as_json: bool) -> None:
    """Show what a file says about itself, per field with its source; needs no pool."""
    found = inspected(file)
    if as_json:
        emit(found)
        return
    click.echo(f"{found['file']}: {found['format']}, {found['width']} x {found['height']}")
    for name, fact in found["fields"].items():
        click.echo(f"  {name:22} {_plain(fact['value'])}  [{fact['source']}]")
        for conflict in fact["conflicts"]:
            click.echo(f"  {'':22} but {conflict['source']}: {_plain(conflict['value'])}")
    for trouble in found["troubles"]:
        click.echo(f"  trouble in {trouble['block']}: {trouble['message']}")


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return "; ".join(_plain(part) for part in value)
    return str(value)
