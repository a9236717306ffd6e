"""``--no-plugins``: only the rules that imagepool brings along."""

from __future__ import annotations

import click

from imagepool.style.plugin_switch import leave_plugins_out

__all__ = ["no_plugins_option"]


def _leave_out(_context: click.Context, _parameter: click.Parameter, given: bool) -> None:
    if given:
        leave_plugins_out()


no_plugins_option = click.option(
    "--no-plugins",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_leave_out,
    help="Leave out the rules that other packages add.",
)
