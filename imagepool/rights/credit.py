"""The credit line, in the German convention "© Creator / Pool", and its form for each medium.

A license's template may name ``{creator}``, ``{pool}``, ``{license}`` (name and address),
``{license_name}``, ``{license_url}``, ``{asset_url}`` and, in usage terms, ``{credit_line}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from imagepool.asset import RightsStatement
from imagepool.rights.credit_markup import HtmlMarkup, MarkdownMarkup, Markup, PrintMarkup
from imagepool.rights.license import License
from imagepool.rights.words import words

__all__ = ["CreditParts", "Medium", "credit_for", "credit_kit", "fill"]


class Medium(StrEnum):
    """Where a credit line will stand."""

    PLAIN = "plain"  # the exact line, wherever there is nothing but text
    CAPTION = "caption"  # below a picture on a page
    HTML = "html"
    MARKDOWN = "markdown"
    PRINT = "print"
    SOCIAL = "social"  # in the text of a post
    ALT_TEXT = "alt_text"  # for those who do not see the picture


_MARKUP: Mapping[Medium, Markup] = {
    Medium.PLAIN: Markup(),
    Medium.CAPTION: Markup(),
    Medium.HTML: HtmlMarkup(),
    Medium.MARKDOWN: MarkdownMarkup(),
    Medium.PRINT: PrintMarkup(),
    Medium.SOCIAL: Markup(),
    Medium.ALT_TEXT: Markup(),
}
_WITH_PHOTO = frozenset({Medium.CAPTION, Medium.SOCIAL, Medium.ALT_TEXT})

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditParts:
    """What credit lines are made of."""

    creator: tuple[str, ...]
    pool: str
    license_name: str
    license_url: str
    asset_url: str


def fill(template: str, parts: CreditParts, *, line: str = "") -> str:
    """Return the template filled as plain text; ``line`` is the template of the credit line.

    Names are put in as they are: a brace in one is never taken for a placeholder, and an unknown
    placeholder stays.
    """
    values = _values(parts, Markup())
    values["credit_line"] = _put(_once(line, parts), values)
    return _put(_once(template, parts), values)


def credit_for(
    medium: Medium,
    statement: RightsStatement,
    license: License,  # noqa: A002  (the field's word)
    *,
    title: str = "",
    alt_text: str = "",
    modified: bool = False,
    language: str = "de",
) -> str:
    """Return the credit as it is to stand in that medium.

    ``modified`` adds the note that some licenses ask for after editing; ``alt_text`` is what stands
    before it in an alt text. HTML and Markdown come escaped, with links to the license and to the
    picture's page.
    """
    markup = _MARKUP[medium]
    parts = CreditParts(
        creator=statement.creator,
        pool=statement.source,
        license_name=license.short_name,
        license_url=statement.license_url,
        asset_url=statement.asset_url,
    )
    line = _put(_once(license.attribution.template, parts), _values(parts, markup))
    if modified:
        line += ", " + words("credit", "modified")[language]
    if title:
        shown = {"title": markup.text(" ".join(title.split())), "line": line}
        line = _put(words("credit", "titled")[language], shown)
    if medium in _WITH_PHOTO:
        line = f"{words('credit', 'photo')[language]} {line}"
    seen = " ".join(alt_text.split()) if medium is Medium.ALT_TEXT else ""
    return f"{seen}{'' if seen[-1] in '.!?…' else '.'} {line}" if seen else line


def credit_kit(
    statement: RightsStatement,
    license: License,  # noqa: A002  (the field's word)
    *,
    title: str = "",
    alt_text: str = "",
    modified: bool = False,
    language: str = "de",
) -> Mapping[Medium, str]:
    """Return the credit for every medium."""
    return {
        medium: credit_for(
            medium,
            statement,
            license,
            title=title,
            alt_text=alt_text,
            modified=modified,
            language=language,
        )
        for medium in Medium
    }


def _values(parts: CreditParts, markup: Markup) -> dict[str, str]:
    return {
        "creator": markup.text(", ".join(parts.creator)),
        "pool": markup.name(parts.pool, parts.asset_url),
        "license": markup.cite(parts.license_name, parts.license_url),
        "license_name": markup.name(parts.license_name, parts.license_url, relation="license"),
        "license_url": markup.address(parts.license_url),
        "asset_url": markup.address(parts.asset_url),
    }


def _once(template: str, parts: CreditParts) -> str:
    """Return the template without the pool where the pool itself is the creator."""
    same = parts.creator == (parts.pool,)
    return template.replace("{creator} / {pool}", "{pool}") if same else template


def _put(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)
