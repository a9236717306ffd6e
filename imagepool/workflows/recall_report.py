"""The report of a recall, counted from its notices and letters."""

from __future__ import annotations

from collections.abc import Sequence

from imagepool.catalogue.letter import Letter, LetterState
from imagepool.catalogue.transaction import Transaction
from imagepool.rights.recalls.notices import RecallNotice
from imagepool.rights.recalls.recall import Recall
from imagepool.rights.recalls.report import Reached, RecallReport, Told, report_on

_REACHED: dict[LetterState, Reached] = {
    LetterState.WAITING: "waiting",
    LetterState.HANDED_OVER: "unconfirmed",
    LetterState.SENT: "sent",
    LetterState.BOUNCED: "bounced",
    LetterState.CANCELED: "canceled",
}


def report_in(books: Transaction, recall: Recall) -> RecallReport:
    """Count what became of a recall up to now."""
    return report_on(recall, told_of(books, recall))


def told_of(books: Transaction, recall: Recall) -> list[Told]:
    """Return every holder of a recall with how their letter fared, in the order they were told."""
    notices = books.notices.of_recall(recall.id)
    letters = books.letters.about(notice.id for notice in notices)
    return [_told(recall, notice, letters[notice.id]) for notice in notices]


def _told(recall: Recall, notice: RecallNotice, letters: Sequence[Letter]) -> Told:
    if not letters:
        unwritten: Reached = "canceled" if recall.undone_at else "waiting"
        return Told(notice=notice, reached=unwritten if notice.address else "no_address")
    first = letters[0]
    # Any letter that came back tells that the address is none.
    bounced = next((each for each in letters if each.state is LetterState.BOUNCED), None)
    state = LetterState.BOUNCED if bounced else first.state
    return Told(
        notice=notice,
        reached=_REACHED[state],
        trouble=(bounced or first).trouble,
        told_at=first.handed_at,
    )
