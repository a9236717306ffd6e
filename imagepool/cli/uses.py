"""The options that say how a picture will be used."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

import click

from imagepool.rights.addresses import contact_address
from imagepool.rights.territories import territory as territory_code
from imagepool.rights.uses import Audience, Channel, Edit, Purpose, Use


def use_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a use, which reaches it as ``use``."""

    @wraps(command)
    def with_use(
        *arguments: Any,
        purpose: str,
        channel: str,
        audience: str,
        print_run: int | None,
        territory: str,
        edit: str,
        requester: str,
        **options: Any,
    ) -> Any:
        use = Use(
            purpose=Purpose(purpose),
            channel=Channel(channel),
            audience=Audience(audience),
            print_run=print_run,
            territory=territory_code(territory),
            edit=Edit(edit),
        )
        contact_address(requester)  # refuses what is none, before a grant is missed for a slip
        return command(*arguments, use=use, requester=requester, **options)

    options = (
        click.option("--purpose", type=choice_of(Purpose), required=True, help="What for."),
        click.option("--channel", type=choice_of(Channel), required=True, help="Where it appears."),
        click.option(
            "--audience",
            type=choice_of(Audience),
            default=str(Audience.PUBLIC),
            show_default=True,
            help="Who asks.",
        ),
        click.option("--print-run", type=click.IntRange(0), help="Number of printed copies."),
        click.option(
            "--territory", default="", help="Where it is seen: DE, DE-TH, EU.  [default: anywhere]"
        ),
        click.option(
            "--edit",
            type=choice_of(Edit),
            default=str(Edit.NONE),
            show_default=True,
            help="How far it is changed.",
        ),
        click.option("--for", "requester", default="", metavar="MAIL", help="Whose grants count."),
    )
    decorated: Callable[..., Any] = with_use
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def choice_of(kind: type[StrEnum]) -> click.Choice[str]:
    """Return an option's type: the values of an enumeration."""
    return click.Choice([each.value for each in kind])
