"""How the contact sheet writes things: words in both languages, numbers, curves."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from imagepool.photo.unreadable import unreadable_text
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.report import CheckedPhoto, Finding, Kind, LangText, Region
from imagepool.style.reports.sketch import Bars
from imagepool.style.requirements import StyleConcept
from imagepool.style.sentences import LANGUAGES, number, shared_words
from imagepool.style.telling import required_text, value_text

__all__ = ["both", "day_in_words", "filters_for", "percent", "rule_title"]

_FULL = 100  # a bar of a histogram
_TAG = 0.12  # of the picture: the height of a number
_BREAKS = re.compile(r"([/_.\-])")


def filters_for(concept: StyleConcept) -> dict[str, Callable[..., Any]]:
    """Return the template's filters."""

    def circumstance(name: str) -> LangText:
        own: LangText = shared_words()["terms"].get(name, {})
        return concept.circumstance_title(name) or own or dict.fromkeys(LANGUAGES, name)

    def circumstances(photo: CheckedPhoto) -> LangText:
        titles = [circumstance(name) for name in photo.report.circumstances] if photo.report else []
        return {lang: ", ".join(title[lang] for title in titles) for lang in LANGUAGES}

    return {
        "area": area,
        "below": below,
        "base64": lambda data: b64encode(data).decode("ascii"),
        "both": both,
        "breakable": breakable,
        "circumstance": circumstance,
        "circumstances": circumstances,
        "figure": figure,
        "line": line,
        "numbered": numbered,
        "reason": unreadable_text,
        "required": required_text,
        "tagged": tagged,
        "titles": titles,
        "unnoticed": unnoticed,
        "value": value_text,
    }


def both(text: LangText) -> Markup:
    """Write a text in both languages, of which the page shows one."""
    if len(set(text.values())) == 1:
        return escape(next(iter(text.values())))
    spans = (
        Markup('<span lang="{}">{}</span>').format(lang, text[lang])
        for lang in LANGUAGES
        if lang in text
    )
    return Markup("").join(spans)


def figure(amount: float, digits: int) -> Markup:
    """Write a number as each language does."""
    return both({lang: number(amount, digits, lang) for lang in LANGUAGES})


def numbered(
    photo: CheckedPhoto, *, grave: bool = True, hints: bool = True
) -> list[tuple[int, Finding]]:
    """Return the photo's findings with the numbers by which places in the picture are marked."""
    wanted = {Kind.FAIL: grave, Kind.WARN: grave, Kind.HINT: hints}
    return [one for one in enumerate(photo.noticed, 1) if wanted.get(one[1].kind)]


def unnoticed(photo: CheckedPhoto) -> list[Finding]:
    """Return what was measured and lies within its limits, and what could not be measured."""
    findings = photo.report.findings if photo.report else ()
    return [finding for finding in findings if not finding.noticed]


def titles(found: list[tuple[int, Finding]]) -> LangText:
    """Return the titles of the rules that found something, on one line."""
    rules = [rule_title(finding.rule) for _, finding in found]
    return {lang: ", ".join(title[lang] for title in rules) for lang in LANGUAGES}


def below(file: str, folder: str) -> str:
    """Return the file's name as it is below the folder."""
    return file.removeprefix(folder).lstrip("/") if folder else file


def rule_title(name: str) -> LangText:
    """Return what the rule is called; its name where the program does not have it."""
    if name in KNOWN_RULES:
        return KNOWN_RULES.named(name).words.title
    return dict.fromkeys(LANGUAGES, name)


def breakable(name: str) -> Markup:
    """Let a long file name break where people would break it."""
    parts = (escape(part) + Markup("<wbr>") * bool(_BREAKS.match(part)) for part in _cut(name))
    return Markup("").join(parts)


def area(bars: Bars) -> str:
    """Return the outline of a filled curve, 0 to 100 high and one wide for each bar."""
    return f"M0 {_FULL}L{line(bars)} {len(bars) - 1},{_FULL}Z"


def line(bars: Bars) -> str:
    """Return the points of a curve."""
    return " ".join(f"{place},{_FULL - bar}" for place, bar in enumerate(bars))


def tagged(region: Region) -> str:
    """Return where the number of a marked place has room: above it, below, or inside."""
    _, top, _, height = region
    if top >= _TAG:
        return "above"
    return "below" if top + height <= 1 - _TAG else "inside"


def percent(share: float) -> str:
    """Write a share of the picture as CSS does."""
    return f"{100 * share:.2f}%"


def day_in_words(day: date) -> LangText:
    """Write a day as each language does."""
    return {"de": f"{day.day}.{day.month}.{day.year}", "en": f"{day:%B} {day.day}, {day.year}"}


def _cut(name: str) -> list[str]:
    return [part for part in _BREAKS.split(name) if part]
