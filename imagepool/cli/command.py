"""What every command has: ``--json``, clear errors, and one table of exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from imagepool.errors import (
    ConfigurationError,
    InfrastructureError,
    InvalidConcept,
    InvalidQuery,
    InvalidRequest,
    NotFound,
    PoolError,
)

DONE, FINDINGS, USAGE, MISSING, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 4, 130

_EXIT: tuple[tuple[type[PoolError], int], ...] = (
    (NotFound, MISSING),
    (ConfigurationError, TROUBLE),
    (InfrastructureError, TROUBLE),
    (InvalidConcept, USAGE),
    (InvalidQuery, USAGE),
    (InvalidRequest, USAGE),
    (PoolError, FINDINGS),
)


class Command(click.Command):
    """A command with ``--json``, whose refusals end in a sentence and an exit code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        about = "Write data as JSON to standard output."
        self.params.append(click.Option(["--json", "as_json"], is_flag=True, help=about))

    def invoke(self, context: click.Context) -> Any:
        with refusing(as_json=bool(context.params.get("as_json"))):
            return super().invoke(context)


class Group(click.Group):
    """A group of such commands."""

    command_class = Command


@contextmanager
def refusing(*, as_json: bool) -> Iterator[None]:
    """Turn refusals and an interrupt into messages and exit codes."""
    try:
        yield
    except PoolError as error:
        refuse(error, as_json=as_json)
    except KeyboardInterrupt:
        say("interrupted")
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # Whoever read our output has gone; so that Python does not complain at its end:
        sys.stdout = None
        raise SystemExit(DONE) from None


@contextmanager
def told_in_json(*, as_json: bool) -> Iterator[None]:
    """Tell wrong usage as data, too, before click tells it on standard error."""
    try:
        yield
    except click.UsageError as error:
        if as_json:
            hint = f"see `{error.ctx.command_path} --help`" if error.ctx else ""
            message = error.format_message()
            emit({"error": {"code": "usage", "message": message, "hint": hint}})
        raise


def refuse(error: PoolError, *, as_json: bool) -> NoReturn:
    """Say what is wrong and what to do about it, and end with the code for it."""
    if as_json:
        emit({"error": {"code": error.code, "message": error.message, "hint": error.hint}})
    say(f"imagepool: {error.message}" + (f"\n  {error.hint}" if error.hint else ""))
    raise SystemExit(next(code for kind, code in _EXIT if isinstance(error, kind)))


def emit(data: Mapping[str, Any] | list[Any]) -> None:
    """Write one line of JSON to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, default=str))


def say(message: str) -> None:
    """Write a message to standard error."""
    click.echo(message, err=True)
