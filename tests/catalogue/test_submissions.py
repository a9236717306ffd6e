from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.asset import Submission, SubmissionOutcome
from imagepool.catalogue import Catalogue
from imagepool.errors import NotFound
from tests.catalogue.made import make_person, make_submission, put


def _sent(catalogue: Catalogue, count: int) -> list[Submission]:
    with catalogue.transaction() as books:
        erika = books.people.add(make_person("erika"))
        other = books.people.add(make_person("other"))
        books.submissions.add(make_submission("x", other, batch="another"))
        return [books.submissions.add(make_submission(number, erika)) for number in range(count)]


def test_a_batch_comes_in_the_order_it_was_sent(catalogue: Catalogue) -> None:
    sent = _sent(catalogue, 3)
    with catalogue.reading() as books:
        assert books.submissions.of_batch("batch") == sent
        assert books.submissions.of_batch("nobody") == []


def test_what_became_of_a_file_is_written(catalogue: Catalogue) -> None:
    (sent,) = _sent(catalogue, 1)
    with catalogue.transaction() as books:
        asset = put(books, 1)
        settled = replace(sent, outcome=SubmissionOutcome.ADDED, asset_id=asset.id)
        books.submissions.replace(settled)
    with catalogue.reading() as books:
        assert books.submissions.get(sent.id) == settled


def test_what_a_person_sent_comes_in_pages_newest_first(catalogue: Catalogue) -> None:
    sent = _sent(catalogue, 5)
    with catalogue.reading() as books:
        first = books.submissions.of_person(sent[0].person_id, limit=3)
        second = books.submissions.of_person(sent[0].person_id, after=first.next, limit=3)
    assert [*first.items, *second.items] == sent[::-1]


def test_an_unknown_submission_is_named(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        with pytest.raises(NotFound):
            books.submissions.get("nobody")
        with pytest.raises(NotFound):
            books.submissions.replace(make_submission("nobody", make_person("nobody")))
