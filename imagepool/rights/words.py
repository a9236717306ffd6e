"""The words of the rights room, German and English, read from the data file beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from imagepool.rights.uses import Audience, Channel, Purpose

__all__ = ["LANGUAGES", "LangText", "label", "words"]

LangText = Mapping[str, str]  # language -> text

LANGUAGES = ("de", "en")

_GROUPS: Mapping[type[StrEnum], str] = {
    Purpose: "purposes",
    Channel: "channels",
    Audience: "audiences",
}


def words(group: str, key: str) -> LangText:
    """Return one entry of the data file, such as ``words("reasons", "withdrawn")["de"]``."""
    return _table()[group][key]


def label(value: Purpose | Channel | Audience) -> LangText:
    """Return what a form calls this purpose, channel or audience.

    >>> label(Channel.PRINT)["de"]
    'Druck'
    """
    return words(_GROUPS[type(value)], value)


@cache
def _table() -> Mapping[str, Mapping[str, LangText]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
