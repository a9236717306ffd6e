"""Who reads the terminal: the language to answer in where no option says so."""

from __future__ import annotations

import os

import click

__all__ = ["lang_option", "readers_language"]


def readers_language() -> str:
    """Return "en" where the terminal is set to English, else "de", as the web pages do."""
    chosen = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, chosen), "").lower().startswith("en") else "de"


lang_option = click.option(
    "--lang",
    type=click.Choice(["de", "en"]),
    default=readers_language,
    help="German or English.  [default: the terminal's]",
)
