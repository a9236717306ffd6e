"""A letter: one mail to one person, from being written to what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Letter", "LetterState"]


class LetterState(StrEnum):
    """How far a letter has come."""

    WAITING = "waiting"  # to be sent, or for another try
    HANDED_OVER = "handed_over"  # the mail server has it; its answer is not noted (yet)
    SENT = "sent"  # the mail server has accepted it
    BOUNCED = "bounced"  # refused at once, or returned later
    CANCELED = "canceled"  # nobody needs it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail; ``occasion`` is unique, such as "recall/ID/reminder-1"."""

    id: str  # unguessable: who knows it may tell that it bounced
    occasion: str
    about: str  # what it is about, such as the id of a notice
    address: str
    subject: str
    text: str  # plain; "" after it was sent
    html: str
    written_at: str  # ISO 8601, UTC
    state: LetterState = LetterState.WAITING
    not_before: str = ""  # ISO 8601, UTC; "": at once
    attempts: int = 0
    handed_at: str = ""
    settled_at: str = ""
    names: tuple[str, ...] = ()  # assets that it names; it goes only while all may be shown
    stop_url: str = ""  # where whoever asked for such letters ends them
    trouble: str = ""  # why it waits again, or bounced
