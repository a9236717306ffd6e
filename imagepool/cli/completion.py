"""``imagepool completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from imagepool.cli.command import Command, emit


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool) -> None:
    """Print a script that completes commands and options in your shell.

    For bash: imagepool completion bash > ~/.local/share/bash-completion/completions/imagepool
    """
    kind = get_completion_class(shell)
    assert kind is not None  # the choices are click's own
    program = context.find_root().command
    script = kind(program, {}, "imagepool", "_IMAGEPOOL_COMPLETE").source()
    emit({"shell": shell, "script": script}) if as_json else click.echo(script)
