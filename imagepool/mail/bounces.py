"""Bounces: what a mail server sends back, read as RFC 3464 has it.

Which letter came back is told by the address it came back to (see ``Postbox.return_address``), or,
where a forwarder has lost that, by the Message-ID of the letter that is enclosed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

__all__ = ["Bounce", "read_bounce"]

_LARGEST = 2_000_000  # bytes that are read; servers enclose at most a letter
_ID = r"[0-9a-f]{32}"
_RETURNED_TO = re.compile(rf"\+({_ID})@")
_MESSAGE_ID = re.compile(rf"^message-id:\s*<({_ID})@", re.IGNORECASE | re.MULTILINE)
_HEADERS = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A letter came back."""

    letter_id: str
    lasting: bool  # False: the server only tells that it is late
    status: str  # RFC 3463, such as "5.1.1"; "" where none is told
    diagnostic: str  # in the words of the server


def read_bounce(data: bytes) -> Bounce | None:
    """Return which letter came back and why; None for other mail, such as a holiday note."""
    message = message_from_bytes(data[:_LARGEST], policy=default)
    fields = _recipient_fields(message)
    if fields is None:
        return None
    letter_id = _letter_of(message, data[:_LARGEST])
    if letter_id is None:
        return None
    action = fields.get("action", "failed").lower()
    status = fields.get("status", "")
    return Bounce(
        letter_id=letter_id,
        lasting=action == "failed" and not status.startswith(("2", "4")),
        status=status[:20],
        diagnostic=fields.get("diagnostic-code", "")[:500],
    )


def _recipient_fields(message: Message) -> dict[str, str] | None:
    """Return the fields of the recipient that failed, or of the first; None: this is no report."""
    groups = [group for group in _groups(message) if "action" in group or "status" in group]
    failed = [group for group in groups if group.get("action", "").lower() == "failed"]
    return next(iter(failed or groups), None)


def _groups(message: Message) -> Iterator[dict[str, str]]:
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload()
        for group in payload if isinstance(payload, list) else ():
            if isinstance(group, Message):
                yield {name.lower(): _one_line(value) for name, value in group.items()}


def _one_line(value: object) -> str:
    return " ".join(str(value).split()).partition(" (")[0]


def _letter_of(message: EmailMessage | Message, data: bytes) -> str | None:
    for name in _HEADERS:
        for value in message.get_all(name, []):
            found = _RETURNED_TO.search(str(value))
            if found:
                return found[1]
    text = data.decode("latin-1")
    _head, _, enclosed = text.replace("\r\n", "\n").partition("\n\n")
    found = _MESSAGE_ID.search(enclosed)
    return found[1] if found else None
