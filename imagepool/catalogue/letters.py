"""The outbox: mail that waits in the catalogue, so that act and mail stand or fall together.

Nobody is written to twice: an occasion has one letter, and a letter is handed over to a mail server
by whoever ``hand_over`` says yes to, once in its life. What the server then answered is noted
after; where a program dies in between, the letter stays handed over, and is never sent anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from imagepool.catalogue.letter import Letter, LetterState
from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import LetterRow
from imagepool.catalogue.values import in_portions

__all__ = ["Letters"]


class Letters:
    """The outbox of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, letter: Letter) -> bool:
        """Keep a letter to be sent; False where its occasion has one already."""
        query = select(LetterRow.id).where(LetterRow.occasion == letter.occasion)
        if self._session.scalar(query) is not None:
            return False
        row = LetterRow()
        _fill(row, letter)
        self._session.add(row)
        self._session.flush()
        return True

    def get(self, letter_id: str) -> Letter | None:
        """Return the letter, or None."""
        row = self._row(letter_id)
        return value_of(Letter, row.document) if row else None

    def waiting(self, at: str, limit: int = 100) -> list[Letter]:
        """Return letters that may be sent at that moment, oldest first."""
        query = (
            select(LetterRow.document)
            .where(LetterRow.state == LetterState.WAITING, LetterRow.not_before <= at)
            .order_by(LetterRow.number)
            .limit(limit)
        )
        return [value_of(Letter, document) for document in self._session.scalars(query)]

    def next_moment(self) -> str | None:
        """Return when the next waiting letter may be sent; None where none waits."""
        waiting = LetterRow.state == LetterState.WAITING
        query = select(LetterRow.not_before).where(waiting).order_by(LetterRow.not_before)
        return self._session.scalar(query.limit(1))

    def hand_over(self, letter: Letter, at: str) -> bool:
        """Say whether the caller may hand this letter over now; yes is said once in its life."""
        handed = replace(
            letter, state=LetterState.HANDED_OVER, handed_at=at, attempts=letter.attempts + 1
        )
        return self._leave_waiting(handed)

    def cancel(self, letter: Letter, at: str) -> bool:
        """Let a waiting letter not be sent; False where it is no longer in our hands."""
        canceled = replace(letter, state=LetterState.CANCELED, settled_at=at, text="", html="")
        return self._leave_waiting(canceled)

    def _leave_waiting(self, letter: Letter) -> bool:
        taken = self._session.execute(
            update(LetterRow)
            .where(LetterRow.id == letter.id, LetterRow.state == LetterState.WAITING.value)
            .values(state=letter.state.value, document=document_of(letter))
            .returning(LetterRow.id)
        )
        return taken.first() is not None

    def settle(self, letter_id: str, state: LetterState, *, at: str, trouble: str = "") -> None:
        """Note what became of a letter, whose text is kept no longer; bounced it stays."""
        row = self._row(letter_id)
        if row and row.state != LetterState.BOUNCED:
            letter = value_of(Letter, row.document)
            settled = replace(letter, state=state, settled_at=at, trouble=trouble)
            _fill(row, replace(settled, text="", html=""))
            self._session.flush()

    def wait(self, letter_id: str, *, until: str, trouble: str) -> None:
        """Let a letter that was not handed over, or was sent back at once, wait for another try."""
        row = self._row(letter_id)
        if row:
            letter = value_of(Letter, row.document)
            waiting = replace(letter, state=LetterState.WAITING, not_before=until, trouble=trouble)
            _fill(
                row,
                replace(waiting, attempts=letter.attempts + (letter.state is LetterState.WAITING)),
            )
            self._session.flush()

    def about(self, subjects: Iterable[str]) -> Mapping[str, list[Letter]]:
        """Return the letters about each of these subjects, oldest first."""
        wanted = list(dict.fromkeys(subjects))
        found: dict[str, list[Letter]] = {subject: [] for subject in wanted}
        for some in in_portions(wanted):
            query = select(LetterRow.about, LetterRow.document).where(LetterRow.about.in_(some))
            for about, document in self._session.execute(query.order_by(LetterRow.number)):
                found[about].append(value_of(Letter, document))
        return found

    def remove_before(self, first: str, end: str) -> None:
        """Remove the letters whose occasions lie from ``first`` to before ``end``, as text."""
        old = (LetterRow.occasion >= first, LetterRow.occasion < end)
        self._session.execute(delete(LetterRow).where(*old))

    def _row(self, letter_id: str) -> LetterRow | None:
        query = select(LetterRow).where(LetterRow.id == letter_id)
        return self._session.scalar(query.execution_options(populate_existing=True))


def _fill(row: LetterRow, letter: Letter) -> None:
    row.id = letter.id
    row.occasion = letter.occasion
    row.about = letter.about
    row.address = letter.address
    row.state = letter.state.value
    row.not_before = letter.not_before
    row.document = document_of(letter)
