"""The consent form: what a person shown, a guardian or an owner is asked, and what they allow.

The texts are our own, version by version; each consent keeps the digest of the text that it was
given to. (GDPR 7: provable, informed, for named purposes, withdrawn as easily as given.)
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from imagepool.errors import InvalidRequest
from imagepool.rights.releases import ReleaseKind, Scope
from imagepool.rights.uses import Channel, Purpose

__all__ = [
    "CHOICES",
    "MEDIA",
    "VERSION",
    "choices_of",
    "consent_text",
    "renewal",
    "scope_of",
    "text_digest",
]

VERSION = "1.0"

_FOLDER = Path(__file__).with_name("consent_texts")
_ALWAYS = frozenset(
    {
        Purpose.EDITORIAL,
        Purpose.TOURISM,
        Purpose.PUBLIC_INFORMATION,
        Purpose.EDUCATION,
        Purpose.PRIVATE,
    }
)
_CHANNELS: Mapping[str, frozenset[Channel]] = {
    "web": frozenset({Channel.WEB, Channel.PRESENTATION}),
    "print": frozenset({Channel.PRINT}),
    "social_media": frozenset({Channel.SOCIAL_MEDIA}),
    "video": frozenset({Channel.VIDEO}),
}
MEDIA = tuple(_CHANNELS)  # of which a consent names one at least
CHOICES = (*MEDIA, "business", "naming")


def consent_text(kind: ReleaseKind, language: str, *, pool_name: str, pool_url: str) -> str:
    """Return the text of the form, Markdown."""
    person = kind in (ReleaseKind.MODEL, ReleaseKind.GUARDIAN)
    template = _template("person" if person else "owner", language)
    return template.substitute(pool_name=pool_name, pool_url=pool_url, version=VERSION)


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text as it was shown, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def scope_of(choices: Iterable[str]) -> Scope:
    """Return what ticked choices allow; raises ``InvalidRequest`` where no channel is among them.

    >>> scope_of(["web", "naming"]).naming
    True
    """
    ticked = set(choices)
    unknown = ticked - set(CHOICES)
    channels = frozenset(each for name in ticked & _CHANNELS.keys() for each in _CHANNELS[name])
    if unknown or not channels:
        raise InvalidRequest(
            "a consent names where the picture may appear",
            hint=f"choose at least one of {', '.join(_CHANNELS)}",
        )
    business = {Purpose.COMMERCIAL, Purpose.ADVERTISING} if "business" in ticked else set()
    return Scope(purposes=_ALWAYS | business, channels=channels, naming="naming" in ticked)


def choices_of(scope: Scope) -> tuple[str, ...]:
    """Return the choices that allow what a scope allows; the inverse of ``scope_of``.

    >>> choices_of(scope_of(["naming", "web"]))
    ('web', 'naming')
    """
    open_ = {
        name for name, some in _CHANNELS.items() if not scope.channels or some <= scope.channels
    }
    if not scope.purposes or Purpose.ADVERTISING in scope.purposes:
        open_.add("business")
    if scope.naming:
        open_.add("naming")
    return tuple(name for name in CHOICES if name in open_)


def renewal(born: int, on: date) -> date | None:
    """Return from when on a child born in that year is asked anew: with 14, and with 18.

    None is for grown-ups. Raises ``InvalidRequest`` for a year that cannot be.
    """
    if not on.year - 120 <= born <= on.year:
        raise InvalidRequest(f"{born} is no year of birth", hint="four digits, such as 2014")
    return next((date(born + age, 1, 1) for age in (14, 18) if on < date(born + age, 1, 1)), None)


@cache
def _template(name: str, language: str) -> string.Template:
    return string.Template((_FOLDER / f"{name}.{language}.md").read_text("utf-8"))
