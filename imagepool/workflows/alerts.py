"""Alerts: letters about what is new for saved searches, to those who asked for them.

Each person gets one letter a day at most, about all of their searches. It is written in the
transaction that notes what was told, so that nothing is told twice and nothing left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

from imagepool.asset import Asset
from imagepool.catalogue.letter import Letter, LetterState
from imagepool.catalogue.transaction import Transaction
from imagepool.errors import NotFound
from imagepool.mail.alert_letter import AlertLetter, NewPictures, write_alert_letter
from imagepool.mail.writing import Link
from imagepool.rights.days import today
from imagepool.rights.people import Person
from imagepool.search.saved import SavedSearch
from imagepool.workflows.posting import letter_of, new_letter_id, post_later
from imagepool.workflows.saved_searches import NEWS, News, news_since
from imagepool.workflows.workshop import Workshop

OCCASION = "alert"  # of these letters; for `retention.LETTER_DAYS` their own link ends the mails


def alert(workshop: Workshop, *, on: date | None = None) -> int:
    """Write to everybody for whom something is new; return how many letters were written."""
    day = f"{OCCASION}/{on or today()}"
    with workshop.catalogue.reading() as books:
        wanted = books.saved_searches.with_alert()
    written = 0
    for person_id, searches in itertools.groupby(wanted, key=lambda saved: saved.person_id):
        occasion = f"{day}/{person_id}"
        person = _to_be_told(workshop, person_id, occasion)
        news = list(_new_to(workshop, searches)) if person else []
        if person and news:
            written += _tell(workshop, person, news, occasion)
    return written


def stop_alerts(workshop: Workshop, letter_id: str) -> None:
    """End the mails to the person who got this letter; raises ``NotFound`` for another one."""
    with workshop.catalogue.transaction() as books:
        books.saved_searches.stop_alerts(_alert_of(books, letter_id).about)


def is_alert(workshop: Workshop, letter_id: str) -> bool:
    """Say whether there is such a letter still."""
    with workshop.catalogue.reading() as books:
        try:
            return bool(_alert_of(books, letter_id))
        except NotFound:
            return False


def _to_be_told(workshop: Workshop, person_id: str, occasion: str) -> Person | None:
    """Return the person, unless told already; where the last letter came back, it was the last."""
    with workshop.catalogue.reading() as books:
        person = books.people.get(person_id)
        letters = books.letters.about([person_id])[person_id]
    if letters and letters[-1].state is LetterState.BOUNCED and letters[-1].address == person.email:
        with workshop.catalogue.transaction() as books:
            books.saved_searches.stop_alerts(person_id)
        return None
    told = any(letter.occasion == occasion for letter in letters)
    return person if person.active and not told else None


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


def _alert_of(books: Transaction, letter_id: str) -> Letter:
    letter = books.letters.get(letter_id)
    if letter is None or not letter.occasion.startswith(f"{OCCASION}/"):
        raise NotFound("letter", letter_id)
    return letter
