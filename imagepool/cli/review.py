"""``imagepool review``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from imagepool.asset import Asset
from imagepool.cli.command import Group, emit
from imagepool.cli.declaring import declare_option
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.cli.persons import persons
from imagepool.cli.uses import choice_of
from imagepool.pool import Pool
from imagepool.rights.availability import Availability
from imagepool.rights.declarations import Declarations
from imagepool.rights.territories import territory as territory_code
from imagepool.rights.uses import Audience, Channel, Purpose
from imagepool.style.calibration.opinion import Opinion

_DAY = click.DateTime(["%Y-%m-%d"])
_LIMITING_DAYS = ("starts", "ends", "embargo_until")


@click.group(cls=Group)
def review() -> None:
    """Decide about photos, as the administrator at this terminal."""


review.add_command(persons)


@review.command()
@click.option("--limit", type=click.IntRange(1, 200), default=24, show_default=True)
@click.option("--after", metavar="CURSOR")
def queue(limit: int, after: str | None, as_json: bool) -> None:
    """List the photos that wait for a decision."""
    with open_pool() as pool:
        page = pool.review_queue(after, limit=limit)
    if as_json:
        emit({"assets": [_row(asset) for asset in page.items], "next": page.next})
        return
    for asset in page.items:
        click.echo(f"{asset.id}  {asset.state}  {asset.title}  {'; '.join(asset.creator)}")


@review.command()
@click.argument("assets", nargs=-1, required=True)
@click.option("--overrule", default="", metavar="REASON", help="Publish although a rule fails it.")
@click.option(
    "--confirm-rights",
    default="",
    metavar="REASON",
    help="Publish although the file names another creator or license.",
)
@click.option("--signed", is_flag=True, help="The photographer has signed the agreement.")
def publish(
    assets: tuple[str, ...], overrule: str, confirm_rights: str, signed: bool, as_json: bool
) -> None:
    """Publish photos."""

    def act(pool: Pool, asset: str) -> Asset:
        if signed:
            pool.sign_for(asset, actor=terminal_user())
        return pool.publish(
            asset, actor=terminal_user(), overrule=overrule, confirm_rights=confirm_rights
        )

    _decide(assets, act, as_json=as_json)


def _reasoned(name: str, about: str, act: Callable[[Pool, str, str], Asset]) -> None:
    @review.command(name, help=about)
    @click.argument("assets", nargs=-1, required=True)
    @click.option("--reason", required=True, help="For those who come after.")
    def decide(assets: tuple[str, ...], reason: str, as_json: bool) -> None:
        _decide(assets, lambda pool, asset: act(pool, asset, reason), as_json=as_json)


_reasoned(
    "return",
    "Return photos to their photographer.",
    lambda pool, asset, reason: pool.return_(asset, actor=terminal_user(), reason=reason),
)
_reasoned(
    "reject",
    "Reject photos for good.",
    lambda pool, asset, reason: pool.reject(asset, actor=terminal_user(), reason=reason),
)
_reasoned(
    "withdraw",
    "Stop delivery of photos at once.",
    lambda pool, asset, reason: pool.withdraw(asset, actor=terminal_user(), reason=reason),
)


@review.command()
@click.argument("asset")
@click.argument("rule")
@click.option("--reason", required=True, help="For those who come after, and for the count.")
def overrule(asset: str, rule: str, reason: str, as_json: bool) -> None:
    """Say that RULE is wrong about a photo; its finding no longer blocks publishing."""
    with open_pool() as pool:
        said = pool.style.overrule(asset, rule, actor=terminal_user(), reason=reason)
    _tell(said, as_json=as_json)


@review.command()
@click.argument("asset")
@click.argument("rule")
@click.option("--reason", required=True, help="What the rule should have seen.")
def missed(asset: str, rule: str, reason: str, as_json: bool) -> None:
    """Note that RULE should have spoken about a photo, and kept silent."""
    with open_pool() as pool:
        said = pool.style.miss(asset, rule, actor=terminal_user(), reason=reason)
    _tell(said, as_json=as_json)


@review.command()
@click.argument("asset")
@click.argument("rule")
def uphold(asset: str, rule: str, as_json: bool) -> None:
    """Take an objection to RULE back."""
    with open_pool() as pool:
        pool.style.uphold(asset, rule, actor=terminal_user())
        report = pool.report(asset)
    verdict = str(report.verdict) if report else None
    told = {"id": asset, "rule": rule, "verdict": verdict}
    emit(told) if as_json else click.echo(f"{asset}  {rule}  upheld")


@review.command()
@click.argument("assets", nargs=-1, required=True)
def judge(assets: tuple[str, ...], as_json: bool) -> None:
    """Measure photos again, by the present concept; what curators said of a rule stays."""
    with open_pool() as pool:
        for each in assets:
            report = pool.style.judge_again(each, actor=terminal_user())
            told = {"id": each, **report.as_json()}
            emit(told) if as_json else click.echo(f"{each}  {report.verdict}")


@review.command()
@click.argument("assets", nargs=-1, required=True)
@click.option("--from", "starts", type=_DAY, help="First day.")
@click.option("--until", "ends", type=_DAY, help="Last day.")
@click.option("--embargo", "embargo_until", type=_DAY, help="Not to be shown before that day.")
@click.option("--territory", multiple=True, help="Only there: DE, DE-TH, EU, DACH.")
@click.option("--purpose", multiple=True, type=choice_of(Purpose), help="Only for this.")
@click.option("--channel", multiple=True, type=choice_of(Channel), help="Only there.")
@click.option("--to", "audience", multiple=True, type=choice_of(Audience), help="Only to them.")
def limit(assets: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Limit when, where and for what photos are to be had; without options the limits end."""
    days = {name: each.date() if (each := given[name]) else None for name in _LIMITING_DAYS}
    availability = Availability(
        **days,
        territories=frozenset(map(territory_code, given["territory"])),
        purposes=frozenset(map(Purpose, given["purpose"])),
        channels=frozenset(map(Channel, given["channel"])),
        audiences=frozenset(map(Audience, given["audience"])),
    )
    limited = partial(_limited, availability=availability)
    _decide(assets, limited, as_json=as_json)


@review.command()
@click.argument("assets", nargs=-1, required=True)
@declare_option
def declare(assets: tuple[str, ...], declarations: Declarations | None, as_json: bool) -> None:
    """Answer the rights questionnaire on the photographer's word; nothing said: nothing to release.

    What the answers need, such as the consent of who is shown, must be there before publishing.
    """
    answers = declarations or Declarations.nothing_to_release()

    def act(pool: Pool, asset: str) -> Asset:
        return pool.clearance.declare(asset, answers, actor=terminal_user())

    _decide(assets, act, as_json=as_json)


def _limited(pool: Pool, asset: str, *, availability: Availability) -> Asset:
    return pool.clearance.limit(asset, availability, actor=terminal_user())


def _tell(said: Opinion, *, as_json: bool) -> None:
    told = {"id": said.asset_id, "rule": said.rule, **said.as_json()}
    emit(told) if as_json else click.echo(f"{said.asset_id}  {said.rule}  {said.stance}")


def _decide(assets: tuple[str, ...], act: Callable[[Pool, str], Asset], *, as_json: bool) -> None:
    with open_pool() as pool:
        for each in assets:
            asset = act(pool, each)
            emit(_row(asset)) if as_json else click.echo(f"{asset.id}  {asset.state}")


def _row(asset: Asset) -> dict[str, object]:
    return {
        "id": asset.id,
        "state": asset.state,
        "title": asset.title,
        "creator": asset.creator,
        "license": asset.license_id,
    }
