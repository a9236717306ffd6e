"""``imagepool download``."""

from __future__ import annotations

from pathlib import Path

import click

from imagepool.cli.command import Command, emit, say
from imagepool.cli.opened import open_pool
from imagepool.cli.uses import use_options
from imagepool.cli.written import written
from imagepool.rights.uses import Use


@click.command(cls=Command)
@click.argument("asset")
@click.option("--preset", required=True, help="A preset such as screen or print, or: original.")
@use_options
@click.option("--recipient", default="", help="Person or organization, for the receipt.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for the file and its receipt.  [default: here]",
)
def download(
    asset: str,
    preset: str,
    use: Use,
    requester: str,
    recipient: str,
    out: Path,
    as_json: bool,
) -> None:
    """Download a picture under its license, with its rights inside and a signed receipt beside.

    To download is to accept the license's terms; their address is printed.
    """
    with open_pool() as pool:
        delivery = pool.download(
            asset, preset, use, recipient=recipient, requester=requester, accepted_terms=True
        )
    file = written(out / delivery.file_name, delivery.data)
    receipt = written(out / delivery.receipt_name, delivery.signed)
    say(f"Terms: {delivery.receipt.license_url}")
    if as_json:
        emit(
            {
                "file": str(file),
                "receipt": str(receipt),
                "receipt_id": delivery.receipt.id,
                "credit_line": delivery.credit_line,
                "license": delivery.receipt.license_id,
                "license_url": delivery.receipt.license_url,
                "verdict": delivery.decision.verdict,
                "conditions": [dict(each) for each in delivery.decision.conditions],
            }
        )
        return
    click.echo(f"{file}\n{receipt}\nCredit line, to be printed exactly so: {delivery.credit_line}")
    for condition in delivery.decision.conditions:
        click.echo(f"  - {condition['en']}")
