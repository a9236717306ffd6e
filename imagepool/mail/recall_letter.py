"""The letters of a recall: what holders of a picture read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from imagepool.mail.writing import LetterText, Link, Paragraph, write
from imagepool.rights.license import License
from imagepool.rights.recalls.notices import Answer
from imagepool.rights.recalls.recall import Recall, Severity, deadline_of
from imagepool.rights.recalls.words import recall_words

__all__ = ["Occasion", "RecallLetter", "write_recall_letter"]

Occasion = Literal["recall", "reminder", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLetter:
    """What goes into a letter to one holder."""

    recall: Recall
    pictures: tuple[Link, ...]
    receipts: tuple[Link, ...]
    replacements: tuple[Link, ...] = ()
    licenses: tuple[License, ...] = ()  # of the pictures, each once
    answer_url: str
    signed: str  # the pool's name and address


def write_recall_letter(letter: RecallLetter, occasion: Occasion) -> LetterText:
    """Compose the letter for an occasion."""
    key = "undone" if occasion == "undone" else letter.recall.severity.value
    titles = ", ".join(_shortened(str(picture.name)) for picture in letter.pictures[:2])
    more = f" (+{len(letter.pictures) - 2})" if len(letter.pictures) > 2 else ""
    subject = recall_words("subjects", key, titles=titles + more)
    return write(subject, _paragraphs(letter, occasion))


def _shortened(title: str) -> str:
    return title if len(title) <= 60 else title[:59].rstrip() + "…"


def _paragraphs(letter: RecallLetter, occasion: Occasion) -> Iterator[Paragraph]:
    yield Paragraph(recall_words("texts", "greeting"))
    if occasion == "reminder":
        yield Paragraph(recall_words("texts", "reminder"))
    yield Paragraph(recall_words("texts", "received"), letter.pictures)
    if occasion == "undone":
        yield Paragraph(recall_words("texts", "undone"))
    else:
        yield from _asked(letter)
    if letter.receipts:
        yield Paragraph(recall_words("texts", "receipt"), letter.receipts)
    yield Paragraph(recall_words("texts", "why"))
    yield Paragraph(letter.signed)


def _asked(letter: RecallLetter) -> Iterator[Paragraph]:
    recall = letter.recall
    until = deadline_of(recall, letter.licenses)
    deadline = {"de": f"{until:%d.%m.%Y}", "en": f"{until.day} {until:%B %Y}"}
    yield Paragraph(recall_words("causes", recall.cause))
    yield Paragraph(recall_words("texts", recall.severity, deadline=deadline))
    if recall.severity is not Severity.INFORM:
        printed = "printed_not" if recall.printed_too else "printed_may"
        yield Paragraph(recall_words("texts", printed))
        for license_ in letter.licenses:
            if not license_.revocable:
                title = dict(license_.title)
                yield Paragraph(recall_words("texts", "irrevocable", license=title))
    if recall.message:
        yield Paragraph(recall_words("texts", "message"))
        yield Paragraph(recall.message, quoted=True)
    if letter.replacements:
        yield Paragraph(recall_words("texts", "replacements"), letter.replacements)
    answers = [
        Link(name=recall_words("answers", each), url=f"{letter.answer_url}?antwort={each}")
        for each in Answer
    ]
    yield Paragraph(recall_words("texts", "please_answer"), answers)
