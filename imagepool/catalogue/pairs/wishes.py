"""Saved searches, searches in vain and calls: value from row, row from value."""

from __future__ import annotations

from datetime import date

from imagepool.catalogue.rows import CallRow, MissedSearchRow, SavedSearchRow
from imagepool.search.calls import Call
from imagepool.search.missed import MissedSearch
from imagepool.search.saved import SavedSearch


def saved_search_of(row: SavedSearchRow) -> SavedSearch:
    """Return the saved search."""
    return SavedSearch(
        id=row.id,
        person_id=row.person_id,
        query=row.query,
        saved_at=row.saved_at,
        seen_at=row.seen_at,
        alert=row.alert,
        told_at=row.told_at,
    )


def fill_saved_search(row: SavedSearchRow, saved: SavedSearch) -> None:
    """Write the saved search into the row, new or standing."""
    row.id = saved.id
    row.person_id = saved.person_id
    row.query = saved.query
    row.saved_at = saved.saved_at
    row.seen_at = saved.seen_at
    row.alert = saved.alert
    row.told_at = saved.told_at


def missed_search_of(row: MissedSearchRow) -> MissedSearch:
    """Return the search in vain."""
    return MissedSearch(
        text=row.text,
        known=row.known,
        asked=row.asked,
        days=row.days,
        first_on=row.first_on,
        last_on=row.last_on,
    )


def call_of(row: CallRow) -> Call:
    """Return the call."""
    return Call(
        id=row.id,
        title=row.title,
        text=row.text,
        themes=tuple(row.themes),
        places=tuple(row.places),
        deadline=date.fromisoformat(row.deadline),
        license_id=row.license_id,
        agreement_version=row.agreement_version,
        closed=row.closed,
        called_at=row.called_at,
        called_by=row.called_by,
    )


def fill_call(row: CallRow, call: Call) -> None:
    """Write the call into the row, new or standing."""
    row.id = call.id
    row.title = call.title
    row.text = call.text
    row.themes = list(call.themes)
    row.places = list(call.places)
    row.deadline = call.deadline.isoformat()
    row.license_id = call.license_id
    row.agreement_version = call.agreement_version
    row.closed = call.closed
    row.called_at = call.called_at
    row.called_by = call.called_by
