"""The people's accounts and their login links."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.people import email_key, fill_person, person_of
from imagepool.catalogue.rows import LoginTokenRow, PersonRow
from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.people import Person

__all__ = ["People"]


class People:
    """The accounts of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, person: Person) -> Person:
        """Add the person; raises ``InvalidRequest`` where the address has an account."""
        self._refuse_taken(person)
        row = PersonRow()
        fill_person(row, person)
        self._session.add(row)
        self._session.flush()
        return person

    def get(self, person_id: str) -> Person:
        """Return the person, or raise ``NotFound``."""
        return person_of(self._row(person_id))

    def find(self, person_id: str) -> Person | None:
        """Return the person, or None."""
        row = self._session.get(PersonRow, person_id)
        return person_of(row) if row else None

    def by_email(self, email: str) -> Person | None:
        """Return whose address this is; its case does not matter."""
        query = select(PersonRow).where(PersonRow.email_key == email_key(email))
        row = self._session.scalar(query)
        return person_of(row) if row else None

    def everybody(self) -> list[Person]:
        """Return all accounts by name."""
        query = select(PersonRow).order_by(PersonRow.name, PersonRow.id)
        return [person_of(row) for row in self._session.scalars(query)]

    def replace(self, person: Person) -> Person:
        """Write the changed person; raises ``NotFound``, and ``InvalidRequest`` as ``add``."""
        row = self._row(person.id)
        self._refuse_taken(person)
        fill_person(row, person)
        self._session.flush()
        return person

    def issue_token(self, token_hash: str, person_id: str, expires_at: str) -> None:
        """Let the token of this hash log the person in once, before ``expires_at``."""
        self._row(person_id)
        row = LoginTokenRow(hash=token_hash, person_id=person_id, expires_at=_seconds(expires_at))
        self._session.add(row)
        self._session.flush()

    def redeem(self, token_hash: str, now: str) -> Person | None:
        """Return whom the token logs in, or None; of two who try at once, one succeeds."""
        moment = _seconds(now)
        used = self._session.execute(
            update(LoginTokenRow)
            .where(
                LoginTokenRow.hash == token_hash,
                LoginTokenRow.used_at.is_(None),
                LoginTokenRow.expires_at > moment,
            )
            .values(used_at=moment)
            .returning(LoginTokenRow.person_id)
        ).scalar_one_or_none()
        return None if used is None else self.get(used)

    def sweep_tokens(self, now: str) -> int:
        """Forget the tokens that have expired; return how many."""
        expired = delete(LoginTokenRow).where(LoginTokenRow.expires_at <= _seconds(now))
        result = self._session.execute(expired)
        return result.rowcount if isinstance(result, CursorResult) else 0

    def _row(self, person_id: str) -> PersonRow:
        row = self._session.get(PersonRow, person_id)
        if row is None:
            raise NotFound("person", person_id)
        return row

    def _refuse_taken(self, person: Person) -> None:
        standing = self.by_email(person.email)
        if standing and standing.id != person.id:
            raise InvalidRequest(
                f"{person.email} has an account already", hint="one account for each address"
            )


def _seconds(moment: str) -> int:
    try:
        told = datetime.fromisoformat(moment)
    except ValueError as error:
        raise InvalidRequest(f"{moment!r} is not a time in ISO 8601") from error
    if told.tzinfo is None:
        raise InvalidRequest(f"{moment!r} does not say its offset from UTC")
    return int(told.timestamp())
