"""What people look for: the searches they keep, and those that were in vain."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.wishes import fill_saved_search, missed_search_of, saved_search_of
from imagepool.catalogue.rows import MissedSearchRow, SavedSearchRow
from imagepool.errors import NotFound
from imagepool.search.missed import FORGOTTEN_AFTER, KEPT_FOR, SHOWN_FROM, MissedSearch
from imagepool.search.saved import SavedSearch

__all__ = ["MissedSearches", "SavedSearches"]

_MOST = 20_000  # texts that are counted; a flood of nonsense does not fill the disk


class SavedSearches:
    """The saved searches of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, saved: SavedSearch) -> SavedSearch:
        """Keep a search, new or changed; the same query of the same person is kept once."""
        row = self._session.scalar(
            select(SavedSearchRow).where(
                SavedSearchRow.person_id == saved.person_id, SavedSearchRow.query == saved.query
            )
        )
        if row is not None and row.id != saved.id:
            return saved_search_of(row)
        row = row or SavedSearchRow()
        fill_saved_search(row, saved)
        self._session.add(row)
        self._session.flush()
        return saved

    def get(self, saved_id: str) -> SavedSearch:
        """Return the saved search, or raise ``NotFound``."""
        row = self._session.get(SavedSearchRow, saved_id)
        if row is None:
            raise NotFound("saved search", saved_id)
        return saved_search_of(row)

    def of_person(self, person_id: str) -> list[SavedSearch]:
        """Return what a person has saved, newest first."""
        query = select(SavedSearchRow).where(SavedSearchRow.person_id == person_id)
        ordered = query.order_by(SavedSearchRow.saved_at.desc(), SavedSearchRow.id)
        return [saved_search_of(row) for row in self._session.scalars(ordered)]

    def with_alert(self) -> list[SavedSearch]:
        """Return the searches of all who want to be told, by person, the oldest first."""
        query = select(SavedSearchRow).where(SavedSearchRow.alert)
        ordered = query.order_by(SavedSearchRow.person_id, SavedSearchRow.saved_at)
        return [saved_search_of(row) for row in self._session.scalars(ordered)]

    def note_told(self, saved_id: str, until: str) -> None:
        """Note up to when a person was told; none is harmless."""
        told = update(SavedSearchRow).where(SavedSearchRow.id == saved_id)
        self._session.execute(told.values(told_at=until))

    def stop_alerts(self, person_id: str) -> None:
        """Let a person be told of nothing any more."""
        theirs = update(SavedSearchRow).where(SavedSearchRow.person_id == person_id)
        self._session.execute(theirs.values(alert=False))

    def remove(self, saved_id: str) -> None:
        """Forget a saved search; none is harmless."""
        self._session.execute(delete(SavedSearchRow).where(SavedSearchRow.id == saved_id))


class MissedSearches:
    """The searches in vain of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, text: str, on: date, *, known: bool) -> None:
        """Count a text in its normal form, and forget what is due.

        Two who miss the same at the same moment may be counted as one: nobody waits for a count.
        """
        self._forget(on)
        row = self._session.get(MissedSearchRow, text)
        today = on.isoformat()
        if row is None:
            count = self._session.scalar(select(func.count()).select_from(MissedSearchRow)) or 0
            if count >= _MOST:
                return
            row = MissedSearchRow(text=text, asked=0, days=0, first_on=today, last_on="")
        row.known = known  # by the vocabulary of today
        row.days += row.last_on != today
        row.asked += 1
        row.last_on = today
        self._session.add(row)
        self._session.flush()

    def shown(self, on: date, limit: int = 200) -> list[MissedSearch]:
        """Return what may be shown, the most asked first."""
        query = select(MissedSearchRow).where(
            or_(MissedSearchRow.known, MissedSearchRow.days >= SHOWN_FROM),
            MissedSearchRow.last_on >= (on - timedelta(days=KEPT_FOR)).isoformat(),
        )
        ordered = query.order_by(MissedSearchRow.asked.desc(), MissedSearchRow.text).limit(limit)
        return [missed_search_of(row) for row in self._session.scalars(ordered)]

    def _forget(self, on: date) -> None:
        long_ago = (on - timedelta(days=KEPT_FOR)).isoformat()
        a_while_ago = (on - timedelta(days=FORGOTTEN_AFTER)).isoformat()
        rarely = and_(~MissedSearchRow.known, MissedSearchRow.days < SHOWN_FROM)
        self._session.execute(
            delete(MissedSearchRow).where(
                or_(
                    MissedSearchRow.last_on < long_ago,
                    and_(rarely, MissedSearchRow.last_on < a_while_ago),
                )
            )
        )
