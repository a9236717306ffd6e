"""The key desk: the keys that a pool signs its receipts with, as part of its front door."""

from __future__ import annotations

from datetime import datetime

from imagepool.workflows import keys
from imagepool.workflows.keys import KeyRecord
from imagepool.workflows.workshop import Workshop


class KeyDesk:
    """The life of the pool's keys; the public halves are ``Pool.public_keys``."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def records(self) -> tuple[KeyRecord, ...]:
        """Return the keys, the one that signs first."""
        return keys.key_records(self._workshop)

    def rotate(self, *, actor: str) -> str:
        """Sign with a new key from now on, and return its name; earlier receipts stay valid."""
        return keys.rotate(self._workshop, actor=actor)

    def revoke(self, kid: str, since: datetime, *, actor: str, reason: str) -> None:
        """Declare that a key was in other hands since then; raises ``NotFound``."""
        keys.revoke(self._workshop, kid, since, actor=actor, reason=reason)
