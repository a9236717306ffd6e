"""The letter about new pictures: what was published for somebody's saved searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imagepool.mail.writing import LetterText, Link, Paragraph, write
from imagepool.rights.words import LangText, filled, table_beside

__all__ = ["AlertLetter", "NewPictures", "write_alert_letter"]

_NAMED = 5  # pictures of each search; the others are behind the link


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPictures:
    """What one saved search has that is new."""

    query: LangText  # as people read it
    pictures: Sequence[Link]  # newest first
    more: bool = False  # there are even more of them
    url: str  # of the page that shows all


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLetter:
    """What goes into a letter to one person."""

    news: Sequence[NewPictures]  # at least one
    stop_url: str
    signed: str  # the pool's name and address


def write_alert_letter(letter: AlertLetter) -> LetterText:
    """Compose the letter."""
    # What somebody looks for is nobody's business who sees the subject on a screen.
    count = len({picture.url for each in letter.news for picture in each.pictures})
    subject = _said("subjects", "one" if count == 1 else "several", count=str(count))
    return write(subject, _paragraphs(letter))


def _paragraphs(letter: AlertLetter) -> Iterator[Paragraph]:
    yield Paragraph(_said("texts", "greeting"))
    yield Paragraph(_said("texts", "intro"))
    for each in letter.news:
        key = "at_least" if each.more else "one" if len(each.pictures) == 1 else "several"
        words = _said("texts", key, query=each.query, count=str(len(each.pictures)))
        shown = Link(name=_said("texts", "all"), url=each.url)
        yield Paragraph(words, (*each.pictures[:_NAMED], shown))
    stop = Link(name=_said("texts", "stop"), url=letter.stop_url)
    yield Paragraph(_said("texts", "why"), [stop])
    yield Paragraph(letter.signed)


def _said(group: str, key: str, **values: str | LangText) -> LangText:
    return filled(table_beside(__file__)[group][key], **values)
