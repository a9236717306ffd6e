"""The chain of events: each keeps the digest of the one before, so that none can be slipped away.

Digests are SHA-256, 64 hex digits, over the canonical bytes of a JSON object: UTF-8, members sorted
by name, no blanks, nothing escaped that need not be (as RFC 8785 has it). Who acted and the details
stand in the chain only as a salted digest, so that they can be erased and the chain still holds:

- ``told`` = digest of ``{"actor", "detail", "salt"}``;
- ``digest`` = digest of ``{"act", "asset", "at", "before", "number", "subject", "told"}``.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from imagepool.asset import Event

__all__ = ["START", "Break", "Head", "Link", "appended", "first_break"]

START = "0" * 64  # what the first event keeps in place of a digest


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the newest event's number and digest."""

    number: int = 0
    digest: str = START


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An event at its place in the chain."""

    number: int  # counts from 1, without gaps
    event: Event
    salt: str  # 32 hex digits; "": actor and detail were erased
    told: str
    before: str
    digest: str

    @property
    def head(self) -> Head:
        """The end of the chain, as long as no other link follows."""
        return Head(self.number, self.digest)


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold.

    ``changed``: the event is not as it was written. ``missing``: it was removed. ``inserted``: it
    does not follow the one before, or comes after the end. ``cut``: the chain ends too early.
    """

    kind: Literal["changed", "missing", "inserted", "cut"]
    number: int


def appended(head: Head, event: Event) -> Link:
    """Return the link that adds the event to a chain with this end."""
    salt = secrets.token_hex(16)
    told = _told(event, salt)
    number = head.number + 1
    digest = _digest(number, event, told, head.digest)
    return Link(number=number, event=event, salt=salt, told=told, before=head.digest, digest=digest)


def first_break(
    links: Iterable[Link], head: Head, witnessed: Mapping[int, str] | None = None
) -> Break | None:
    """Follow the chain from its first link; return where it does not hold, or None.

    ``head`` is the end that the catalogue states; ``witnessed`` are digests by number that were
    written down elsewhere. An event that differs from its witness was written anew.
    """
    witnessed = witnessed or {}
    end = Head()
    for link in links:
        kind = _broken(link, end, witnessed)
        if kind:
            return Break(kind, end.number + 1 if kind == "missing" else link.number)
        if link.number > head.number:
            return Break("inserted", link.number)
        end = link.head
    if end.number < max(head.number, *witnessed, 0):
        return Break("cut", end.number + 1)
    return None if end == head else Break("changed", end.number)


def _broken(
    link: Link, end: Head, witnessed: Mapping[int, str]
) -> Literal["changed", "missing", "inserted"] | None:
    if link.number != end.number + 1:
        return "missing" if link.number > end.number + 1 else "inserted"
    if link.salt and link.told != _told(link.event, link.salt):
        return "changed"
    if link.digest != _digest(link.number, link.event, link.told, link.before):
        return "changed"
    if link.before != end.digest:
        return "inserted"
    return "changed" if witnessed.get(link.number, link.digest) != link.digest else None


def _told(event: Event, salt: str) -> str:
    return _sha256({"actor": event.actor, "detail": dict(event.detail), "salt": salt})


def _digest(number: int, event: Event, told: str, before: str) -> str:
    return _sha256(
        {
            "act": event.act,
            "asset": event.asset_id,
            "at": event.at,
            "before": before,
            "number": number,
            "subject": event.subject,
            "told": told,
        }
    )


def _sha256(members: Mapping[str, Any]) -> str:
    text = json.dumps(members, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
