"""``imagepool recall``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

import click

from imagepool.cli.command import FINDINGS, Group, emit, say
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.pool import Pool
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.workflows.recall import RecallTerms


@click.group(cls=Group)
def recall() -> None:
    """Call back what went out: block it at once, and write to those who hold it."""


@recall.command("open")
@click.argument("assets", nargs=-1, required=True, metavar="ASSET...")
@click.option("--cause", type=click.Choice([str(each) for each in Cause]), required=True)
@click.option("--severity", type=click.Choice([str(each) for each in Severity]), required=True)
@click.option("--message", default="", help="To the holders; never names the person.")
@click.option(
    "--replace",
    "replacements",
    multiple=True,
    metavar="ASSET",
    help="A picture to use instead; repeatable.",
)
@click.option(
    "--effective",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="From which day it counts; holders are told now.  [default: at once]",
)
@click.option("--printed-too", is_flag=True, help="What is printed may not be used up either.")
@click.option(
    "--undo-hours", type=click.FloatRange(0), help="How long it can be undone.  [default: 168]"
)
def open_(assets: tuple[str, ...], cause: str, severity: str, as_json: bool, **said: Any) -> None:
    """Open a recall of one or more assets."""
    with open_pool() as pool:
        opened = pool.recalls.open(
            assets,
            cause=Cause(cause),
            severity=Severity(severity),
            actor=terminal_user(),
            **_terms(**said),
        )
        _tell(pool, opened, as_json=as_json)
        if not pool.recalls.can_write:
            say("no mail server is set (smtp_host): letters wait until there is one")


def _terms(effective: datetime | None, undo_hours: float | None, **said: Any) -> RecallTerms:
    """Return what was said of a recall; what was not has its default."""
    terms = cast("RecallTerms", said)
    if effective is not None:
        terms["effective_at"] = effective.date()
    if undo_hours is not None:
        terms["undo_hours"] = undo_hours
    return terms


@recall.command()
@click.argument("recall_id", required=False, metavar="[RECALL]")
@click.option("--limit", type=click.IntRange(1, 200), default=24, show_default=True)
def status(recall_id: str | None, limit: int, as_json: bool) -> None:
    """Report on one recall, or list the newest."""
    with open_pool() as pool:
        if recall_id:
            _tell(pool, pool.recalls.get(recall_id), as_json=as_json)
            return
        for each in pool.recalls.page(limit=limit).items:
            _tell(pool, each, as_json=as_json)


@recall.command()
@click.argument("recall_id", metavar="RECALL")
@click.option("--reason", default="", help="For those who come after.")
def undo(recall_id: str, reason: str, as_json: bool) -> None:
    """Take a recall back: all is as before, and who was told is told so."""
    with open_pool() as pool:
        undone = pool.recalls.undo(recall_id, actor=terminal_user(), reason=reason)
        _tell(pool, undone, as_json=as_json)


@recall.command()
@click.argument("recall_id", metavar="RECALL")
def close(recall_id: str, as_json: bool) -> None:
    """Close a recall and keep its report as evidence; what is blocked stays blocked."""
    with open_pool() as pool:
        _tell(pool, pool.recalls.close(recall_id, actor=terminal_user()), as_json=as_json)


@recall.command()
def bounce(as_json: bool) -> None:
    """Read a mail that came back from standard input, and note whose it was.

    For the mail server's configuration, such as a pipe for the address that mail_bounces names.
    Mail that is no report of ours ends with exit code 1 and changes nothing.
    """
    with open_pool() as pool:
        found = pool.recalls.bounce(sys.stdin.buffer.read())
    if as_json:
        emit({"letter": found.letter_id, "lasting": found.lasting} if found else {"letter": None})
    if found is None:
        say("this mail does not tell of a letter of ours")
        raise SystemExit(FINDINGS)


@recall.command()
@click.argument("address")
def forget(address: str, as_json: bool) -> None:
    """Erase an e-mail ADDRESS wherever it is kept for recalls; figures and receipts stay."""
    with open_pool() as pool:
        places = pool.recalls.forget(address)
    emit({"erased": places}) if as_json else click.echo(f"erased at {places} places")


def _tell(pool: Pool, one: Recall, *, as_json: bool) -> None:
    report = pool.recalls.report(one.id)
    if as_json:
        emit({"id": one.id, **report})
        return
    state = "undone" if one.undone_at else "closed" if one.closed_at else "open"
    click.echo(f"{one.id}  {state}  {one.severity}  {one.cause}  {' '.join(one.asset_ids)}")
    click.echo(f"  told: {_counts(report['reached'])}")
    click.echo(f"  answered: {_counts(report['answered'])}")


def _counts(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counted.items() if count) or "nobody"
