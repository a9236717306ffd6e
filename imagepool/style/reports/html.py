"""The contact sheet: a whole check as one HTML file, for people who hand photos to people.

The file needs nothing but a browser: no request, no script. Language and verdict are chosen by
plain CSS. Photos are read one after the other, and the file is written as it grows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from imagepool.style.report import CheckedPhoto, Kind
from imagepool.style.reports.contact_sheet.overview import Overview, overview_of
from imagepool.style.reports.contact_sheet.wording import (
    day_in_words,
    filters_for,
    percent,
    rule_title,
)
from imagepool.style.requirements import StyleConcept

__all__ = ["contact_sheet"]

_FOLDER = Path(__file__).parent / "contact_sheet"
_STYLES = ("foundation", "overview", "photos", "choices")  # in the order in which they win


def contact_sheet(
    photos: Sequence[CheckedPhoto],
    concept: StyleConcept,
    *,
    day: date,
    lang: str = "de",
    least: Kind | None = None,
) -> Iterator[str]:
    """Yield the page piece by piece: what needs attention first, the rest below.

    The sequence is gone through twice, and each photo may be made anew each time; it is drawn where
    it has a sketch. Both languages are in the page; ``lang`` is the one that it opens with. With
    ``least``, only findings so grave or graver are listed.
    """
    overview = overview_of(photos, concept, least=least)
    page = _environment(concept).get_template("sheet.html")
    return page.generate(
        sheet=overview,
        sections=_sections(photos, overview, least),
        css=_styles(),
        day=day.isoformat(),
        day_in_words=day_in_words(day),
        lang=lang,
        least=least,
    )


def _sections(
    photos: Sequence[CheckedPhoto], overview: Overview, least: Kind | None
) -> Iterator[tuple[str, Iterator[CheckedPhoto]]]:
    for verdict, places in overview.places.items():
        if places:
            shown = (photos[place] for place in places)
            graver = (photo.at_least(least) if least else photo for photo in shown)
            yield verdict, filter(None, graver)


def _environment(concept: StyleConcept) -> Environment:
    environment = Environment(
        autoescape=True, loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined
    )
    environment.filters.update(filters_for(concept))
    environment.globals.update(words=_words(), percent=percent, rule_title=rule_title)
    return environment


@cache
def _styles() -> Markup:
    sheets = ((_FOLDER / f"{name}.css").read_text("utf-8") for name in _STYLES)
    return Markup("\n".join(sheets))  # noqa: S704 - our own files


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "words.toml").read_text("utf-8"))
