from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.people import Person, Role
from tests.catalogue.made import make_person

BEFORE, NOW, AFTER = (f"2026-05-01T12:00:0{second}+00:00" for second in (0, 5, 9))


@pytest.fixture
def person(catalogue: Catalogue) -> Person:
    with catalogue.transaction() as books:
        return books.people.add(make_person("erika", name="Erika"))


def test_a_person_is_found_by_id_and_by_any_spelling_of_the_address(
    catalogue: Catalogue, person: Person
) -> None:
    with catalogue.reading() as books:
        assert books.people.get(person.id) == person
        assert books.people.find(person.id) == person
        assert books.people.by_email(" Erika@Example.ORG ") == person


def test_a_stranger_is_not_found(catalogue: Catalogue) -> None:
    with catalogue.reading() as books:
        assert books.people.find("nobody") is None
        assert books.people.by_email("nobody@example.org") is None
        with pytest.raises(NotFound):
            books.people.get("nobody")


def test_an_address_has_one_account(catalogue: Catalogue, person: Person) -> None:
    twin = make_person("twin", email="ERIKA@example.org")
    with catalogue.transaction() as books:
        with pytest.raises(InvalidRequest, match="account already"):
            books.people.add(twin)
        other = books.people.add(make_person("max"))
        with pytest.raises(InvalidRequest, match="account already"):
            books.people.replace(replace(other, email=person.email))


def test_a_changed_person_stays_changed(catalogue: Catalogue, person: Person) -> None:
    changed = replace(person, role=Role.CURATOR, password_hash="$argon2id$...", active=False)
    with catalogue.transaction() as books:
        books.people.replace(changed)
    with catalogue.reading() as books:
        assert books.people.get(person.id) == changed


def test_a_stranger_cannot_be_changed(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books, pytest.raises(NotFound):
        books.people.replace(make_person("nobody"))


def test_everybody_is_listed_by_name(catalogue: Catalogue, person: Person) -> None:
    with catalogue.transaction() as books:
        anna = books.people.add(make_person("x", name="Anna"))
        assert books.people.everybody() == [anna, person]


def test_a_token_lets_its_person_in_once(catalogue: Catalogue, person: Person) -> None:
    with catalogue.transaction() as books:
        books.people.issue_token("hash", person.id, AFTER)
    with catalogue.transaction() as books:
        assert books.people.redeem("hash", NOW) == person
    with catalogue.transaction() as books:
        assert books.people.redeem("hash", NOW) is None


def test_a_token_that_expired_or_never_was_lets_nobody_in(
    catalogue: Catalogue, person: Person
) -> None:
    with catalogue.transaction() as books:
        books.people.issue_token("hash", person.id, NOW)
        assert books.people.redeem("hash", NOW) is None
        assert books.people.redeem("hash", AFTER) is None
        assert books.people.redeem("other", BEFORE) is None
        assert books.people.redeem("hash", BEFORE) == person


def test_times_are_compared_across_their_offsets(catalogue: Catalogue, person: Person) -> None:
    with catalogue.transaction() as books:
        books.people.issue_token("hash", person.id, "2026-05-01T14:00:09+02:00")
        assert books.people.redeem("hash", "2026-05-01T12:00:08.999999Z") == person


@pytest.mark.parametrize("moment", ["soon", "2026-05-01T12:00:00", ""])
def test_a_time_that_is_none_is_refused(catalogue: Catalogue, person: Person, moment: str) -> None:
    with catalogue.transaction() as books, pytest.raises(InvalidRequest):
        books.people.issue_token("hash", person.id, moment)


def test_a_token_needs_a_person(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books, pytest.raises(NotFound):
        books.people.issue_token("hash", "nobody", AFTER)


def test_of_many_who_redeem_at_once_one_gets_in(catalogue: Catalogue, person: Person) -> None:
    with catalogue.transaction() as books:
        books.people.issue_token("hash", person.id, AFTER)
    came: list[Person | None] = []
    start = threading.Barrier(4)

    def knock() -> None:
        start.wait()
        with catalogue.transaction() as books:
            came.append(books.people.redeem("hash", NOW))

    threads = [threading.Thread(target=knock) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, came)) == [False, False, False, True]


def test_expired_tokens_are_swept(catalogue: Catalogue, person: Person) -> None:
    with catalogue.transaction() as books:
        books.people.issue_token("old", person.id, BEFORE)
        books.people.issue_token("good", person.id, AFTER)
        assert books.people.sweep_tokens(NOW) == 1
        assert books.people.sweep_tokens(NOW) == 0
        assert books.people.redeem("good", NOW) == person
