"""The uploaded files and what became of them."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from imagepool.asset import Submission
from imagepool.catalogue.pairs.people import fill_submission, submission_of
from imagepool.catalogue.rows import SubmissionRow
from imagepool.catalogue.values import Page, paged, position_of
from imagepool.errors import NotFound

__all__ = ["Submissions"]


class Submissions:
    """The submissions of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, submission: Submission) -> Submission:
        """Note a file that came in."""
        row = SubmissionRow()
        fill_submission(row, submission)
        self._session.add(row)
        self._session.flush()
        return submission

    def get(self, submission_id: str) -> Submission:
        """Return the submission, or raise ``NotFound``."""
        return submission_of(self._row(submission_id))

    def replace(self, submission: Submission) -> Submission:
        """Write what became of the file; raises ``NotFound``."""
        fill_submission(self._row(submission.id), submission)
        self._session.flush()
        return submission

    def of_batch(self, batch: str) -> list[Submission]:
        """Return the files of one upload, in the order they came."""
        query = select(SubmissionRow).where(SubmissionRow.batch == batch)
        rows = self._session.scalars(query.order_by(SubmissionRow.number))
        return [submission_of(row) for row in rows]

    def of_asset(self, asset_id: str) -> list[Submission]:
        """Return the uploads of which this asset was made, in the order they came."""
        query = select(SubmissionRow).where(SubmissionRow.asset_id == asset_id)
        rows = self._session.scalars(query.order_by(SubmissionRow.number))
        return [submission_of(row) for row in rows]

    def of_person(
        self, person_id: str, after: str | None = None, limit: int = 50
    ) -> Page[Submission]:
        """Return a page of what the person sent, newest first."""
        query = select(SubmissionRow).where(SubmissionRow.person_id == person_id)
        return self._page(query, after, limit)

    def _page(
        self, query: Select[SubmissionRow], after: str | None, limit: int
    ) -> Page[Submission]:
        before = position_of(after)
        if before is not None:
            query = query.where(SubmissionRow.number < before)
        rows = self._session.scalars(query.order_by(SubmissionRow.number.desc()).limit(limit + 1))
        return paged([(row.number, submission_of(row)) for row in rows], limit)

    def _row(self, submission_id: str) -> SubmissionRow:
        row = self._session.scalar(select(SubmissionRow).where(SubmissionRow.id == submission_id))
        if row is None:
            raise NotFound("submission", submission_id)
        return row
