from __future__ import annotations

from imagepool.rights.people import Person, Role


def test_each_role_includes_itself_and_the_lesser_ones() -> None:
    for rank, role in enumerate(Role):
        assert [role.includes(other) for other in Role] == [i <= rank for i in range(len(Role))]


def test_a_password_hash_is_never_shown() -> None:
    person = Person(id="1", name="Änne", email="a@pool.example", password_hash="$argon2id$x")
    assert "argon2" not in repr(person)
