"""Writing: paragraphs and lists of links, German first and English below; as plain text and HTML.

A letter shows no pictures: mail programs keep them for ever, and one that was withdrawn must go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from imagepool.rights.words import LANGUAGES, LangText

__all__ = ["LetterText", "Link", "Paragraph", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something with a name, in both languages the same or not, and an address."""

    name: str | LangText
    url: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, and a list of links below them; or somebody's own words, quoted."""

    words: str | LangText
    links: Sequence[Link] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """A letter, composed."""

    subject: str
    text: str
    html: str


def write(subject: LangText, paragraphs: Iterable[Paragraph]) -> LetterText:
    """Compose a letter that says the same in both languages."""
    said = list(paragraphs)
    rule = f"\n\n{'-' * 40}\n\nEnglish\n\n"
    return LetterText(
        subject=" ".join(" / ".join(subject[language] for language in LANGUAGES).split()),
        text=rule.join(_text(said, language) for language in LANGUAGES) + "\n",
        html=_html(said),
    )


def _text(paragraphs: Iterable[Paragraph], language: str) -> str:
    return "\n\n".join(_paragraph_text(each, language) for each in paragraphs)


def _paragraph_text(paragraph: Paragraph, language: str) -> str:
    words = _in(paragraph.words, language)
    if paragraph.quoted:
        words = "\n".join(f"> {line}" for line in words.splitlines())
    links = (f"- {_in(link.name, language)}\n  {link.url}" for link in paragraph.links)
    return "\n".join(filter(None, (words, *links)))


def _html(paragraphs: Sequence[Paragraph]) -> str:
    sections = []
    for language in LANGUAGES:
        inner = "\n".join(_paragraph_html(each, language) for each in paragraphs)
        sections.append(f'<section lang="{language}">\n{inner}\n</section>')
    return (
        '<!doctype html>\n<html lang="de">\n<head><meta charset="utf-8"></head>\n'
        '<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">\n'
        + "\n<hr>\n".join(sections)
        + "\n</body>\n</html>\n"
    )


def _paragraph_html(paragraph: Paragraph, language: str) -> str:
    words = escape(_in(paragraph.words, language)).replace("\n", "<br>")
    tag = "blockquote" if paragraph.quoted else "p"
    items = "".join(
        f'<li><a href="{escape(link.url)}">{escape(_in(link.name, language))}</a></li>'
        for link in paragraph.links
    )
    listed = f"\n<ul>{items}</ul>" if items else ""
    return f"<{tag}>{words}</{tag}>{listed}"


def _in(words: str | LangText, language: str) -> str:
    return words if isinstance(words, str) else words[language]
