"""The calls for pictures, and what was sent in answer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imagepool.asset import Submission
from imagepool.catalogue.pairs.people import submission_of
from imagepool.catalogue.pairs.wishes import call_of, fill_call
from imagepool.catalogue.rows import AnswerRow, CallRow, SubmissionRow
from imagepool.errors import NotFound
from imagepool.search.calls import Call

__all__ = ["Calls"]


class Calls:
    """The calls of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, call: Call) -> Call:
        """Put in a new call."""
        row = CallRow()
        fill_call(row, call)
        self._session.add(row)
        self._session.flush()
        return call

    def get(self, call_id: str) -> Call:
        """Return the call, or raise ``NotFound``."""
        return call_of(self._row(call_id))

    def replace(self, call: Call) -> Call:
        """Write a changed call; raises ``NotFound``."""
        fill_call(self._row(call.id), call)
        self._session.flush()
        return call

    def all(self, limit: int = 200) -> list[Call]:
        """Return all calls, newest first."""
        query = select(CallRow).order_by(CallRow.number.desc()).limit(limit)
        return [call_of(row) for row in self._session.scalars(query)]

    def open_on(self, day: date, limit: int = 200) -> list[Call]:
        """Return the calls that are open on a day, the first to end first."""
        query = (
            select(CallRow)
            .where(~CallRow.closed, CallRow.deadline >= day.isoformat())
            .order_by(CallRow.deadline, CallRow.number)
            .limit(limit)
        )
        return [call_of(row) for row in self._session.scalars(query)]

    def answered(self, call_id: str, batch: str) -> None:
        """Note that an upload answers the call; what was noted of it first stays."""
        if self._session.get(AnswerRow, batch) is None:
            self._session.add(AnswerRow(call_id=call_id, batch=batch))
            self._session.flush()

    def of_batch(self, batch: str) -> Call | None:
        """Return the call that an upload answers, or None."""
        query = select(CallRow).join(AnswerRow, AnswerRow.call_id == CallRow.id)
        row = self._session.scalar(query.where(AnswerRow.batch == batch))
        return call_of(row) if row else None

    def answers(self, call_id: str, limit: int = 500) -> list[Submission]:
        """Return what was sent in answer, newest first."""
        query = (
            select(SubmissionRow)
            .join(AnswerRow, AnswerRow.batch == SubmissionRow.batch)
            .where(AnswerRow.call_id == call_id)
            .order_by(SubmissionRow.number.desc())
            .limit(limit)
        )
        return [submission_of(row) for row in self._session.scalars(query)]

    def counts(self) -> dict[str, int]:
        """Return how many files answer each call; calls without any are left out."""
        query = (
            select(AnswerRow.call_id, func.count())
            .join(SubmissionRow, AnswerRow.batch == SubmissionRow.batch)
            .group_by(AnswerRow.call_id)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def of_asset(self, asset_id: str) -> list[Call]:
        """Return the calls that an asset came in for."""
        query = (
            select(CallRow)
            .join(AnswerRow, AnswerRow.call_id == CallRow.id)
            .join(SubmissionRow, SubmissionRow.batch == AnswerRow.batch)
            .where(SubmissionRow.asset_id == asset_id)
            .order_by(CallRow.number)
        )
        return list(dict.fromkeys(call_of(row) for row in self._session.scalars(query)))

    def _row(self, call_id: str) -> CallRow:
        row = self._session.scalar(select(CallRow).where(CallRow.id == call_id))
        if row is None:
            raise NotFound("call", call_id)
        return row
