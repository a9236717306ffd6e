from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import NotFound
from tests.catalogue.made import AT, make_person, make_saved_search

DAY = date(2026, 5, 1)


def note(catalogue: Catalogue, text: str, *days: int, known: bool = False) -> None:
    for day in days:
        with catalogue.transaction() as books:
            books.missed_searches.note(text, DAY + timedelta(days=day), known=known)


def shown(catalogue: Catalogue, day: int) -> list[str]:
    with catalogue.reading() as books:
        return [each.text for each in books.missed_searches.shown(DAY + timedelta(days=day))]


def test_what_a_person_saves_is_kept_once(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        person = books.people.add(make_person(1))
        first = books.saved_searches.put(make_saved_search(1, person))
        again = books.saved_searches.put(make_saved_search(2, person))
        assert again == first
        other = books.saved_searches.put(
            make_saved_search(3, person, query="Wald", saved_at="2027")
        )
        assert books.saved_searches.of_person(person.id) == [other, first]
        changed = books.saved_searches.put(make_saved_search(1, person, seen_at="2028"))
        assert books.saved_searches.get(first.id) == changed
        for _ in range(2):
            books.saved_searches.remove(first.id)
        with pytest.raises(NotFound):
            books.saved_searches.get(first.id)


def test_only_those_who_want_it_are_told(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        person = books.people.add(make_person(1))
        books.saved_searches.put(make_saved_search(1, person))
        wanted = books.saved_searches.put(make_saved_search(2, person, query="Wald", alert=True))
        assert books.saved_searches.with_alert() == [wanted]
    assert wanted.told_at == AT


def test_known_words_are_shown_at_once_and_others_from_the_third_day(catalogue: Catalogue) -> None:
    note(catalogue, "kanu winter", 0, known=True)
    note(catalogue, "erika mustermann", 0, 0, 0, 0)  # often, but on one day
    assert shown(catalogue, 0) == ["kanu winter"]
    note(catalogue, "erika mustermann", 1)
    assert shown(catalogue, 1) == ["kanu winter"]
    note(catalogue, "erika mustermann", 2)
    assert shown(catalogue, 2) == ["erika mustermann", "kanu winter"]  # the most asked first


def test_what_is_rarely_asked_is_forgotten(catalogue: Catalogue) -> None:
    note(catalogue, "erika mustermann", 0, 1)
    note(catalogue, "kanu winter", 0, known=True)
    note(catalogue, "anderes", 40)
    note(catalogue, "erika mustermann", 41)  # begins anew
    assert shown(catalogue, 41) == ["kanu winter"]
    note(catalogue, "anderes", 400)
    assert shown(catalogue, 400) == []


def test_a_word_that_became_known_is_shown(catalogue: Catalogue) -> None:
    note(catalogue, "eisstock", 0)
    note(catalogue, "eisstock", 1, known=True)
    with catalogue.reading() as books:
        [found] = books.missed_searches.shown(DAY)
    assert (found.asked, found.days, found.first_on, found.last_on) == (
        2, 2, "2026-05-01", "2026-05-02"
    )  # fmt: skip


def test_a_flood_of_nonsense_ends_somewhere(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imagepool.catalogue.searches._MOST", 3)
    for number in range(5):
        note(catalogue, f"word {number}", 0, known=True)
    note(catalogue, "word 0", 1, known=True)  # what is there goes on being counted
    assert shown(catalogue, 1) == ["word 0", "word 1", "word 2"]


def test_many_at_once_are_counted_and_nobody_fails(catalogue: Catalogue) -> None:
    note(catalogue, "kanu", 0, known=True)
    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(lambda _: note(catalogue, "kanu", 0, known=True), range(8)))
    with catalogue.reading() as books:
        [found] = books.missed_searches.shown(DAY)
    assert 2 <= found.asked <= 9
