"""The sentences a photographer reads: German and English, filled with value and limit.

Each rule's words lie in a TOML file beside it (``sharpness.py``, ``sharpness.toml``); words that
all rules share lie in ``sentences.toml``. A concept may replace a rule's message and remedy.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from imagepool.style.report import LangText

__all__ = [
    "ALWAYS_SAID",
    "LANGUAGES",
    "Term",
    "Words",
    "number",
    "placeholders",
    "shared_words",
    "with_unit",
    "words_of",
]

LANGUAGES = ("de", "en")
ALWAYS_SAID = frozenset({"value", "limit", "unit", "required"})
"""What every rule's sentences may name in braces, besides what the rule itself gives."""
# What a sentence may name: a number, a word or several (looked up among the terms), a text.
Term = float | str | tuple[str, ...] | LangText


class Words:
    """The words of one rule."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    @property
    def title(self) -> LangText:
        title: LangText = self._data["title"]
        return title

    def unit(self, unit: str, lang: str) -> str:
        """Return the rule's unit in this language; most are the same in all."""
        own: LangText = self._data.get("unit", {})
        return own.get(lang, unit)

    @property
    def quantity(self) -> LangText:
        """What is measured, as a heading of its limits: "blur of the sharpest place"."""
        named: LangText = self._data.get("quantity", self.title)
        return named

    def sentence(self, *path: str) -> LangText:
        """Return the sentence at a path such as ("above", "message"); {} where there is none."""
        found: Any = self._data
        for step in path:
            found = found.get(step, {})
        return dict(found)

    def page(self, lang: str) -> Mapping[str, str]:
        """Return the parts of the help page in this language; {} where it is not written here."""
        parts: Mapping[str, str] = self._data.get("page", {}).get(lang, {})
        return parts

    @property
    def placeholders(self) -> frozenset[str]:
        """Names that what this rule says of a measured value may use in braces."""
        unfilled = {"terms", "page", "unit", "quantity", "example", "unmeasurable"}
        texts = _texts({key: part for key, part in self._data.items() if key not in unfilled})
        return frozenset().union(*map(placeholders, texts))

    def fill(self, sentence: LangText, terms: Mapping[str, Term]) -> LangText:
        """Return the sentence with its placeholders filled, in each language."""
        return {
            lang: text.format_map({name: self._say(term, lang) for name, term in terms.items()})
            for lang, text in sentence.items()
        }

    def _say(self, term: Term, lang: str) -> str:
        if isinstance(term, tuple):
            return ", ".join(self._say(one, lang) for one in term)
        if isinstance(term, Mapping):
            return term[lang]
        if isinstance(term, str):
            return str(self.sentence("terms", term).get(lang, term))
        return number(term, 1, lang)


def number(value: float, digits: int, lang: str = "en") -> str:
    """Write a number as people do, with at most ``digits`` decimals.

    >>> number(0.86, 2, "de"), number(1024, 2, "de"), number(6.0, 1, "en")
    ('0,86', '1024', '6')
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace(".", ",") if lang == "de" else text


def with_unit(amount: str, unit: str) -> str:
    """Write an amount with its unit, as close to it as people do.

    >>> with_unit("2", "°"), with_unit("7", "-fach"), with_unit("6", "px"), with_unit("6", "")
    ('2°', '7-fach', '6 px', '6')
    """
    return f"{amount}{unit}" if unit[:1] in {"°", "-", ""} else f"{amount} {unit}"


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces; raises ``ValueError`` where braces do not match or do more."""
    names = set()
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(f"{{{name}}} is no plain name")
        names.add(name)
    return frozenset(names)


@cache
def words_of(path: Path) -> Words:
    """Load the words that lie at ``path``, over those that all rules share."""
    shared = shared_words()
    own = tomllib.loads(path.read_text("utf-8"))
    terms = shared.get("terms", {}) | own.get("terms", {})
    reasons = shared["unmeasurable"] | own.get("unmeasurable", {})
    return Words({**own, "terms": terms, "unmeasurable": reasons})


@cache
def shared_words() -> Mapping[str, Any]:
    """Load the words that do not belong to one rule."""
    return tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))


def _texts(data: Mapping[str, Any]) -> list[str]:
    texts: list[str] = []
    for part in data.values():
        texts += _texts(part) if isinstance(part, Mapping) else [str(part)]
    return texts
