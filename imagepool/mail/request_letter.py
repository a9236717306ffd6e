"""The letter that answers a request: whether a use is allowed, in the curator's words."""

from __future__ import annotations

from collections.abc import Iterator

from imagepool.mail.writing import LetterText, Link, Paragraph, write
from imagepool.rights.grants import AccessRequest
from imagepool.rights.words import LangText, filled, table_beside

__all__ = ["write_request_letter"]


def write_request_letter(
    request: AccessRequest, *, title: str, page_url: str, signed: str
) -> LetterText:
    """Compose the letter for a request that is answered; ``title`` is the picture's."""
    subject = _said("subjects", request.state, title=title)
    return write(subject, _paragraphs(request, title, page_url, signed))


def _paragraphs(
    request: AccessRequest, title: str, page_url: str, signed: str
) -> Iterator[Paragraph]:
    yield Paragraph(_said("texts", "greeting"))
    yield Paragraph(_said("texts", "asked", title=title))
    yield Paragraph(_said("texts", request.state))
    if request.answer:
        yield Paragraph(_said("texts", "words"))
        yield Paragraph(request.answer, quoted=True)
    page = Link(name=_said("texts", "page"), url=page_url)
    yield Paragraph(_said("texts", f"{request.state}_page"), [page])
    yield Paragraph(_said("texts", "why"))
    yield Paragraph(signed)


def _said(group: str, key: str, **values: str) -> LangText:
    return filled(table_beside(__file__)[group][key], **values)
