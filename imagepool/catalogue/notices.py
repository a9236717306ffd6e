"""The notices of recalls: one for each holder, with what they answered."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import LetterRow, RecallNoticeRow
from imagepool.errors import NotFound
from imagepool.rights.recalls.notices import RecallNotice

__all__ = ["Notices"]


class Notices:
    """The notices of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notice: RecallNotice) -> RecallNotice:
        """Keep a new notice."""
        row = RecallNoticeRow()
        _fill(row, notice)
        self._session.add(row)
        self._session.flush()
        return notice

    def add_all(self, notices: Iterable[RecallNotice]) -> None:
        """Keep many new notices, by as few statements as for one."""
        for notice in notices:
            row = RecallNoticeRow()
            _fill(row, notice)
            self._session.add(row)
        self._session.flush()

    def without_letter(self, recall_id: str, limit: int) -> list[RecallNotice]:
        """Return notices of a recall that have an address and no letter yet, in their order."""
        query = (
            select(RecallNoticeRow.document)
            .outerjoin(LetterRow, LetterRow.about == RecallNoticeRow.id)
            .where(RecallNoticeRow.recall_id == recall_id, RecallNoticeRow.address != "")
            .where(LetterRow.id.is_(None))
            .order_by(RecallNoticeRow.number)
            .limit(limit)
        )
        return [value_of(RecallNotice, document) for document in self._session.scalars(query)]

    def get(self, notice_id: str) -> RecallNotice:
        """Return the notice, or raise ``NotFound``."""
        return value_of(RecallNotice, self._row(notice_id).document)

    def by_token(self, token: str) -> RecallNotice | None:
        """Return the notice that this link answers, or None."""
        query = select(RecallNoticeRow.document).where(RecallNoticeRow.token == token)
        document = self._session.scalar(query)
        return value_of(RecallNotice, document) if document else None

    def of_recall(self, recall_id: str) -> list[RecallNotice]:
        """Return the notices of a recall, in their order."""
        query = (
            select(RecallNoticeRow.document)
            .where(RecallNoticeRow.recall_id == recall_id)
            .order_by(RecallNoticeRow.number)
        )
        return [value_of(RecallNotice, document) for document in self._session.scalars(query)]

    def count(self, recall_id: str) -> int:
        """Return how many notices a recall has."""
        counted = select(func.count()).select_from(RecallNoticeRow)
        return self._session.scalar(counted.where(RecallNoticeRow.recall_id == recall_id)) or 0

    def replace(self, notice: RecallNotice) -> RecallNotice:
        """Write the changed notice; raises ``NotFound``."""
        _fill(self._row(notice.id, write=True), notice)
        self._session.flush()
        return notice

    def _row(self, notice_id: str, *, write: bool = False) -> RecallNoticeRow:
        query = select(RecallNoticeRow).where(RecallNoticeRow.id == notice_id)
        query = query.with_for_update() if write else query
        row = self._session.scalar(query.execution_options(populate_existing=True))
        if row is None:
            raise NotFound("notice", notice_id)
        return row


def _fill(row: RecallNoticeRow, notice: RecallNotice) -> None:
    row.id = notice.id
    row.recall_id = notice.recall_id
    row.token = notice.token
    row.address = notice.address
    row.document = document_of(notice)
