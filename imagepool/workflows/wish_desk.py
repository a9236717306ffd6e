"""The wish desk: what people look for and the pool lacks, as part of its front door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from imagepool.asset import Asset, Submission
from imagepool.region.places import Municipality
from imagepool.region.themes import Theme
from imagepool.search.calls import Call
from imagepool.search.missed import MissedSearch
from imagepool.search.query import Query
from imagepool.search.saved import SavedSearch
from imagepool.workflows import alerts, calls, gaps, saved_searches
from imagepool.workflows.gaps import Coverage, Slice
from imagepool.workflows.saved_searches import News
from imagepool.workflows.workshop import Workshop


class WishDesk:
    """Saved searches, searches in vain, gaps, and the calls that close them."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    # Searches

    @property
    def can_write(self) -> bool:
        """Whether a mail server is set; else nobody is told of anything."""
        return self._workshop.can_write

    def newest(self, query: Query) -> tuple[Asset, ...]:
        """Return what matches the whole query, the newest publication first."""
        return saved_searches.newest(self._workshop, query)

    def save(self, person_id: str, query: Query) -> SavedSearch:
        """Keep a search for a person; raises ``InvalidRequest`` for a search for everything."""
        return saved_searches.save(self._workshop, person_id, query)

    def saved(self, person_id: str) -> tuple[News, ...]:
        """Return a person's saved searches, each with what is new to it."""
        return saved_searches.saved_by(self._workshop, person_id)

    def news(self, saved_id: str, person_id: str) -> News:
        """Return one of them; raises ``NotFound``, also where it is somebody else's."""
        return saved_searches.saved_search(self._workshop, saved_id, person_id)

    def seen(self, saved_id: str, person_id: str, until: str) -> SavedSearch:
        """Note what the person has seen: all that was published up to a moment."""
        return saved_searches.seen(self._workshop, saved_id, person_id, until)

    def want_mail(self, saved_id: str, person_id: str, *, wanted: bool) -> SavedSearch:
        """Let a person be told by mail, once a day at most, of what is new; or no longer."""
        return saved_searches.want_mail(self._workshop, saved_id, person_id, wanted=wanted)

    def came_back(self, person_id: str) -> bool:
        """Say whether the last mail to a person came back, which ends the mails."""
        return alerts.came_back(self._workshop, person_id)

    def is_alert(self, letter_id: str) -> bool:
        """Say whether a mail of this id went to somebody; after `LETTER_DAYS` nobody knows."""
        return alerts.is_alert(self._workshop, letter_id)

    def stop_alerts(self, letter_id: str) -> None:
        """End all such mails to whoever got this one; raises ``NotFound``."""
        alerts.stop_alerts(self._workshop, letter_id)

    def forget(self, saved_id: str, person_id: str) -> None:
        """Remove a saved search."""
        saved_searches.forget(self._workshop, saved_id, person_id)

    def note_missed(self, query: Query) -> None:
        """Count a search that found nothing; nobody's name is kept with it."""
        gaps.note_missed(self._workshop, query)

    # Gaps

    def missed(self, limit: int = 200) -> tuple[MissedSearch, ...]:
        """Return the searches in vain, the most asked first."""
        return gaps.missed(self._workshop, limit)

    def wanted(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of themes and the official keys of places that a text asks for."""
        return gaps.wanted(self._workshop, text)

    def coverage(self, part: Slice) -> Coverage:
        """Return how many pictures there are by municipality and theme."""
        return gaps.coverage(self._workshop, part)

    def table(self) -> Iterator[tuple[Municipality, Theme, Slice, int]]:
        """Yield the same by season, format and age, too."""
        return gaps.table(self._workshop)

    def seasons(self) -> Mapping[str, Mapping[str, str]]:
        """Return the region's seasons: id -> language -> label."""
        return gaps.seasons_of(self._workshop)

    # Calls

    def call(
        self,
        *,
        title: str,
        text: str,
        deadline: date,
        license: str,  # noqa: A002  (the field's word)
        actor: str,
        themes: tuple[str, ...] = (),
        places: tuple[str, ...] = (),
    ) -> Call:
        """Publish a call for pictures; raises ``InvalidRequest`` or ``NotFound``."""
        return calls.make_call(
            self._workshop,
            title=title,
            text=text,
            themes=themes,
            places=places,
            deadline=deadline,
            license_id=license,
            actor=actor,
        )

    def change_call(
        self, call_id: str, *, title: str, text: str, deadline: date, closed: bool
    ) -> Call:
        """Put other words or another last day to a call, close it or open it again."""
        return calls.change_call(
            self._workshop, call_id, title=title, text=text, deadline=deadline, closed=closed
        )

    def open_calls(self) -> tuple[Call, ...]:
        """Return the calls that take pictures in today, the first to end first."""
        return calls.open_calls(self._workshop)

    def calls(self) -> tuple[tuple[Call, int], ...]:
        """Return all calls, newest first, each with how many files came in for it."""
        return calls.all_calls(self._workshop)

    def call_of(self, call_id: str) -> Call:
        """Return a call; raises ``NotFound``."""
        return calls.call_of(self._workshop, call_id)

    def answer(self, call_id: str, batch: str) -> Call:
        """Tie an upload to an open call, before its first file comes."""
        return calls.answer(self._workshop, call_id, batch)

    def answers(self, call_id: str) -> tuple[tuple[Submission, Asset | None], ...]:
        """Return what came in for a call, newest first."""
        return calls.answers(self._workshop, call_id)

    def calls_of(self, asset_id: str) -> tuple[Call, ...]:
        """Return the calls that an asset came in for."""
        return calls.calls_of_asset(self._workshop, asset_id)
