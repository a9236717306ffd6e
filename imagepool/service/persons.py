"""Persons: who is shown, proposed from the caption, confirmed and put in order by a person."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.errors import InvalidRequest
from imagepool.rights.days import today
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.people import Role
from imagepool.service.current import pool
from imagepool.service.questions import require_authority
from imagepool.service.visitors import known_visitor, only

bp = Blueprint("persons", __name__)
_MOST = 200  # persons in one picture
_LONGEST = 200  # letters


@bp.get("/bilder/<asset_id>/personen")
@only(Role.CONTRIBUTOR)
def form(asset_id: str) -> ResponseReturnValue:
    require_authority(asset_id)
    asset = pool.asset(asset_id)
    page = render_template(
        "persons/page.html",
        asset=asset,
        rights=pool.clearance.rights(asset),
        today=today(),
        proposed=pool.clearance.proposed(asset),
        named_unasked=pool.clearance.named_unasked(asset),
    )
    return page, {"Cache-Control": "private, no-store"}


@bp.post("/bilder/<asset_id>/personen")
@only(Role.CONTRIBUTOR)
def keep(asset_id: str) -> ResponseReturnValue:
    """Keep the list as the form gives it, in the order of its numbers."""
    require_authority(asset_id)
    person = known_visitor()
    pool.clearance.depict(asset_id, _listed(), actor=person.email)
    flash(_("It is noted who is shown."))
    if person.role.includes(Role.CURATOR):
        return redirect(url_for("review.asset", asset_id=asset_id, _anchor="persons"), 303)
    return redirect(url_for("persons.form", asset_id=asset_id), 303)


def _listed() -> tuple[DepictedPerson, ...]:
    """Return the persons of the form; a row without a name is none."""
    columns = [_column(name) for name in ("place", "name", "position", "organization", "release")]
    try:
        rows = sorted(zip(*columns, strict=True), key=lambda row: int(row[0] or _MOST))
    except ValueError as error:
        raise InvalidRequest(
            "the list of persons is not whole", hint="send it once more"
        ) from error
    return tuple(
        DepictedPerson(name=name, position=at, organization=body, release_id=release or None)
        for _place, name, at, body, release in rows
        if name
    )


def _column(name: str) -> Sequence[str]:
    values = [" ".join(each.split()) for each in request.form.getlist(f"person-{name}")]
    if len(values) > _MOST or any(len(each) > _LONGEST for each in values):
        raise InvalidRequest(
            f"a list of persons has at most {_MOST} rows of at most {_LONGEST} letters a field"
        )
    return values
