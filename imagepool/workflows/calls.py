"""Calls for pictures: made from a gap, answered by uploads, ended by their last day."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from imagepool.asset import Asset, Submission
from imagepool.errors import InvalidRequest
from imagepool.rights.days import today
from imagepool.search.calls import Call
from imagepool.workflows.workshop import Workshop, now

LONGEST_TITLE, LONGEST_TEXT = 200, 5_000  # characters


def make_call(
    workshop: Workshop,
    *,
    title: str,
    text: str,
    themes: tuple[str, ...],
    places: tuple[str, ...],
    deadline: date,
    license_id: str,
    actor: str,
) -> Call:
    """Publish a call; raises ``InvalidRequest`` or ``NotFound`` for what cannot be asked for."""
    call = Call(
        id=secrets.token_hex(8),
        title=title.strip(),
        text=text.strip(),
        themes=themes,
        places=places,
        deadline=deadline,
        license_id=workshop.license(license_id).id,
        agreement_version=workshop.region.agreement.version,
        called_at=now(),
        called_by=actor,
    )
    _check(workshop, call)
    with workshop.catalogue.transaction() as books:
        return books.calls.add(call)


def change_call(
    workshop: Workshop, call_id: str, *, title: str, text: str, deadline: date, closed: bool
) -> Call:
    """Put other words or another last day to a call, close it or open it again."""
    with workshop.catalogue.transaction() as books:
        call = books.calls.get(call_id)
        changed = replace(
            call, title=title.strip(), text=text.strip(), deadline=deadline, closed=closed
        )
        _check(workshop, changed)
        return books.calls.replace(changed)


def answer(workshop: Workshop, call_id: str, batch: str) -> Call:
    """Tie an upload to a call, before its first file comes; again is harmless.

    Raises ``NotFound``, and ``InvalidRequest`` where the call has ended.
    """
    call = open_call(workshop, call_id)
    with workshop.catalogue.transaction() as books:
        books.calls.answered(call.id, batch)
    return call


def open_call(workshop: Workshop, call_id: str) -> Call:
    """Return a call that takes pictures in today; raises ``InvalidRequest`` where it has ended."""
    with workshop.catalogue.reading() as books:
        call = books.calls.get(call_id)
    if not call.open_on(today()):
        raise InvalidRequest(
            "this call for pictures has ended", hint="hand the pictures in without it"
        )
    return call


def open_calls(workshop: Workshop) -> tuple[Call, ...]:
    """Return the calls that are open, the first to end first."""
    with workshop.catalogue.reading() as books:
        return tuple(books.calls.open_on(today()))


def all_calls(workshop: Workshop) -> tuple[tuple[Call, int], ...]:
    """Return all calls, the newest first, each with how many files came in for it."""
    with workshop.catalogue.reading() as books:
        counts: Mapping[str, int] = books.calls.counts()
        return tuple((call, counts.get(call.id, 0)) for call in books.calls.all())


def call_of(workshop: Workshop, call_id: str) -> Call:
    """Return the call; raises ``NotFound``."""
    with workshop.catalogue.reading() as books:
        return books.calls.get(call_id)


def answers(workshop: Workshop, call_id: str) -> tuple[tuple[Submission, Asset | None], ...]:
    """Return what came in for a call, newest first; without the asset where there is none."""
    with workshop.catalogue.reading() as books:
        found = books.calls.answers(call_id)
        assets = books.assets.many([each.asset_id for each in found if each.asset_id])
    return tuple((each, assets.get(each.asset_id or "")) for each in found)


def calls_of_asset(workshop: Workshop, asset_id: str) -> tuple[Call, ...]:
    """Return the calls that an asset came in for."""
    with workshop.catalogue.reading() as books:
        return tuple(books.calls.of_asset(asset_id))


def _check(workshop: Workshop, call: Call) -> None:
    for name, text, longest in (
        ("title", call.title, LONGEST_TITLE),
        ("text", call.text, LONGEST_TEXT),
    ):
        if not 0 < len(text) <= longest:
            raise InvalidRequest(
                f"the call's {name} has {len(text)} characters", hint=f"write 1 to {longest}"
            )
    region = workshop.region
    known = {*(d.ags for d in region.districts), *(m.ags for m in region.municipalities)}
    for kind, values, there in (
        ("theme", call.themes, region.themes.keys()),
        ("place", call.places, known),
    ):
        unknown = [value for value in values if value not in there]
        if unknown:
            raise InvalidRequest(
                f"the region has no {kind} {unknown[0]!r}", hint="choose one of its own"
            )
    if not call.closed and call.deadline < today():
        raise InvalidRequest("the call's last day is over", hint="give a day to come")
