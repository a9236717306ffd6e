"""``imagepool identify``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from imagepool.cli.command import FINDINGS, Command, emit
from imagepool.cli.opened import open_pool
from imagepool.photo.files import read_file
from imagepool.photo.limits import Limits
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.workflows.identify import USUAL, Identification, Match

WORDS = {
    "exact": "this very picture",
    "copy": "a copy of the whole picture",
    "crop": "a part of the picture",
    "similar": "looks like it, but is another shot",
}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(cls=Command)
@click.argument("file", type=_FILE)
@click.option("--receipt", type=_FILE, help="A receipt that may belong to the file.")
@click.option("--purpose", type=click.Choice([str(each) for each in Purpose]), help="What for.")
@click.option("--channel", type=click.Choice([str(each) for each in Channel]), help="Where.")
@click.option("--audience", type=click.Choice([str(each) for each in Audience]), help="Who asks.")
def identify(file: Path, receipt: Path | None, as_json: bool, **wish: str | None) -> None:
    """Say whether a picture, or a copy of it, is ours, and how it may be used today.

    It may be resized, cropped, framed, mirrored, its colors changed, or seen in a screenshot.
    Exit code 1 where it is none of ours.
    """
    data = read_file(file, Limits())
    use = Use(
        purpose=Purpose(wish["purpose"] or USUAL.purpose),
        channel=Channel(wish["channel"] or USUAL.channel),
        audience=Audience(wish["audience"] or USUAL.audience),
    )
    with open_pool() as pool:
        found = pool.identify(data, use=use, receipt=receipt.read_bytes() if receipt else None)
    if as_json:
        emit({"file": str(file), **_plain(found)})
    else:
        _show(found)
    if not found.matches:
        raise SystemExit(FINDINGS)


def _plain(found: Identification) -> dict[str, Any]:
    proof = found.receipt
    told = {"id": proof.id, "asset": proof.asset_id} if proof else None
    return {
        "matches": [asdict(match) for match in found.matches],
        "use": asdict(found.use),
        "receipt": told,
        "receipt_error": found.receipt_error,
    }


def _show(found: Identification) -> None:
    if not found.matches:
        click.echo("none of ours; that does not mean that it may be used freely")
    for match in found.matches:
        click.echo("\n".join(_lines(match)))
    if found.receipt_error:
        click.echo(f"the receipt is not valid: {found.receipt_error}")


def _lines(match: Match) -> list[str]:
    mirrored = ", mirrored" if match.mirrored else ""
    lines = [
        f"{match.id} {match.title}: {WORDS[match.kind]}{mirrored} ({match.confidence:.0%})",
        f"  {match.status}; {match.decision}: {match.message['en']} ({match.clause})",
        *(f"  - {condition['en']}" for condition in match.conditions),
        f"  credit: {match.credit_line}",
        f"  {match.url}",
    ]
    if match.receipt_fits is not None:
        fits = "belongs" if match.receipt_fits else "does not belong"
        lines.append(f"  the receipt {fits} to this picture")
    return lines
