"""Alerts: letters about what is new for saved searches, to those who asked for them.

Each person gets one letter a day at most, about all of their searches. It is written in the
transaction that notes what was told, so that nothing is told twice. A letter that waits is not
sent if a picture that it names may not be shown any more.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterable, Iterator
from datetime import date

from imagepool.asset import Asset
from imagepool.catalogue.letter import Letter, LetterState
from imagepool.catalogue.transaction import Transaction
from imagepool.errors import NotFound, PoolError
from imagepool.mail.alert_letter import AlertLetter, NewPictures, write_alert_letter
from imagepool.mail.writing import Link
from imagepool.rights.days import today
from imagepool.rights.people import Person
from imagepool.search.saved import SavedSearch
from imagepool.workflows.posting import letter_of, new_letter_id, post_later
from imagepool.workflows.saved_searches import NEWS, News, cancel_waiting, news_since
from imagepool.workflows.workshop import Workshop

_log = logging.getLogger(__name__)

OCCASION = "alert"  # of these letters; for `retention.LETTER_DAYS` their own link ends the mails


def alert(workshop: Workshop, *, on: date | None = None) -> int:
    """Write to everybody for whom something is new; return how many letters were written.

    Where that fails for one person, the others get theirs.
    """
    day = f"{OCCASION}/{on or today()}"
    with workshop.catalogue.reading() as books:
        wanted = books.saved_searches.with_alert()
    written = 0
    for person_id, searches in itertools.groupby(wanted, key=lambda saved: saved.person_id):
        try:
            written += _alert_one(workshop, person_id, list(searches), f"{day}/{person_id}")
        except PoolError as error:
            _log.warning("no letter to the person %s: %s", person_id, error)
    return written


def stop_alerts(workshop: Workshop, letter_id: str) -> None:
    """End the mails to the person who got this letter; raises ``NotFound`` for another one."""
    with workshop.catalogue.transaction() as books:
        letter = _alert_of(books, letter_id)
        if letter is None:
            raise NotFound("letter", letter_id)
        cancel_waiting(books, letter.about)
        books.saved_searches.stop_alerts(letter.about)


def is_alert(workshop: Workshop, letter_id: str) -> bool:
    """Say whether there is such a letter still."""
    with workshop.catalogue.reading() as books:
        return _alert_of(books, letter_id) is not None


def came_back(workshop: Workshop, person_id: str) -> bool:
    """Say whether the last letter to the person came back, which ended the mails."""
    with workshop.catalogue.reading() as books:
        letters = books.letters.about([person_id])[person_id]
    return bool(letters) and letters[-1].state is LetterState.BOUNCED


def _alert_one(
    workshop: Workshop, person_id: str, searches: list[SavedSearch], occasion: str
) -> bool:
    with workshop.catalogue.reading() as books:
        person = books.people.get(person_id)
        letters = books.letters.about([person_id])[person_id]
    if letters and _lost(letters[-1], person, searches):
        with workshop.catalogue.transaction() as books:
            books.saved_searches.stop_alerts(person_id)
        return False
    if not person.active or any(letter.occasion == occasion for letter in letters):
        return False
    news = list(_new_to(workshop, searches))
    return bool(news) and _tell(workshop, person, news, occasion)


def _lost(letter: Letter, person: Person, searches: Iterable[SavedSearch]) -> bool:
    """Say whether the last letter came back, and nobody has asked for mails again since."""
    wished_at = max(saved.told_at for saved in searches)
    back = letter.state is LetterState.BOUNCED and letter.address == person.email
    return back and letter.written_at > wished_at


def _new_to(workshop: Workshop, searches: Iterable[SavedSearch]) -> Iterator[News]:
    for saved in searches:
        news = news_since(workshop, saved, max(saved.told_at, saved.seen_at))
        if news.assets:
            yield news


def _tell(workshop: Workshop, person: Person, news: list[News], occasion: str) -> bool:
    letter_id = new_letter_id()
    stop_url = f"{workshop.identity.url}/keine-mails/{letter_id}"
    contents = AlertLetter(
        news=[_pictures(workshop, each) for each in news],
        stop_url=stop_url,
        signed=workshop.identity.signature,
    )
    letter = letter_of(
        write_alert_letter(contents),
        letter_id=letter_id,
        occasion=occasion,
        about=person.id,
        address=person.email,
        stop_url=stop_url,
        names=tuple(dict.fromkeys(asset.id for each in news for asset in each.assets)),
    )
    with workshop.catalogue.transaction() as books:
        if not books.letters.add(letter):
            return False  # there was one today
        for each in news:
            latest = max(asset.published_at or "" for asset in each.assets)
            books.saved_searches.note_told(each.saved.id, latest)
        post_later(workshop, books.connection)
    return True


def _pictures(workshop: Workshop, news: News) -> NewPictures:
    return NewPictures(
        query=news.name,
        pictures=[_link(workshop, asset) for asset in news.assets],
        more=len(news.assets) >= NEWS,
        url=f"{workshop.identity.url}/gespeicherte-suchen/{news.saved.id}",
    )


def _link(workshop: Workshop, asset: Asset) -> Link:
    return Link(name=asset.title, url=workshop.statement(asset).asset_url)


def _alert_of(books: Transaction, letter_id: str) -> Letter | None:
    letter = books.letters.get(letter_id)
    return letter if letter and letter.occasion.startswith(f"{OCCASION}/") else None
