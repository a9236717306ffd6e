"""Log in by password or by a one-time link; log out."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from imagepool.rights.people import Role
from imagepool.service.current import pool
from imagepool.service.visitors import log_in, log_out, visitor

bp = Blueprint("login", __name__)
# Browsers read "//host", "/\\host" and "/<tab>/host" as another site.
_OURS = re.compile(r"/(?![/\\])[!-\[\]-~]*")


@bp.get("/anmelden")
def form() -> ResponseReturnValue:
    return render_template("login/form.html", next=request.args.get("next", ""))


@bp.post("/anmelden")
def enter() -> ResponseReturnValue:
    person = pool.accounts.by_password(
        request.form.get("email", "").strip(), request.form.get("password", "")
    )
    if person is None:
        page = render_template("login/form.html", next=request.form.get("next", ""), failed=True)
        return page, 422
    log_in(person)
    return redirect(_onward(), 303)


@bp.get("/anmelden/<token>")
def link(token: str) -> ResponseReturnValue:
    """Show a button only: programs that look into mails must not use the link up."""
    return render_template("login/link.html", token=token)


@bp.post("/anmelden/<token>")
def redeem(token: str) -> ResponseReturnValue:
    person = pool.accounts.by_token(token)
    if person is None:
        return render_template("login/link.html", token="", failed=True), 422
    log_in(person)
    return redirect(_onward(), 303)


@bp.post("/abmelden")
def leave() -> ResponseReturnValue:
    log_out()
    return redirect(url_for("search.home"), 303)


def _onward() -> str:
    """Return the page that was asked for, if it is one of ours; else where the work is."""
    asked = request.form.get("next", "")
    if _OURS.fullmatch(asked):
        return asked
    person = visitor()
    curates = person is not None and person.role.includes(Role.CURATOR)
    return url_for("review.queue" if curates else "search.home")
