"""The program ``imagepool``: its commands by name, loaded only when one is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from imagepool.cli.command import refusing, told_in_json
from imagepool.cli.plugins import no_plugins_option

COMMANDS = {
    "account": "imagepool.cli.account:account",
    "check": "imagepool.cli.check:check",
    "collection": "imagepool.cli.collection:collection",
    "completion": "imagepool.cli.completion:completion",
    "config": "imagepool.cli.config:config",
    "db": "imagepool.cli.db:db",
    "demo": "imagepool.cli.demo:demo",
    "download": "imagepool.cli.download:download",
    "events": "imagepool.cli.events:events",
    "explain": "imagepool.cli.explain:explain",
    "fsck": "imagepool.cli.fsck:fsck",
    "index": "imagepool.cli.index:index",
    "identify": "imagepool.cli.identify:identify",
    "ingest": "imagepool.cli.ingest:ingest",
    "init": "imagepool.cli.init:init",
    "inspect": "imagepool.cli.inspect:inspect",
    "keys": "imagepool.cli.keys:keys",
    "may": "imagepool.cli.may:may",
    "release": "imagepool.cli.release:release",
    "request": "imagepool.cli.request:request",
    "recall": "imagepool.cli.recall:recall",
    "retention": "imagepool.cli.retention:retention",
    "region": "imagepool.cli.region:region",
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

    def make_context(
        self, info_name: str | None, args: list[str], *rest: Any, **extra: Any
    ) -> click.Context:
        """Read the command line; see ``told_in_json``."""
        given = args[: args.index("--")] if "--" in args else args
        as_json = "--json" in given
        with told_in_json(as_json=as_json):
            context = super().make_context(info_name, args, *rest, **extra)
        context.meta["imagepool.as_json"] = as_json
        return context

    def invoke(self, context: click.Context) -> Any:
        as_json = bool(context.meta["imagepool.as_json"])
        # An interrupt may come before the command has begun.
        with refusing(as_json=False), told_in_json(as_json=as_json):
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
