"""The words of the rights room, German and English, read from the data file beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from imagepool.rights.uses import Audience, Channel, Purpose

__all__ = ["LANGUAGES", "LangText", "Table", "filled", "label", "table_beside", "words"]

LangText = Mapping[str, str]  # language -> text
Table = Mapping[str, Mapping[str, LangText]]  # group -> key -> text

LANGUAGES = ("de", "en")

_GROUPS: Mapping[type[StrEnum], str] = {
    Purpose: "purposes",
    Channel: "channels",
    Audience: "audiences",
}


def words(group: str, key: str) -> LangText:
    """Return one entry of the data file, such as ``words("reasons", "withdrawn")["de"]``."""
    return table_beside(__file__)[group][key]


def label(value: Purpose | Channel | Audience) -> LangText:
    """Return what a form calls this purpose, channel or audience.

    >>> label(Channel.PRINT)["de"]
    'Druck'
    """
    return words(_GROUPS[type(value)], value)


def filled(text: LangText, **values: str | LangText) -> LangText:
    """Return the text with what stands in braces filled in.

    >>> filled({"de": "{n} Bilder", "en": "{n} pictures"}, n="3")["de"]
    '3 Bilder'
    """
    return {language: _filled(text[language], language, values) for language in LANGUAGES}


@cache
def table_beside(module: str) -> Table:
    """Return the data file that lies beside a module and is named like it, with ``.toml``."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text("utf-8"))


def _filled(text: str, language: str, values: Mapping[str, str | LangText]) -> str:
    for name, value in values.items():
        said = value if isinstance(value, str) else value[language]
        text = text.replace("{" + name + "}", said)
    return text
