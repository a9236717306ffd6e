"""``imagepool request``."""

from __future__ import annotations

from datetime import datetime

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.rights.grants import AccessRequest


@click.group(cls=Group)
def request() -> None:
    """Answer who asks for a use that the license leaves to the pool."""


@request.command("list")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True)
@click.option("--after", metavar="CURSOR")
def waiting(limit: int, after: str | None, as_json: bool) -> None:
    """List the requests that wait for an answer, oldest first."""
    with open_pool() as pool:
        page = pool.requests.waiting(after, limit=limit)
    if as_json:
        emit({"requests": [_row(each) for each in page.items], "next": page.next})
        return
    for each in page.items:
        use = f"{each.use.purpose}/{each.use.channel}"
        click.echo(f"{each.id}  {each.asset_id}  {use}  {each.name} <{each.requester}>")


@request.command()
@click.argument("request_id", metavar="REQUEST")
@click.option("--terms", default="", help="Terms in your own words.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
def allow(request_id: str, terms: str, until: datetime | None, as_json: bool) -> None:
    """Allow what was asked."""
    ends = until.date() if until else None
    with open_pool() as pool:
        grant = pool.requests.grant(request_id, actor=terminal_user(), answer=terms, ends=ends)
    told = {"request": request_id, "grant": grant.id, "asset": grant.asset_id}
    emit(told) if as_json else click.echo(f"{request_id}  allowed by {grant.id}")


@request.command()
@click.argument("request_id", metavar="REQUEST")
@click.option("--reason", required=True, help="For the one who asked.")
def decline(request_id: str, reason: str, as_json: bool) -> None:
    """Decline what was asked."""
    with open_pool() as pool:
        answered = pool.requests.decline(request_id, actor=terminal_user(), reason=reason)
    emit(_row(answered)) if as_json else click.echo(f"{request_id}  declined")


@request.command()
@click.argument("grant_id", metavar="GRANT")
@click.option("--reason", required=True, help="For those who come after.")
def revoke(grant_id: str, reason: str, as_json: bool) -> None:
    """Take a permission back; what was handed out under it stays licensed."""
    with open_pool() as pool:
        grant = pool.requests.revoke(grant_id, actor=terminal_user(), reason=reason)
    told = {"grant": grant.id, "asset": grant.asset_id, "revoked_at": grant.revoked_at}
    emit(told) if as_json else click.echo(f"{grant_id}  revoked")


def _row(asked: AccessRequest) -> dict[str, object]:
    return {
        "id": asked.id,
        "asset": asked.asset_id,
        "purpose": asked.use.purpose,
        "channel": asked.use.channel,
        "name": asked.name,
        "requester": asked.requester,
        "message": asked.message,
        "state": asked.state,
        "answer": asked.answer,
        "grant": asked.grant_id,
    }
