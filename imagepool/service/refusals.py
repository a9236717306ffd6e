"""What the library refused, in the reader's language: told from an error's data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _, lazy_gettext

from imagepool.errors import (
    InvalidQuery,
    InvalidTransition,
    PoolError,
    RightsMissing,
    UnreadablePhoto,
    UseRefused,
)
from imagepool.photo.unreadable import unreadable_text
from imagepool.search.facets import FACETS
from imagepool.search.query import LONGEST_TEXT
from imagepool.service.language import capital, said, shown_language
from imagepool.service.vocabulary import VOCABULARY

__all__ = ["refusal_in_words"]

_MISSING = {
    "creator": lazy_gettext("the creator"),
    "license": lazy_gettext("the license"),
    "agreement": lazy_gettext("the signed agreement"),
}


def refusal_in_words(error: PoolError) -> str:
    """Return what exactly was refused; "" where only English words are known and not wanted."""
    for kind, told in _TOLD.items():
        if isinstance(error, kind) and (text := told(error)):
            return text
    if shown_language() != "en" or not error.message:
        return ""
    return ". ".join(filter(None, (capital(error.message), error.hint)))


def _query(error: InvalidQuery) -> str:
    if error.reason == "unknown_filter":
        known = ", ".join(FACETS)
        parts = [_("There is no filter “%(name)s”.", name=error.word)]
        if error.close:
            parts.append(_("Did you mean “%(name)s”?", name=error.close))
        parts.append(
            _("Filters are: %(known)s. To search for the words, put them in quotes.", known=known)
        )
        return " ".join(parts)
    if error.reason == "too_long":
        return str(
            _("At most %(count)s characters are read; a few words find more.", count=LONGEST_TEXT)
        )
    if error.reason == "lost_page":
        return str(_("This is no page of the answers. Please start from the first page."))
    return ""


def _transition(error: InvalidTransition) -> str:
    state = VOCABULARY["state"].get(error.state, error.state)
    return str(_("The picture's state is: %(state)s. This cannot be done from there.", state=state))


def _rights(error: RightsMissing) -> str:
    names = (str(_MISSING.get(name, name)) for name in error.missing)
    return str(_("What is missing: %(names)s.", names=", ".join(names)))


def _use(error: UseRefused) -> str:
    if error.clause == "terms":
        return str(_("The terms of use were not accepted yet. Please read and accept them first."))
    return str(_("The rights do not allow this use. See the license's terms, or ask us."))


_TOLD: Mapping[type[PoolError], Callable[[Any], str]] = {
    InvalidQuery: _query,
    InvalidTransition: _transition,
    RightsMissing: _rights,
    UnreadablePhoto: lambda error: said(unreadable_text(error)),
    UseRefused: _use,
}
