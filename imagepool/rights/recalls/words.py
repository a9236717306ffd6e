"""The words of recalls, German and English, read from the data file beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from imagepool.rights.words import LANGUAGES, LangText

__all__ = ["recall_words"]


def recall_words(group: str, key: str, **filled: str | LangText) -> LangText:
    """Return an entry of the data file; what stands in braces is filled in.

    >>> recall_words("texts", "receipt")["de"]
    'Beleg'
    """
    text = _table()[group][key]
    return {language: _filled(text[language], language, filled) for language in LANGUAGES}


def _filled(text: str, language: str, filled: Mapping[str, str | LangText]) -> str:
    for name, value in filled.items():
        said = value if isinstance(value, str) else value[language]
        text = text.replace("{" + name + "}", said)
    return text


@cache
def _table() -> Mapping[str, Mapping[str, LangText]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
