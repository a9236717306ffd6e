"""Availability: editors say from when, until when and where a picture is to be had."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.errors import InvalidRequest
from imagepool.rights.people import Role
from imagepool.rights.territories import territory
from imagepool.rights.uses import Audience, Channel, Purpose
from imagepool.service.current import pool
from imagepool.service.fields import chosen_day
from imagepool.service.visitors import known_visitor, only

bp = Blueprint("availability", __name__)


@bp.post("/redaktion/<asset_id>/verfuegbarkeit")
@only(Role.CURATOR)
def limit(asset_id: str) -> ResponseReturnValue:
    """Keep the limits of the form in place of earlier ones."""
    given = request.form
    standing = pool.clearance.rights(pool.asset(asset_id)).clearance.availability
    try:
        availability = replace(
            standing,
            starts=chosen_day("starts"),
            ends=chosen_day("ends"),
            embargo_until=chosen_day("embargo_until"),
            territories=frozenset(filter(None, map(territory, given.getlist("territory")))),
            purposes=frozenset(map(Purpose, given.getlist("purpose"))),
            channels=frozenset(map(Channel, given.getlist("channel"))),
            audiences=frozenset(map(Audience, given.getlist("audience"))),
        )
    except ValueError as error:
        raise InvalidRequest(str(error), hint="choose from the lists on the page") from error
    pool.clearance.limit(asset_id, availability, actor=known_visitor().email)
    flash(_("It is noted when and where the picture is to be had."))
    return redirect(url_for("review.asset", asset_id=asset_id), 303)
