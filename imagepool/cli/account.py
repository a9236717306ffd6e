"""``imagepool account``."""

from __future__ import annotations

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool
from imagepool.pool import Pool
from imagepool.rights.people import Role


@click.group(cls=Group)
def account() -> None:
    """Say who may upload and review."""


@account.command()
@click.argument("email")
@click.option("--name", required=True, help="As it stands in the record of who did what.")
@click.option(
    "--role", type=click.Choice([each.value for each in Role]), default=str(Role.CONTRIBUTOR)
)
def add(email: str, name: str, role: str, as_json: bool) -> None:
    """Add a person, or change name and role, and print a one-time login link."""
    with open_pool(create=True) as pool:
        pool.accounts.admit(email, name=name, role=Role(role))
        _show_link(pool, email, as_json=as_json)


@account.command()
@click.argument("email")
def link(email: str, as_json: bool) -> None:
    """Print a new one-time login link; it works once, within a day."""
    with open_pool() as pool:
        _show_link(pool, email, as_json=as_json)


def _show_link(pool: Pool, email: str, *, as_json: bool) -> None:
    url = login_link(pool, email)
    if as_json:
        emit({"email": email, "link": url})
    else:
        click.echo(url)


def login_link(pool: Pool, email: str, *, base: str = "") -> str:
    """Return the address that lets a person in once."""
    return f"{base or pool.settings.public_url}/anmelden/{pool.accounts.one_time_token(email)}"
