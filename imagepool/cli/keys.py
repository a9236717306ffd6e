"""``imagepool keys``: the keys that receipts are signed with."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from imagepool.cli.command import Group, emit, say
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.errors import InvalidRequest


@click.group(cls=Group)
def keys() -> None:
    """List, replace and revoke the keys that receipts are signed with."""


@keys.command("list")
def list_(as_json: bool) -> None:
    """List the keys, the one that signs first."""
    with open_pool() as pool:
        records = pool.keys.records()
    if as_json:
        shown = [
            {
                "kid": each.kid,
                "state": each.state,
                "until": each.until.isoformat() if each.until else None,
                "revoked_at": each.revoked_at.isoformat() if each.revoked_at else None,
            }
            for each in records
        ]
        emit({"keys": shown})
        return
    for each in records:
        moment = each.revoked_at or each.until
        click.echo(
            f"{each.kid}  {each.state}" + (f"  {moment:%Y-%m-%d %H:%M:%S %Z}" if moment else "")
        )


@keys.command()
def rotate(as_json: bool) -> None:
    """Sign with a new key from now on.

    Earlier receipts stay valid: the old public key stays published, and only its private half is
    gone. A running service takes the new key with its next receipt.
    """
    with open_pool() as pool:
        old = pool.keys.records()[0].kid
        new = pool.keys.rotate(actor=terminal_user())
    if as_json:
        emit({"kid": new, "earlier": old})
        return
    click.echo(new)
    say("signs from now on; back up the folder keys/ of the pool")


@keys.command(context_settings={"ignore_unknown_options": True})  # one key in 64 begins with "-"
@click.argument("kid")
@click.option(
    "--since",
    default="",
    metavar="TIME",
    help="ISO 8601, UTC if it names no offset.  [default: now]",
)
@click.option("--reason", required=True, help="What happened, for the record.")
def revoke(kid: str, since: str, reason: str, as_json: bool) -> None:
    """Declare that a key was in other hands since a time.

    What it signed from then on is refused. What it signed before, and the pool knows, stays valid.
    If it still signs, a new key takes its place.
    """
    moment = _moment(since)
    with open_pool() as pool:
        pool.keys.revoke(kid, moment, actor=terminal_user(), reason=reason)
        new = pool.keys.records()[0].kid
    if as_json:
        emit({"revoked": kid, "since": moment.isoformat(), "kid": new})
        return
    click.echo(f"{kid}  revoked  {moment.isoformat()}")
    say(f"{new} signs")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text) if text else datetime.now(UTC)
    except ValueError as error:
        raise InvalidRequest(
            f"{text!r} is no time", hint="write it as 2026-05-01T12:00 or 2026-05-01"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
