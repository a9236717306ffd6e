"""The option that answers the rights questionnaire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from imagepool.rights.declarations import Declarations
from imagepool.rights.questionnaire import answers_of, declared, questions


def declare_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--declare QUESTION=ANSWER``, repeatable; it arrives as declarations."""
    asked = ", ".join(f"{each.name}={'|'.join(each.answers)}" for each in questions())
    option = click.option(
        "--declare",
        "declarations",
        multiple=True,
        metavar="QUESTION=ANSWER",
        callback=_declared,
        help=f"Answer the questionnaire; what is not said needs no release.  [{asked}]",
    )
    return option(command)


def _declared(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> Declarations | None:
    """Return what was declared; beside an answer that is given, the others are the plain ones."""
    if not given:
        return None
    pairs = [each.partition("=") for each in given]
    wrong = [name for name, equals, _answer in pairs if not equals]
    if wrong:
        raise click.BadParameter(f"{wrong[0]} has no answer; write {wrong[0]}=...", context, option)
    plain = answers_of(Declarations.nothing_to_release())
    return declared({**plain, **{name: answer for name, _equals, answer in pairs}})
