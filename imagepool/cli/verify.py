"""``imagepool verify``."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import click

from imagepool.cli.command import FINDINGS, Command, emit
from imagepool.cli.opened import open_pool
from imagepool.errors import InvalidRequest
from imagepool.rights.words import words
from imagepool.workflows.verify import Verification, verify_with_keys

_LARGEST = 1_000_000_000  # bytes of one file in a package


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--keys",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The pool's public keys (jwks.json): verify a receipt without the pool.",
)
@click.option("--lang", type=click.Choice(["de", "en"]), default="en", help="Of the answer.")
def verify(file: Path, keys: Path | None, lang: str, as_json: bool) -> None:
    """Verify a receipt (JSON or PDF), a delivered file, or a ZIP of both.

    Exit code 1 where something does not hold, or a picture was withdrawn since.
    """
    with ExitStack() as stack:
        if keys:
            found = [(n, verify_with_keys(d, _known(keys))) for n, d in _parts(file, "belege/")]
        else:
            pool = stack.enter_context(open_pool())
            found = [(n, pool.verify(d)) for n, d in _parts(file, "belege/", "bilder/")]
    for name, verification in found:
        if as_json:
            emit(_as_line(name, verification))
        else:
            if len(found) > 1:
                click.echo(name)
            _show(verification, lang)
    if not all(each.valid and each.status != "withdrawn" for _, each in found):
        raise SystemExit(FINDINGS)


def _parts(file: Path, *folders: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the file, or of what lies in these folders of a package."""
    if not zipfile.is_zipfile(file):
        yield str(file), file.read_bytes()
        return
    with zipfile.ZipFile(file) as archive:
        parts = [each for each in archive.infolist() if each.filename.startswith(folders)]
        if not parts:
            raise InvalidRequest(
                f"{file} is no package of a pool", hint="its files lie in bilder/ and belege/"
            )
        for part in parts:
            if part.file_size > _LARGEST:
                raise InvalidRequest(f"{part.filename} is too large", hint="unpack it first")
            yield f"{file}/{part.filename}", archive.read(part)


def _as_line(name: str, found: Verification) -> dict[str, object]:
    notes = [{"code": note, **words("verification_notes", note)} for note in found.notes]
    return {"file": name, **asdict(found), "sentence": found.sentence, "notes": notes}


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
