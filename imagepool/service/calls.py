"""Calls for pictures: what the pool asks photographers for, and what came in."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.errors import InvalidRequest
from imagepool.rights.days import today
from imagepool.rights.people import Role
from imagepool.service.current import pool
from imagepool.service.visitors import only

bp = Blueprint("calls", __name__)


@bp.get("/aufrufe")
def open_calls() -> ResponseReturnValue:
    return render_template("calls/open.html", calls=pool.wishes.open_calls())


@bp.get("/aufrufe/<call_id>")
def show(call_id: str) -> ResponseReturnValue:
    call = pool.wishes.call_of(call_id)
    license_ = pool.licenses.get(call.license_id)
    return render_template(
        "calls/show.html", call=call, license=license_, is_open=call.open_on(today())
    )


@bp.get("/redaktion/aufrufe")
@only(Role.CURATOR)
def all_calls() -> ResponseReturnValue:
    return render_template("calls/all.html", calls=pool.wishes.calls(), today=today())


@bp.get("/redaktion/aufrufe/<call_id>")
@only(Role.CURATOR)
def edit(call_id: str) -> ResponseReturnValue:
    return _form(call_id)


@bp.post("/redaktion/aufrufe/<call_id>")
@only(Role.CURATOR)
def change(call_id: str) -> ResponseReturnValue:
    given = request.form
    try:
        pool.wishes.change_call(
            call_id,
            title=given.get("title", ""),
            text=given.get("text", ""),
            deadline=_date(given.get("deadline", "")),
            closed="closed" in given,
        )
    except InvalidRequest:
        return _form(call_id, wrong=True), 422
    flash(_("The call is saved."))
    return redirect(url_for("calls.edit", call_id=call_id), 303)


def _form(call_id: str, *, wrong: bool = False) -> str:
    return render_template(
        "calls/edit.html",
        call=pool.wishes.call_of(call_id),
        answers=pool.wishes.answers(call_id),
        given=request.form if wrong else None,
        is_open=pool.wishes.call_of(call_id).open_on(today()),
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidRequest(f"{text[:40]!r} is no day", hint="write it as 2026-12-31") from error
