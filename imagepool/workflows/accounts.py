"""Accounts: who may come in, by password or by a one-time link."""

from __future__ import annotations

import functools
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from imagepool.catalogue.transaction import Transaction
from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.addresses import known_address
from imagepool.rights.people import Person, Role
from imagepool.workflows.tokens import digest_of_token, new_token
from imagepool.workflows.workshop import Workshop, now

_HASHER = PasswordHasher()
LINK_LASTS = timedelta(hours=24)
SHORTEST_PASSWORD = 12


def admit(
    workshop: Workshop, email: str, *, name: str, role: Role, password: str | None = None
) -> Person:
    """Return the person of this address, added or given the role and password now."""
    address = known_address(email)
    if not address:
        raise InvalidRequest(f"{email!r} is not an e-mail address", hint="name@example.de")
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise InvalidRequest(
            "the password is too short", hint=f"take at least {SHORTEST_PASSWORD} letters"
        )
    hashed = _HASHER.hash(password) if password else None
    with workshop.catalogue.transaction() as books:
        standing = books.people.by_email(address)
        if standing:
            person = replace(
                standing, name=name, role=role, password_hash=hashed or standing.password_hash
            )
            books.people.replace(person)
            return person
        person = Person(
            id=secrets.token_hex(8),
            name=name,
            email=address,
            role=role,
            password_hash=hashed,
            added_at=now(),
        )
        books.people.add(person)
    return person


def person(workshop: Workshop, person_id: str) -> Person | None:
    """Return the person, or None where there is none or the account is closed."""
    with workshop.catalogue.reading() as books:
        found = books.people.find(person_id)
    return found if found and found.active else None


def by_password(workshop: Workshop, email: str, password: str) -> Person | None:
    """Return whom this address and password belong to, or None; takes equally long either way."""
    with workshop.catalogue.reading() as books:
        person = _found(books, email)
    hashed = person.password_hash if person and person.active else None
    nobody = _nobody()  # asked for either way, so that the first answer takes no longer
    try:
        _HASHER.verify(hashed or nobody, password)
    except (VerificationError, InvalidHashError):
        return None
    return person if hashed else None


def one_time_token(workshop: Workshop, email: str) -> str:
    """Return a token that lets this person in once, within a day; raises ``NotFound``."""
    with workshop.catalogue.reading() as books:
        person = _found(books, email)
    if person is None:
        raise NotFound("person", email, hint="add the person first: imagepool account add")
    token = new_token()
    expires = (datetime.now(UTC) + LINK_LASTS).isoformat()
    with workshop.catalogue.transaction() as books:
        books.people.issue_token(digest_of_token(token), person.id, expires)
    return token


def by_token(workshop: Workshop, token: str) -> Person | None:
    """Return whom the token lets in, or None; it works once."""
    with workshop.catalogue.transaction() as books:
        person = books.people.redeem(digest_of_token(token), now())
    return person if person and person.active else None


def _found(books: Transaction, email: str) -> Person | None:
    try:
        return books.people.by_email(known_address(email))
    except InvalidRequest:
        return None


@functools.cache
def _nobody() -> str:
    """Return what an unknown address is measured against; not made before it is needed."""
    return _HASHER.hash(secrets.token_hex())
