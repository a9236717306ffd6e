"""``imagepool verify``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from imagepool.cli.command import FINDINGS, Command, emit
from imagepool.cli.opened import open_pool
from imagepool.errors import InvalidRequest
from imagepool.rights.words import words
from imagepool.workflows.verify import Verification, verify_with_keys


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--keys",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The pool's public keys (jwks.json): verify a receipt without the pool.",
)
@click.option("--lang", type=click.Choice(["de", "en"]), default="en", help="Of the answer.")
def verify(file: Path, keys: Path | None, lang: str, as_json: bool) -> None:
    """Verify a receipt (JSON or PDF) or a delivered file.

    Exit code 1 where it does not hold, or the picture was withdrawn since.
    """
    data = file.read_bytes()
    if keys:
        found = verify_with_keys(data, _known(keys))
    else:
        with open_pool() as pool:
            found = pool.verify(data)
    if as_json:
        notes = [{"code": note, **words("verification_notes", note)} for note in found.notes]
        emit({"file": str(file), **asdict(found), "sentence": found.sentence, "notes": notes})
    else:
        _show(found, lang)
    if not found.valid or found.status == "withdrawn":
        raise SystemExit(FINDINGS)


def _known(keys: Path) -> dict[str, object]:
    try:
        known = json.loads(keys.read_text(encoding="utf-8"))
    except ValueError as error:
        raise _no_keys(keys, str(error)) from error
    if not isinstance(known, dict) or not isinstance(known.get("keys"), list):
        raise _no_keys(keys, "it has no list of keys")
    return known


def _no_keys(keys: Path, why: str) -> InvalidRequest:
    return InvalidRequest(
        f"{keys} is no JWK set: {why}", hint="fetch it from the pool's /.well-known/jwks.json"
    )


def _show(found: Verification, lang: str) -> None:
    click.echo(f"{found.status}: {found.sentence[lang]}")
    for remark in found.remarks:
        click.echo(f"  {remark[lang]}")
    if found.reason:
        click.echo(f"  {found.message}: {found.reason}")
    if found.receipt:
        receipt = found.receipt
        click.echo(f"  receipt {receipt.id} of {receipt.issued_at}, {receipt.license_id}")
        click.echo(f"  {receipt.title}: {receipt.credit_line}")
        click.echo(f"  {receipt.purpose}, {receipt.channel}, file {receipt.file_name}")
    if found.asset_state:
        click.echo(f"  the picture is {found.asset_state} today")
