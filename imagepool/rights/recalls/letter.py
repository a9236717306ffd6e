"""The letters of a recall: what holders read, German first, English below; plain text and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Literal

from imagepool.rights.license import License
from imagepool.rights.recalls.notices import Answer
from imagepool.rights.recalls.recall import Recall, Severity
from imagepool.rights.recalls.words import recall_words
from imagepool.rights.words import LANGUAGES, LangText

__all__ = ["LetterText", "Link", "Occasion", "RecallLetter", "deadline_of", "write_letter"]

Occasion = Literal["recall", "reminder", "undone"]

_SOON = 7  # days, where the license names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something with a name and an address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLetter:
    """What goes into a letter to one holder."""

    recall: Recall
    pictures: tuple[Link, ...]
    receipts: tuple[Link, ...]
    replacements: tuple[Link, ...] = ()
    licenses: tuple[License, ...] = ()  # of the pictures, each once
    answer_url: str
    pool_name: str
    pool_email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """A letter, composed."""

    subject: str
    text: str
    html: str


def deadline_of(recall: Recall, licenses: tuple[License, ...]) -> date:
    """Return until when holders are to have acted: the shortest period of their licenses."""
    days = [license_.recall_days for license_ in licenses if license_.recall_days]
    begins = datetime.fromisoformat(max(recall.effective_at, recall.opened_at)).date()
    return begins + timedelta(days=min(days, default=_SOON))


def write_letter(letter: RecallLetter, occasion: Occasion) -> LetterText:
    """Compose the letter for an occasion."""
    blocks = list(_blocks(letter, occasion))
    return LetterText(subject=_subject(letter, occasion), text=_text(blocks), html=_html(blocks))


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, or a list of links below one; the language changes at a rule."""

    words: str
    links: tuple[Link, ...] = ()
    language: str = "de"
    quoted: bool = False


def _subject(letter: RecallLetter, occasion: Occasion) -> str:
    key = "undone" if occasion == "undone" else letter.recall.severity.value
    titles = ", ".join(_shortened(picture.name) for picture in letter.pictures[:2])
    more = f" (+{len(letter.pictures) - 2})" if len(letter.pictures) > 2 else ""
    german, english = (
        recall_words("subjects", key, titles=titles + more)[each] for each in LANGUAGES
    )
    return " ".join(f"{german} / {english}".split())


def _shortened(title: str) -> str:
    return title if len(title) <= 60 else title[:59].rstrip() + "…"


def _blocks(letter: RecallLetter, occasion: Occasion) -> Iterator[_Block]:
    for language in LANGUAGES:
        for words, links in _paragraphs(letter, occasion):
            quoted = words is _QUOTE
            said = letter.recall.message if quoted else words[language]
            shown = tuple(Link(name=_name(link, language), url=link.url) for link in links)
            yield _Block(said, shown, language, quoted)


_QUOTE: LangText = {}  # stands for the editors' own words


@dataclass(frozen=True, slots=True)
class _AnswerLink:
    answer: Answer
    url: str


def _name(link: Link | _AnswerLink, language: str) -> str:
    if isinstance(link, Link):
        return link.name
    return recall_words("answers", link.answer)[language]


def _paragraphs(
    letter: RecallLetter, occasion: Occasion
) -> Iterator[tuple[LangText, tuple[Link | _AnswerLink, ...]]]:
    yield recall_words("texts", "greeting"), ()
    if occasion == "reminder":
        yield recall_words("texts", "reminder"), ()
    yield recall_words("texts", "received"), letter.pictures
    if occasion == "undone":
        yield recall_words("texts", "undone"), ()
    else:
        yield from _asked(letter)
    if letter.receipts:
        yield recall_words("texts", "receipt"), letter.receipts
    yield recall_words("texts", "why"), ()
    signed = f"{letter.pool_name}\n{letter.pool_email}".strip()
    yield dict.fromkeys(LANGUAGES, signed), ()


def _asked(letter: RecallLetter) -> Iterator[tuple[LangText, tuple[Link | _AnswerLink, ...]]]:
    recall = letter.recall
    yield recall_words("causes", recall.cause), ()
    yield _request(letter), ()
    if recall.severity is not Severity.INFORM:
        yield recall_words("texts", "printed_not" if recall.printed_too else "printed_may"), ()
        for license_ in letter.licenses:
            if not license_.revocable:
                title = dict(license_.title)
                yield recall_words("texts", "irrevocable", license=title), ()
    if recall.message:
        yield recall_words("texts", "message"), ()
        yield _QUOTE, ()
    if letter.replacements:
        yield recall_words("texts", "replacements"), letter.replacements
    answers = tuple(_AnswerLink(each, f"{letter.answer_url}?antwort={each}") for each in Answer)
    yield recall_words("texts", "please_answer"), answers


def _request(letter: RecallLetter) -> LangText:
    until = deadline_of(letter.recall, letter.licenses)
    deadline = {"de": f"{until:%d.%m.%Y}", "en": f"{until.day} {until:%B %Y}"}
    return recall_words("texts", letter.recall.severity, deadline=deadline)


def _text(blocks: list[_Block]) -> str:
    parts = []
    for number, block in enumerate(blocks):
        if number and block.language != blocks[number - 1].language:
            parts.append("-" * 40 + "\n\nEnglish")
        said = "\n".join(f"> {line}" for line in block.words.splitlines())
        links = "\n".join(f"- {link.name}\n  {link.url}" for link in block.links)
        parts.append("\n".join(filter(None, (said if block.quoted else block.words, links))))
    return "\n\n".join(parts) + "\n"


def _html(blocks: list[_Block]) -> str:
    sections = []
    for language in LANGUAGES:
        inner = "\n".join(_paragraph(block) for block in blocks if block.language == language)
        sections.append(f'<section lang="{language}">\n{inner}\n</section>')
    return (
        '<!doctype html>\n<html lang="de">\n<head><meta charset="utf-8"></head>\n'
        '<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">\n'
        + "\n<hr>\n".join(sections)
        + "\n</body>\n</html>\n"
    )


def _paragraph(block: _Block) -> str:
    said = escape(block.words).replace("\n", "<br>")
    tag = "blockquote" if block.quoted else "p"
    items = "".join(
        f'<li><a href="{escape(link.url)}">{escape(link.name)}</a></li>' for link in block.links
    )
    listed = f"\n<ul>{items}</ul>" if items else ""
    return f"<{tag}>{said}</{tag}>{listed}"
