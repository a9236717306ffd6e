"""The account desk: who may come in, and how."""

from __future__ import annotations

from imagepool.rights.people import Person, Role
from imagepool.workflows import accounts
from imagepool.workflows.workshop import Workshop


class AccountDesk:
    """The people of one pool."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def admit(self, email: str, *, name: str, role: Role, password: str | None = None) -> Person:
        """Add a person, or give one another role or password."""
        return accounts.admit(self._workshop, email, name=name, role=role, password=password)

    def one_time_token(self, email: str) -> str:
        """Return a token that lets a person in once, within a day."""
        return accounts.one_time_token(self._workshop, email)

    def person(self, person_id: str) -> Person | None:
        """Return a person, or None."""
        return accounts.person(self._workshop, person_id)

    def by_password(self, email: str, password: str) -> Person | None:
        """Return whom this address and password belong to, or None."""
        return accounts.by_password(self._workshop, email, password)

    def by_token(self, token: str) -> Person | None:
        """Return whom a one-time token lets in, or None."""
        return accounts.by_token(self._workshop, token)
