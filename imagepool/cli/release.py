"""``imagepool release``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.cli.uses import choice_of
from imagepool.cli.written import written
from imagepool.rights.days import today
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from imagepool.rights.territories import territory as territory_code
from imagepool.rights.uses import Channel, Purpose


@click.group(cls=Group)
def release() -> None:
    """Keep the consents of persons shown and of owners."""


@release.command()
@click.argument("assets", nargs=-1, required=True)
@click.option("--kind", type=choice_of(ReleaseKind), required=True)
@click.option("--subject", required=True, help="Who consented.")
@click.option("--basis", type=choice_of(LegalBasis), default=str(LegalBasis.CONSENT))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@click.option("--purpose", multiple=True, type=choice_of(Purpose), help="Only for this.")
@click.option("--channel", multiple=True, type=choice_of(Channel), help="Only there.")
@click.option("--territory", multiple=True, help="Only there: DE, DE-TH, EU, DACH.")
@click.option("--naming", is_flag=True, help="The person may be named.")
@click.option(
    "--evidence",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The signed paper; it is kept encrypted.",
)
def add(assets: tuple[str, ...], evidence: Path | None, as_json: bool, **given: Any) -> None:
    """Note a release that was given on paper or by word."""
    scope = Scope(
        purposes=frozenset(map(Purpose, given["purpose"])),
        channels=frozenset(map(Channel, given["channel"])),
        territories=frozenset(map(territory_code, given["territory"])),
        naming=given["naming"],
    )
    written_down = Release(
        id="",  # given by the pool
        kind=ReleaseKind(given["kind"]),
        legal_basis=LegalBasis(given["basis"]),
        state=ReleaseState.GIVEN,
        subject=given["subject"],
        scope=scope,
        valid_until=given["until"].date() if given["until"] else None,
    )
    paper = evidence.read_bytes() if evidence else b""
    with open_pool() as pool:
        kept = pool.releases.note(assets, written_down, actor=terminal_user(), paper=paper)
    _tell(kept, as_json=as_json)


@release.command()
@click.argument("assets", nargs=-1, required=True)
@click.option("--kind", type=choice_of(ReleaseKind), required=True)
@click.option("--subject", default="", help="Who is it, for you alone.")
def link(assets: tuple[str, ...], kind: str, subject: str, as_json: bool) -> None:
    """Make a link by which somebody consents on their own phone, and later withdraws."""
    with open_pool() as pool:
        asked = pool.releases.ask(assets, ReleaseKind(kind), actor=terminal_user(), subject=subject)
        address = f"{pool.settings.public_url}/freigabe/{asked.token}"
    told = {**_row(asked.release), "link": address}
    emit(told) if as_json else click.echo(f"{asked.release.id}  {address}")


@release.command()
@click.argument("release_id", metavar="RELEASE")
@click.option("--reason", required=True, help="How it was withdrawn, for those who come after.")
def withdraw(release_id: str, reason: str, as_json: bool) -> None:
    """Note that a release was withdrawn; its pictures are no longer delivered from now on."""
    with open_pool() as pool:
        ended = pool.releases.withdraw(release_id, actor=terminal_user(), reason=reason)
    _tell(ended, as_json=as_json)


@release.command("list")
@click.option("--asset", help="Only those of this picture.")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True)
@click.option("--after", metavar="CURSOR")
def listed(asset: str | None, limit: int, after: str | None, as_json: bool) -> None:
    """List releases, newest first."""
    with open_pool() as pool:
        if asset:
            found = pool.clearance.rights(pool.asset(asset)).clearance.releases
            following = None
        else:
            page = pool.releases.page(after, limit=limit)
            found, following = page.items, page.next
    if as_json:
        emit({"releases": [_row(each) for each in found], "next": following})
        return
    for each in found:
        _tell(each, as_json=False)


@release.command("evidence")
@click.argument("release_id", metavar="RELEASE")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def paper(release_id: str, out: Path, as_json: bool) -> None:
    """Decrypt the signed paper of a release into a file."""
    with open_pool() as pool:
        path = written(out, pool.releases.paper(release_id))
    emit({"file": str(path)}) if as_json else click.echo(str(path))


def _tell(kept: Release, *, as_json: bool) -> None:
    standing = kept.standing(today())
    told = f"{kept.id}  {kept.kind}  {standing}  {kept.subject}"
    emit(_row(kept)) if as_json else click.echo(told)


def _row(kept: Release) -> dict[str, object]:
    return {
        "id": kept.id,
        "kind": kept.kind,
        "standing": kept.standing(today()),
        "subject": kept.subject,
        "basis": kept.legal_basis,
        "given_at": kept.given_at,
        "valid_until": kept.valid_until,
        "ended_at": kept.ended_at,
    }
