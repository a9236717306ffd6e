"""Declare: what a picture shows that needs a release, who is shown, until when it is to be had."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import fields

from imagepool.asset import Asset
from imagepool.catalogue.transaction import Transaction
from imagepool.errors import InvalidRequest
from imagepool.rights.availability import Availability
from imagepool.rights.days import today
from imagepool.rights.declarations import Declarations
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState
from imagepool.workflows.restamp import restamp_later
from imagepool.workflows.workshop import Workshop, event


def declare(workshop: Workshop, asset_id: str, declarations: Declarations, *, actor: str) -> Asset:
    """Keep the answers of the photographer, or of a curator on their word."""
    answers = {each.name: getattr(declarations, each.name) for each in fields(declarations)}
    told = {name: str(answer) for name, answer in answers.items() if answer is not None}
    with workshop.catalogue.transaction() as books:
        keep_declarations(books, asset_id, declarations)
        declared = _touch(books, asset_id, "declare", actor, **told)
        restamp_later(workshop, declared, books.connection)
        return declared


def keep_declarations(books: Transaction, asset_id: str, declarations: Declarations) -> None:
    """Keep the answers, and ask for the releases that they need; what they no longer need goes."""
    books.declarations.declare(asset_id, declarations)
    standing = books.clearances.of(asset_id).releases
    for release in standing:
        open_ = release.state is ReleaseState.REQUESTED
        if open_ and release.kind not in declarations.needed_releases:
            books.releases.unclear(release.id, asset_id)
    there = {release.kind for release in standing}
    for kind in sorted(declarations.needed_releases - there):
        books.releases.add(requested(kind), [asset_id])


def requested(kind: ReleaseKind, *, subject: str = "") -> Release:
    """Return a release that is still to be given."""
    person = kind in (ReleaseKind.MODEL, ReleaseKind.GUARDIAN)
    return Release(
        id=new_id(),
        kind=kind,
        legal_basis=LegalBasis.CONSENT if person else LegalBasis.CONTRACT,
        state=ReleaseState.REQUESTED,
        subject=subject,
    )


def new_id() -> str:
    """Return the opaque id of a new release: 64 random bits."""
    return f"rel-{secrets.token_hex(8)}"


def depict(
    workshop: Workshop, asset_id: str, persons: Iterable[DepictedPerson], *, actor: str
) -> Asset:
    """Keep who is shown, from the left; the event tells how many, not who.

    Raises ``InvalidRequest`` for a release that is not one of a person shown in the asset.
    """
    shown = tuple(persons)
    with workshop.catalogue.transaction() as books:
        _require_releases(books, asset_id, shown)
        books.declarations.depict(asset_id, shown)
        depicted = _touch(books, asset_id, "depict", actor, persons=str(len(shown)))
        restamp_later(workshop, depicted, books.connection)
        return depicted


def _require_releases(books: Transaction, asset_id: str, persons: Iterable[DepictedPerson]) -> None:
    there = {each.id for each in books.clearances.of(asset_id).releases if each.of_person}
    for person in persons:
        if person.release_id is not None and person.release_id not in there:
            raise InvalidRequest(
                f"{person.release_id!r:.60} is no release of somebody shown in this picture",
                hint="ask for it or note it for this picture first",
            )


def limit(workshop: Workshop, asset_id: str, availability: Availability, *, actor: str) -> Asset:
    """Keep from when, until when, where and to whom the asset is to be had."""
    with workshop.catalogue.transaction() as books:
        books.declarations.limit(asset_id, availability)
        days = {"starts": availability.starts, "ends": availability.ends}
        told = {name: day.isoformat() for name, day in days.items() if day}
        if availability.ends and availability.ends < today():  # over already: out of the store
            workshop.queue.enqueue("retention", {}, connection=books.connection, urgent=True)
        return _touch(books, asset_id, "limit", actor, **told)


def _touch(books: Transaction, asset_id: str, act: str, actor: str, **detail: str) -> Asset:
    """Count a change of the asset, so that whoever follows the feed judges it anew."""
    asset = books.assets.get(asset_id)
    return books.assets.replace(asset, event(act, asset_id, actor=actor, **detail))
