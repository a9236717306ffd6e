from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import NotFound
from tests.catalogue.made import make_call, make_person, make_submission, put

DAY = date(2026, 5, 1)


def test_a_call_comes_back_as_it_was_put_in_and_as_it_was_changed(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        call = books.calls.add(make_call(1))
        assert books.calls.get(call.id) == call
        changed = books.calls.replace(replace(call, title="Anders", closed=True))
    with catalogue.reading() as books:
        assert books.calls.all() == [changed]
        with pytest.raises(NotFound):
            books.calls.get("nothing")


def test_open_calls_end_by_their_day_or_by_being_closed(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        late = books.calls.add(make_call(1, deadline=DAY + timedelta(days=9)))
        soon = books.calls.add(make_call(2, deadline=DAY))
        books.calls.add(make_call(3, deadline=DAY, closed=True))
        books.calls.add(make_call(4, deadline=DAY - timedelta(days=1)))
        assert books.calls.open_on(DAY) == [soon, late]


def test_uploads_are_tied_to_the_call_that_they_answer(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one, other = books.calls.add(make_call(1)), books.calls.add(make_call(2))
        person = books.people.add(make_person(1))
        asset = put(books, 1)
        books.calls.answered(one.id, "batch")
        books.calls.answered(other.id, "batch")  # the first word stays
        came = books.submissions.add(make_submission(1, person, asset_id=asset.id))
        books.submissions.add(make_submission(2, person, batch="another"))
    with catalogue.reading() as books:
        assert books.calls.answers(one.id) == [came]
        assert books.calls.answers(other.id) == []
        assert books.calls.counts() == {one.id: 1}
        assert books.calls.of_asset(asset.id) == [one]
        assert books.calls.of_batch("batch") == one
        assert books.calls.of_batch("another") is None
