"""The questionnaire: what a picture shows that needs a release, answered by whoever knows."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.rights.people import Role
from imagepool.rights.questionnaire import answers_of, declared, questions
from imagepool.service.current import pool
from imagepool.service.visitors import known_visitor, only, visitor

bp = Blueprint("questions", __name__)


@bp.get("/bilder/<asset_id>/fragen")
@only(Role.CONTRIBUTOR)
def form(asset_id: str) -> ResponseReturnValue:
    require_authority(asset_id)
    asset = pool.asset(asset_id)
    given = answers_of(pool.clearance.rights(asset).clearance.declarations)
    return render_template("questions/page.html", asset=asset, questions=questions(), given=given)


@bp.post("/bilder/<asset_id>/fragen")
@only(Role.CONTRIBUTOR)
def answer(asset_id: str) -> ResponseReturnValue:
    require_authority(asset_id)
    person = known_visitor()
    pool.clearance.declare(asset_id, declared(given_answers()), actor=person.email)
    flash(_("Your answers are noted."))
    if person.role.includes(Role.CURATOR):
        return redirect(url_for("review.asset", asset_id=asset_id), 303)
    return redirect(url_for("questions.form", asset_id=asset_id), 303)


def given_answers() -> Mapping[str, str]:
    """Return the answers of the form that was sent."""
    fields = (question.name for question in questions())
    return {name: request.form[name] for name in fields if request.form.get(name)}


def require_authority(asset_id: str) -> None:
    """Let editors answer, and whoever handed the picture in."""
    known_visitor()
    if not has_authority(asset_id):
        abort(403)


def has_authority(asset_id: str) -> bool:
    """Say whether this visitor is an editor, or handed the picture in."""
    person = visitor()
    if person is None or not person.role.includes(Role.CONTRIBUTOR):
        return False
    return person.role.includes(Role.CURATOR) or pool.clearance.handed_in_by(asset_id, person.id)
