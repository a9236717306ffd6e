"""``imagepool download``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click

from imagepool.cli.command import Command, emit, say
from imagepool.cli.opened import open_pool
from imagepool.cli.reader import lang_option
from imagepool.cli.uses import use_options
from imagepool.cli.written import written, written_in_pieces
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.uses import Use
from imagepool.rights.words import words
from imagepool.workflows.download import Delivery

_PIECE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What was asked for at the terminal."""

    assets: tuple[str, ...]
    preset: str
    use: Use
    requester: str
    recipient: str
    contact: str
    out: Path
    lang: str
    as_json: bool


@click.command(cls=Command)
@click.argument("assets", metavar="ASSET...", nargs=-1, required=True)
@click.option(
    "--preset",
    required=True,
    help="A preset such as screen or print, screen-credit (with a credit strip), or: original.",
)
@use_options
@click.option("--recipient", default="", help="Person or organization, for the receipt.")
@click.option(
    "--contact", default="", help="E-mail address to be told at, should the picture be recalled."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for the file and its receipt.  [default: here]",
)
@click.option(
    "--zip",
    "package",
    type=click.Path(path_type=Path, dir_okay=False),
    help="One ZIP for all: files, receipts, licenses and credit lines.",
)
@lang_option
def download(use: Use, requester: str, package: Path | None, as_json: bool, **options: Any) -> None:
    """Download pictures under their license, with their rights inside and signed receipts beside.

    A receipt comes as JSON and, in the language of --lang, as PDF. To download is to accept the
    license's terms; their address is printed.
    """
    wanted = _Wanted(use=use, requester=requester, as_json=as_json, **options)
    if package:
        _as_package(wanted, package)
        return
    with open_pool() as pool:
        for asset in dict.fromkeys(wanted.assets):
            delivery = pool.download(
                asset,
                wanted.preset,
                use,
                recipient=wanted.recipient,
                requester=wanted.requester,
                contact=wanted.contact,
                accepted_terms=True,
            )
            _hand_out(wanted, delivery)


def _hand_out(wanted: _Wanted, delivery: Delivery) -> None:
    receipt, out = delivery.receipt, wanted.out
    file = written(out / delivery.file_name, delivery.data)
    signed = written(out / delivery.receipt_name, delivery.signed)
    paper = written(out / receipt.paper_name(wanted.lang), delivery.paper(wanted.lang))
    say(f"Terms: {receipt.license_url}")
    if wanted.as_json:
        emit(
            {
                "file": str(file),
                "receipt": str(signed),
                "receipt_pdf": str(paper),
                **_told(receipt),
                "verdict": delivery.decision.verdict,
                "conditions": [dict(each) for each in delivery.decision.conditions],
                "left_out": list(receipt.left_out),
            }
        )
        return
    click.echo(f"{file}\n{signed}\n{paper}\n{_credit(receipt)}")
    for code in receipt.left_out:
        click.echo(f"Left out of the original: {words('left_out', code)['en']}")
    for condition in delivery.decision.conditions:
        click.echo(f"  - {condition['en']}")


def _as_package(wanted: _Wanted, path: Path) -> None:
    with (
        open_pool() as pool,
        pool.download_package(
            wanted.assets,
            wanted.preset,
            wanted.use,
            recipient=wanted.recipient,
            accepted_terms=True,
        ) as package,
    ):
        written_in_pieces(path, _pieces(package.stream))
    for url in dict.fromkeys(each.license_url for each in package.receipts):
        say(f"Terms: {url}")
    if wanted.as_json:
        receipts = [{"asset": each.asset_id, **_told(each)} for each in package.receipts]
        emit({"file": str(path), "bytes": package.byte_count, "receipts": receipts})
        return
    click.echo(str(path))
    for receipt in package.receipts:
        click.echo(f"{receipt.file_name}: {_credit(receipt)}")


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _told(receipt: Receipt) -> dict[str, Any]:
    return {
        "receipt_id": receipt.id,
        "credit_line": receipt.credit_line,
        "license": receipt.license_id,
        "license_url": receipt.license_url,
    }


def _credit(receipt: Receipt) -> str:
    return f"Credit line, to be printed exactly so: {receipt.credit_line}"
