"""The agreements that creators signed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.rights import agreement_of, name_key, row_of_agreement
from imagepool.catalogue.rows import AgreementRow
from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.agreements import Agreement

__all__ = ["Agreements"]


class Agreements:
    """The agreements of one transaction; what was signed never changes, only its end is added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, agreement: Agreement) -> Agreement:
        """Keep the agreement; where one of this id stands, that one is returned."""
        standing = self._session.get(AgreementRow, agreement.id)
        if standing is None:
            standing = row_of_agreement(agreement)
            self._session.add(standing)
            self._session.flush()
        return agreement_of(standing)

    def get(self, agreement_id: str) -> Agreement:
        """Return the agreement, or raise ``NotFound``."""
        row = self._session.get(AgreementRow, agreement_id)
        if row is None:
            raise NotFound("agreement", agreement_id)
        return agreement_of(row)

    def of_creator(self, creator: str) -> list[Agreement]:
        """Return what the creator signed, newest first; case and spacing of the name are free.

        The name is their own, or the one under which they are named.
        """
        key = name_key(creator)
        query = (
            select(AgreementRow)
            .where((AgreementRow.creator_key == key) | (AgreementRow.credit_key == key))
            .order_by(AgreementRow.signed_at.desc(), AgreementRow.id)
        )
        return [agreement_of(row) for row in self._session.scalars(query)]

    def terminate(self, agreement_id: str, on: str) -> Agreement:
        """Note the day (ISO 8601) from which on nothing new goes out; the first one stays."""
        row = self._session.get(AgreementRow, agreement_id, with_for_update=True)
        if row is None:
            raise NotFound("agreement", agreement_id)
        if row.terminated_at is not None:
            raise InvalidRequest(f"agreement {agreement_id} ended on {row.terminated_at}")
        row.terminated_at = on
        self._session.flush()
        return agreement_of(row)
