"""Words, numbers and links for templates: the library's codes in the reader's language."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from urllib.parse import urlencode

from babel.numbers import format_decimal, format_percent
from flask import Flask, request, url_for
from flask_babel import gettext
from markdown_it import MarkdownIt
from markupsafe import Markup

from imagepool.asset import Asset
from imagepool.photo.recipes import PRESETS, plan
from imagepool.rights.people import Role
from imagepool.rights.recalls.recall import Cause, Severity
from imagepool.rights.recalls.words import recall_words
from imagepool.rights.uses import Audience, Channel, Edit, Purpose
from imagepool.rights.words import words
from imagepool.service import appearance, files
from imagepool.service.current import pool
from imagepool.service.language import said, shown_language
from imagepool.service.visitors import is_curator, visitor
from imagepool.service.vocabulary import VOCABULARY
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.sentences import with_unit
from imagepool.style.telling import required_text, value_text

_OF_RIGHTS = {  # kind of code: where the rights room keeps its words
    "purpose": "purposes",
    "channel": "channels",
    "audience": "audiences",
    "edit": "edits",
    "verdict": "verdicts",
    "reason": "reasons",
    "left_out": "left_out",
}
_OF_RECALLS = {"cause": "causes", "severity": "severities", "recall_answer": "answers"}
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        word=word, named=named, size=size, number=number, percent=percent, markdown=markdown
    )
    app.jinja_env.globals.update(
        rendition=files.address,
        tile_class=appearance.tile_class,
        region_css=appearance.address,
        static=_static_addresses(Path(app.static_folder or "")),
        recall_choices={"cause": Cause, "severity": Severity},
        uses={"purpose": Purpose, "channel": Channel, "audience": Audience, "edit": Edit},
        territories=("", "DE", "DACH", "EU"),
        width_of=rendition_width,
        rule_title=rule_title,
        measured=measured,
        value_text=value_text,
        required_text=required_text,
        unit_of=unit_of,
        in_language=in_language,
        menu=menu,
    )
    app.context_processor(lambda: {"region": pool.region, "public_url": pool.settings.public_url})


def word(code: str | None, kind: str) -> str:
    """Return the reader's word for a code of the library, such as a purpose or a state."""
    if kind in _OF_RIGHTS:
        return said(words(_OF_RIGHTS[kind], str(code)))
    if kind in _OF_RECALLS:
        return said(recall_words(_OF_RECALLS[kind], str(code)))
    return str(VOCABULARY[kind].get(str(code), code or ""))


def named(value: str, facet: str) -> str:
    """Return the reader's word for a value of a facet, a place by its official key included."""
    town = pool.region.gazetteer.municipality(value) if facet == "place" else None
    kind = "district" if facet == "place" else facet
    return town.name if town else pool.region.label(kind, value, shown_language())


def rule_title(name: str) -> str:
    """Return what the rule is called; its name where the program no longer has it."""
    return said(KNOWN_RULES.named(name).words.title) if name in KNOWN_RULES else name


def unit_of(rule: str, unit: str) -> str:
    """Return the rule's unit in the reader's language; as it was kept if the rule is gone."""
    known = KNOWN_RULES.named(rule) if rule in KNOWN_RULES else None
    return known.words.unit(unit, shown_language()) if known else unit


def measured(value: float | str, unit: str) -> str:
    """Return a measured value with its unit."""
    return with_unit(value if isinstance(value, str) else number(round(value, 2)), unit)


def rendition_width(asset: Asset, preset: str) -> int:
    """Return how wide, in pixels, the rendition is."""
    return plan(asset.original.width, asset.original.height, PRESETS[preset]).size[0]


def in_language(code: str) -> str:
    """Return the address of this page in another language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.path}?{urlencode([*kept, ('lang', code)])}"


def menu() -> list[tuple[str, str]]:
    """Return the main menu of this visitor: endpoints and their words."""
    person = visitor()
    entries = [
        ("search.results", gettext("Search")),
        ("collections.overview", gettext("Collections")),
        ("style.concept", gettext("Image style")),
        ("receipts.form", gettext("Check")),
        ("upload.form", gettext("Hand in pictures")),
    ]
    if person and person.role.includes(Role.CONTRIBUTOR):
        entries.append(("contributions.overview", gettext("My pictures")))
    if person is not None:
        entries.append(("saved.searches", gettext("Saved searches")))
    if is_curator():
        entries.append(("review.queue", gettext("Editors' desk")))
    if person is None:
        entries.append(("login.form", gettext("Log in")))
    return entries


def number(value: float) -> str:
    return str(format_decimal(value, locale=shown_language()))


def percent(share: float) -> str:
    """Return a share of one in whole percent, as people read it."""
    return str(format_percent(share, locale=shown_language()))


def size(byte_count: int | None) -> str:
    """Return a file size as people read it, in steps of 1000, as their systems count."""
    if byte_count is None:
        return ""
    if byte_count >= 1_000_000:
        return f"{number(round(byte_count / 1_000_000, 1))} MB"
    return f"{number(max(1, round(byte_count / 1000)))} kB"


def markdown(text: str | None, below: int = 0) -> Markup:
    """Return Markdown as HTML, its headings ``below`` levels further down.

    HTML inside it is shown as text.
    """
    tokens = _markdown.parse(text or "")
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + below)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(html)  # noqa: S704  (the renderer escapes all HTML)


def _static_addresses(folder: Path) -> object:
    """Return a function that gives a static file's address, with its content's mark in it."""

    @functools.cache
    def mark(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    return lambda name: url_for("static", filename=name, v=mark(name))
