"""``imagepool review persons``."""

from __future__ import annotations

import click

from imagepool.cli.command import Command, emit
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.rights.depicted import DepictedPerson


@click.command(cls=Command)
@click.argument("asset")
@click.option("--accept", is_flag=True, help="Keep whom the caption names.")
@click.option(
    "--person",
    "given",
    multiple=True,
    metavar="NAME[|POSITION[|ORGANIZATION[|RELEASE]]]",
    help="Keep these instead, from the left; repeatable.",
)
@click.option("--nobody", is_flag=True, help="Keep that nobody is named.")
def persons(asset: str, accept: bool, given: tuple[str, ...], nobody: bool, as_json: bool) -> None:
    """Tell who is shown in a photo, and whom its caption names; without options nothing is kept."""
    if accept + bool(given) + nobody > 1:
        raise click.UsageError("--accept, --person and --nobody exclude each other.")
    with open_pool() as pool:
        proposed = pool.clearance.proposed(pool.asset(asset))
        if accept or given or nobody:
            listed = proposed if accept else tuple(map(_person, given))
            pool.clearance.depict(asset, listed, actor=terminal_user())
        kept = pool.clearance.rights(pool.asset(asset)).clearance.depicted
    if as_json:
        emit({"id": asset, "persons": _rows(kept), "proposed": _rows(proposed)})
        return
    for kind, some in (("shown", kept), ("proposed", () if kept else proposed)):
        for each in some:
            told = (each.name, each.position, each.organization, each.release_id or "")
            click.echo("  ".join((kind, *filter(None, told))))


def _person(text: str) -> DepictedPerson:
    parts = [part.strip() for part in text.split("|")]
    if not parts[0] or len(parts) > 4:
        raise click.BadParameter(f"{text!r} is none; write NAME|POSITION|ORGANIZATION|RELEASE")
    name, position, organization, release = (*parts, "", "", "")[:4]
    return DepictedPerson(
        name=name, position=position, organization=organization, release_id=release or None
    )


def _rows(some: tuple[DepictedPerson, ...]) -> list[dict[str, str | None]]:
    return [
        {
            "name": each.name,
            "position": each.position,
            "organization": each.organization,
            "release": each.release_id,
        }
        for each in some
    ]
