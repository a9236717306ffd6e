"""Letters, notices and holders, on both engines."""

from __future__ import annotations

import threading
from dataclasses import replace

from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.catalogue import Catalogue
from imagepool.catalogue.letter import Letter, LetterState
from imagepool.rights.recalls.notices import Answer, RecallNotice
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from tests.catalogue import made
from tests.catalogue.made import put

AT = "2026-11-25T12:00:00+00:00"
LATER = "2026-11-25T13:00:00+00:00"
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=50)

few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _letter(number: int = 1, **changes: str) -> Letter:
    letter = Letter(
        id=f"{number:032x}",
        occasion=f"notice-{number}/recall",
        about=f"notice-{number}",
        address="presse@example.org",
        subject="Rückruf",
        text="Guten Tag",
        html="<p>Guten Tag",
        written_at=AT,
    )
    return replace(letter, **changes)  # type: ignore[arg-type]  # fields by name


def _recall(catalogue: Catalogue) -> Recall:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        return books.recalls.add(
            Recall(
                id="r1",
                asset_ids=(asset.id,),
                cause=Cause.CLAIM,
                severity=Severity.STOP_USE,
                opened_at=AT,
                opened_by="Anna",
                effective_at=AT,
            )
        )


@few
@given(text=_TEXT, subject=_TEXT, number=made.unique)
def test_a_letter_comes_back_as_it_was_put_in(
    catalogue: Catalogue, text: str, subject: str, number: object
) -> None:
    letter = _letter(abs(hash(number)), text=text, subject=subject)
    with catalogue.transaction() as books:
        assert books.letters.add(letter) is True
        assert books.letters.add(replace(letter, id="0" * 32)) is False, "one for each occasion"
    with catalogue.reading() as books:
        assert books.letters.get(letter.id) == letter
        assert books.letters.about([letter.about])[letter.about] == [letter]


def test_of_many_who_would_hand_a_letter_over_one_may(catalogue: Catalogue) -> None:
    letter = _letter()
    with catalogue.transaction() as books:
        books.letters.add(letter)
    said: list[bool] = []

    def ask() -> None:
        with catalogue.transaction() as books:
            said.append(books.letters.hand_over(letter, AT))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False] * 5 + [True]


def test_what_was_handed_over_neither_waits_nor_can_be_canceled(catalogue: Catalogue) -> None:
    handed, waiting = _letter(1), _letter(2)
    with catalogue.transaction() as books:
        books.letters.add(handed)
        books.letters.add(waiting)
        assert books.letters.hand_over(handed, AT)
        assert not books.letters.cancel(handed, AT)
        assert books.letters.cancel(waiting, AT)
        assert not books.letters.hand_over(waiting, AT)
        assert books.letters.waiting(LATER) == []
        assert books.letters.next_moment() is None


def test_a_letter_waits_for_its_time(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        books.letters.add(_letter(1))
        books.letters.wait(_letter(1).id, until=LATER, trouble="451 later")
        assert books.letters.waiting(AT) == []
        assert books.letters.next_moment() == LATER
        [letter] = books.letters.waiting(LATER)
    assert (letter.attempts, letter.trouble) == (1, "451 later")


def test_bounced_it_stays_and_its_text_is_not_kept(catalogue: Catalogue) -> None:
    letter = _letter()
    with catalogue.transaction() as books:
        books.letters.add(letter)
        books.letters.hand_over(letter, AT)
        books.letters.settle(letter.id, LetterState.BOUNCED, at=AT, trouble="550 gone")
        books.letters.settle(letter.id, LetterState.SENT, at=LATER)
        kept = books.letters.get(letter.id)
    assert kept is not None
    assert (kept.state, kept.trouble, kept.text, kept.html) == (
        LetterState.BOUNCED,
        "550 gone",
        "",
        "",
    )


def test_a_notice_comes_back_by_its_link_and_as_changed(catalogue: Catalogue) -> None:
    recall = _recall(catalogue)
    notice = RecallNotice(
        id="n1",
        recall_id=recall.id,
        token="secret",
        receipt_ids=("a", "b"),
        asset_ids=recall.asset_ids,
        address="presse@example.org",
        created_at=AT,
    )
    answered = replace(notice, answer=Answer.NEED_HELP, answered_at=LATER, remark="Ä")
    with catalogue.transaction() as books:
        books.notices.add(notice)
        assert books.notices.by_token("secret") == notice
        books.notices.replace(answered)
    with catalogue.reading() as books:
        assert books.notices.by_token("other") is None
        assert books.notices.of_recall(recall.id) == [answered]
        assert books.notices.count(recall.id) == 1


def test_a_report_is_kept_with_its_recall(catalogue: Catalogue) -> None:
    recall = _recall(catalogue)
    with catalogue.transaction() as books:
        assert books.recalls.report(recall.id) is None
        books.recalls.set_report(recall.id, {"holders": 3})
    with catalogue.reading() as books:
        assert books.recalls.report(recall.id) == {"holders": 3}
        assert books.recalls.open_ones() == [recall]
