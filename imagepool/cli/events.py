"""``imagepool events``: the event log."""

from __future__ import annotations

from dataclasses import asdict

import click

from imagepool.asset import Event
from imagepool.cli.command import Group, emit, say
from imagepool.cli.opened import open_pool, terminal_user


@click.group(cls=Group)
def events() -> None:
    """Read the event log, and erase people from it; `imagepool fsck` proves it."""


@events.command("list")
@click.option("--subject", default="", help="Of this alone, such as asset:ID or key:ID.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@click.option("--after", metavar="CURSOR", help="What the page before named as next.")
def list_(subject: str, limit: int, after: str | None, as_json: bool) -> None:
    """List events, newest first."""
    with open_pool() as pool:
        if subject:
            found, following = pool.log.of_subject(subject)[::-1][:limit], None
        else:
            page = pool.log.page(after, limit=limit)
            found, following = page.items, page.next
    if as_json:
        emit({"events": [asdict(each) for each in found], "next": following})
        return
    for each in found:
        click.echo(_line(each))
    if following:
        say(f"more: --after {following}")


@events.command()
@click.argument("name")
@click.option("--reason", required=True, help="Why, for the record; without the name.")
def erase(name: str, reason: str, as_json: bool) -> None:
    """Erase a person, named exactly as in the log, from who did what, with the details.

    When, what and to which subject stay, and the chain still holds. This cannot be undone.
    """
    with open_pool() as pool:
        count = pool.log.erase(name, actor=terminal_user(), reason=reason)
    if as_json:
        emit({"erased": count})
        return
    say(f"erased from {count} events")


def _line(event: Event) -> str:
    told = " ".join(f"{name}={value}" for name, value in event.detail.items())
    return "  ".join(filter(None, [event.at, event.act, event.subject, event.actor, told]))
