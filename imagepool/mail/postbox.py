"""The postbox: which mail server takes our letters, and in whose name they go."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal

__all__ = ["Postbox", "Security"]

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Postbox:
    """A mail server as RFC 5321 and RFC 6409 know it."""

    host: str
    port: int = 587
    user: str = ""
    password: str = ""
    security: Security = "starttls"
    sender: str  # as recipients see it: "Bilderpool <bilder@example.de>"
    bounces: str = ""  # address that gets what comes back; "": the sender's
    seconds: float = 60.0  # of patience with each answer

    @property
    def sender_address(self) -> str:
        return parseaddr(self.sender)[1]

    @property
    def domain(self) -> str:
        """Whose name stands in message ids."""
        return self.sender_address.rpartition("@")[2] or "localhost"

    def return_address(self, letter_id: str) -> str:
        """Return where a letter comes back to: its own address, so that we know which (VERP).

        >>> box = Postbox(host="mail", sender="Pool <bilder@example.de>")
        >>> box.return_address("7f")
        'bilder+7f@example.de'
        """
        local, _, domain = (self.bounces or self.sender_address).rpartition("@")
        return f"{local}+{letter_id}@{domain}"
