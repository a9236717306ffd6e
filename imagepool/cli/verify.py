"""``imagepool verify``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from imagepool.cli.command import FINDINGS, Command, emit
from imagepool.cli.opened import open_pool
from imagepool.errors import InvalidReceipt, InvalidRequest
from imagepool.rights.receipts import verify_receipt
from imagepool.workflows.verify import Verification

WORDS = {
    "receipt_valid": "valid: this receipt was signed by the pool and is unchanged",
    "receipt_invalid": "not valid",
    "file_unchanged": "valid: this file was delivered by the pool and is unchanged",
    "file_changed": "this picture comes from the pool, but the file was changed since",
    "file_original": "this is the pool's own original; it was not delivered under a license",
    "unknown": "neither a receipt nor a file of this pool",
}


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--keys",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The pool's public keys (jwks.json): verify a receipt without the pool.",
)
def verify(file: Path, keys: Path | None, as_json: bool) -> None:
    """Verify a receipt or a delivered file; exit code 1 where it does not hold."""
    data = file.read_bytes()
    if keys:
        found = _with_keys(data, keys)
    else:
        with open_pool() as pool:
            found = pool.verify(data)
    if as_json:
        emit({"file": str(file), **asdict(found)})
    else:
        _show(found)
    if not found.valid:
        raise SystemExit(FINDINGS)


def _with_keys(data: bytes, keys: Path) -> Verification:
    try:
        known = json.loads(keys.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidRequest(
            f"{keys} is no JWK set: {error}", hint="fetch it from /.well-known/jwks.json"
        ) from error
    try:
        receipt = verify_receipt(data, known)
    except InvalidReceipt as error:
        return Verification(
            kind="receipt", valid=False, message="receipt_invalid", reason=error.message
        )
    return Verification(
        kind="receipt",
        valid=True,
        message="receipt_valid",
        receipt=receipt,
        asset_id=receipt.asset_id,
    )


def _show(found: Verification) -> None:
    click.echo(WORDS[found.message] + (f": {found.reason}" if found.reason else ""))
    if found.receipt:
        receipt = found.receipt
        click.echo(f"  receipt {receipt.id} of {receipt.issued_at}, {receipt.license_id}")
        click.echo(f"  {receipt.title}: {receipt.credit_line}")
        click.echo(f"  {receipt.purpose}, {receipt.channel}, file {receipt.file_name}")
    if found.asset_state:
        click.echo(f"  the picture is {found.asset_state} today")
