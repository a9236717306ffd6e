"""Posting: the letters of the outbox go to the mail server, none of them twice.

Right before a letter is ended, which is when the server may deliver it, the catalogue says once
and for all that it goes (``Letters.hand_over``). Killed before that, it is sent after the restart;
killed after it, it counts as unconfirmed and is not sent anew. So nobody is told twice. Who may
not have been told at all is one letter in flight, at most, for each death of a worker: the report
names it as unconfirmed, and its holder gets the reminder as all who have not answered.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from imagepool.asset import State
from imagepool.catalogue.letter import Letter, LetterState
from imagepool.errors import MailFailed
from imagepool.mail.bounces import Bounce, read_bounce
from imagepool.mail.postman import Parcel, Postman, Refused
from imagepool.mail.writing import LetterText
from imagepool.workflows.search import to_show
from imagepool.workflows.workshop import Workshop, now

_log = logging.getLogger(__name__)

TRIES = 8  # of a letter that the server puts off, over about a day
_PORTION = 100
_FIRST_PAUSE = timedelta(minutes=5)  # doubles with each try


def post_later(workshop: Workshop, connection: object | None = None) -> None:
    """Enqueue the posting inside the transaction that wrote letters."""
    workshop.queue.enqueue("post", {}, connection=connection, key="post")


def letter_of(
    written: LetterText,
    *,
    occasion: str,
    about: str,
    address: str,
    letter_id: str = "",
    stop_url: str = "",
    names: tuple[str, ...] = (),
) -> Letter:
    """Return what was written as a letter for the outbox; see ``Letter``."""
    return Letter(
        id=letter_id or new_letter_id(),
        occasion=occasion,
        about=about,
        address=address,
        subject=written.subject,
        text=written.text,
        html=written.html,
        written_at=now(),
        stop_url=stop_url,
        names=names,
    )


def new_letter_id() -> str:
    """Return an id that nobody can guess."""
    return secrets.token_hex(16)


def post(workshop: Workshop) -> int:
    """Send what waits; return how many letters the server took. Without a server they wait."""
    if workshop.postbox is None:
        return 0
    sent = 0
    try:
        with Postman(workshop.postbox) as postman:
            round_ = _Round(workshop, postman)
            while letters := round_.waiting():
                for letter in letters:
                    sent += round_.send(letter)
    except MailFailed as error:
        _log.warning("%s (%s)", error, error.hint)
        _again_later(workshop, datetime.now(UTC) + _FIRST_PAUSE)
        return sent
    _again_later(workshop)
    return sent


def note_bounce(workshop: Workshop, data: bytes) -> Bounce | None:
    """Note which letter came back, from the mail that says so; None: it says nothing of ours."""
    bounce = read_bounce(data)
    if bounce is None:
        return None
    with workshop.catalogue.transaction() as books:
        letter = books.letters.get(bounce.letter_id)
        if letter is None:
            return None
        if bounce.lasting:
            trouble = " ".join(filter(None, (bounce.status, bounce.diagnostic)))
            books.letters.settle(letter.id, LetterState.BOUNCED, at=now(), trouble=trouble)
    return bounce


@dataclass(slots=True)
class _Round:
    """One pass over the outbox."""

    workshop: Workshop
    postman: Postman
    seen: set[str] = field(default_factory=set)

    def waiting(self) -> list[Letter]:
        with self.workshop.catalogue.reading() as books:
            letters = books.letters.waiting(now(), _PORTION)
        return [letter for letter in letters if letter.id not in self.seen]

    def send(self, letter: Letter) -> bool:
        self.seen.add(letter.id)  # each once in a round
        if len(to_show(self.workshop, letter.names, (State.PUBLISHED,))) < len(letter.names):
            with self.workshop.catalogue.transaction() as books:
                books.letters.cancel(letter, now())
            return False
        parcel = Parcel(
            id=letter.id,
            address=letter.address,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            stop_url=letter.stop_url,
        )
        answer = self.postman.carry(parcel, lambda: self._may_go(letter))
        if isinstance(answer, Refused):
            self._refused(letter, answer)
            return False
        if answer:
            with self.workshop.catalogue.transaction() as books:
                books.letters.settle(letter.id, LetterState.SENT, at=now())
        return answer

    def _may_go(self, letter: Letter) -> bool:
        with self.workshop.catalogue.transaction() as books:
            return books.letters.hand_over(letter, now())

    def _refused(self, letter: Letter, answer: Refused) -> None:
        with self.workshop.catalogue.transaction() as books:
            if answer.passing and letter.attempts + 1 < TRIES:
                until = datetime.now(UTC) + _FIRST_PAUSE * 2**letter.attempts
                books.letters.wait(letter.id, until=until.isoformat(), trouble=str(answer))
            else:
                books.letters.settle(letter.id, LetterState.BOUNCED, at=now(), trouble=str(answer))


def _again_later(workshop: Workshop, moment: datetime | None = None) -> None:
    """Let a later job look after the letters that wait for another try."""
    if moment is None:
        with workshop.catalogue.reading() as books:
            waits_until = books.letters.next_moment()
        if waits_until is None:
            return
        moment = datetime.fromisoformat(waits_until) if waits_until else datetime.now(UTC)
    workshop.queue.enqueue("post", {}, key="post-again", due=moment)
