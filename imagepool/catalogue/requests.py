"""The questions put to the pool, and the grants that answered them."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import AccessRequestRow, GrantRow
from imagepool.catalogue.values import Page, paged, position_of
from imagepool.errors import NotFound
from imagepool.rights.grants import AccessRequest, Grant, RequestState
from imagepool.rights.uses import Use

__all__ = ["Requests"]


class Requests:
    """The access requests and grants of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, request: AccessRequest) -> AccessRequest:
        """Keep a new question."""
        row = AccessRequestRow()
        _fill(row, request)
        self._session.add(row)
        self._session.flush()
        return request

    def get(self, request_id: str) -> AccessRequest:
        """Return the request, or raise ``NotFound``."""
        return value_of(AccessRequest, self._row(request_id).document)

    def standing(self, asset_id: str, requester: str, use: Use) -> AccessRequest | None:
        """Return the open request of the same kind, or None."""
        query = select(AccessRequestRow).where(
            AccessRequestRow.asset_id == asset_id,
            AccessRequestRow.state == RequestState.OPEN.value,
        )
        asked = (value_of(AccessRequest, row.document) for row in self._session.scalars(query))
        return next((one for one in asked if (one.requester, one.use) == (requester, use)), None)

    def replace(self, request: AccessRequest) -> AccessRequest:
        """Write the answered request; raises ``NotFound``."""
        _fill(self._row(request.id), request)
        self._session.flush()
        return request

    def waiting(self, after: str | None = None, limit: int = 50) -> Page[AccessRequest]:
        """Return a page of the requests that wait for an answer, oldest first."""
        query = select(AccessRequestRow).where(AccessRequestRow.state == RequestState.OPEN.value)
        behind = position_of(after)
        if behind is not None:
            query = query.where(AccessRequestRow.number > behind)
        return self._paged(query.order_by(AccessRequestRow.number), limit)

    def answered(self, after: str | None = None, limit: int = 50) -> Page[AccessRequest]:
        """Return a page of those that are answered, the newest question first."""
        query = select(AccessRequestRow).where(AccessRequestRow.state != RequestState.OPEN.value)
        behind = position_of(after)
        if behind is not None:
            query = query.where(AccessRequestRow.number < behind)
        return self._paged(query.order_by(AccessRequestRow.number.desc()), limit)

    def _paged(self, query: Select[AccessRequestRow], limit: int) -> Page[AccessRequest]:
        rows = self._session.scalars(query.limit(limit + 1))
        return paged([(row.number, value_of(AccessRequest, row.document)) for row in rows], limit)

    def set_grant(self, grant: Grant) -> Grant:
        """Keep a grant, new or revoked by now."""
        row = self._session.get(GrantRow, grant.id) or GrantRow(id=grant.id)
        row.asset_id, row.requester = grant.asset_id, grant.requester
        row.document = document_of(grant)
        self._session.add(row)
        self._session.flush()
        return grant

    def grant(self, grant_id: str) -> Grant:
        """Return the grant, or raise ``NotFound``."""
        row = self._session.get(GrantRow, grant_id)
        if row is None:
            raise NotFound("grant", grant_id)
        return value_of(Grant, row.document)

    def grants(self, asset_id: str) -> tuple[Grant, ...]:
        """Return all grants for an asset, revoked ones too, oldest first."""
        rows = self._session.scalars(select(GrantRow).where(GrantRow.asset_id == asset_id))
        return tuple(
            sorted((value_of(Grant, row.document) for row in rows), key=lambda one: one.granted_at)
        )

    def _row(self, request_id: str) -> AccessRequestRow:
        query = select(AccessRequestRow).where(AccessRequestRow.id == request_id)
        row = self._session.scalar(query.with_for_update())
        if row is None:
            raise NotFound("request", request_id)
        return row


def _fill(row: AccessRequestRow, request: AccessRequest) -> None:
    row.id = request.id
    row.asset_id = request.asset_id
    row.state = request.state.value
    row.document = document_of(request)
