"""Who works with the pool, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from imagepool.rights.uses import Audience

__all__ = ["Person", "Role"]


class Role(StrEnum):
    """Roles from least to most; each one may do all that the ones before it may."""

    VISITOR = "visitor"
    MEMBER = "member"  # belongs to an organization: municipality, club, firm, press
    CONTRIBUTOR = "contributor"
    CURATOR = "curator"
    ADMINISTRATOR = "administrator"

    def includes(self, other: Role) -> bool:
        """Say whether this role may do what ``other`` may.

        >>> Role.CURATOR.includes(Role.CONTRIBUTOR), Role.MEMBER.includes(Role.CURATOR)
        (True, False)
        """
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account; the password is known as its hash only, and never shown."""

    id: str
    name: str
    email: str
    role: Role = Role.VISITOR
    organization: str = ""
    audience: Audience = Audience.PUBLIC  # which class of user the organization belongs to
    password_hash: str | None = field(default=None, repr=False)  # None: no password login
    active: bool = True
    added_at: str = ""  # ISO 8601, UTC
