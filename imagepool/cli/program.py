"""The program ``imagepool``: its commands by name, loaded only when one is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from imagepool.cli.command import refusing
from imagepool.cli.plugins import no_plugins_option

COMMANDS = {
    "account": "imagepool.cli.account:account",
    "check": "imagepool.cli.check:check",
    "completion": "imagepool.cli.completion:completion",
    "config": "imagepool.cli.config:config",
    "db": "imagepool.cli.db:db",
    "demo": "imagepool.cli.demo:demo",
    "download": "imagepool.cli.download:download",
    "explain": "imagepool.cli.explain:explain",
    "fsck": "imagepool.cli.fsck:fsck",
    "ingest": "imagepool.cli.ingest:ingest",
    "init": "imagepool.cli.init:init",
    "inspect": "imagepool.cli.inspect:inspect",
    "keys": "imagepool.cli.keys:keys",
    "may": "imagepool.cli.may:may",
    "request": "imagepool.cli.request:request",
    "review": "imagepool.cli.review:review",
    "search": "imagepool.cli.search:search",
    "serve": "imagepool.cli.serve:serve",
    "style": "imagepool.cli.style:style",
    "verify": "imagepool.cli.verify:verify",
    "worker": "imagepool.cli.worker:worker",
}


class Program(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        return command if isinstance(command, click.Command) else None

    def invoke(self, context: click.Context) -> Any:
        with refusing(as_json=False):  # an interrupt may come before the command has begun
            return super().invoke(context)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="imagepool")
@no_plugins_option
def main() -> None:
    """Keep a region's image pool: ingest, check, search, license, deliver, verify.

    Settings come from imagepool.toml in this folder and from IMAGEPOOL_* variables. Every command
    takes --json: data on standard output, messages on standard error. Exit codes: 0 done,
    1 findings or refused, 2 wrong usage, 3 not found, 4 configuration or storage trouble,
    130 interrupted.
    """
