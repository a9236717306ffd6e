"""The options that say how a picture will be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from imagepool.rights.uses import Audience, Channel, Purpose


def use_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--purpose``, ``--channel`` and ``--audience``."""
    options = (
        click.option(
            "--purpose",
            type=click.Choice([each.value for each in Purpose]),
            required=True,
            help="What for.",
        ),
        click.option(
            "--channel",
            type=click.Choice([each.value for each in Channel]),
            required=True,
            help="Where it appears.",
        ),
        click.option(
            "--audience",
            type=click.Choice([each.value for each in Audience]),
            default=str(Audience.PUBLIC),
            show_default=True,
            help="Who asks.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
