"""Requests: somebody asks for what the license leaves to the pool, and the editors answer."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.errors import InvalidRequest
from imagepool.rights.people import Role
from imagepool.rights.territories import territory
from imagepool.rights.uses import Edit, Use
from imagepool.service.assets import visible
from imagepool.service.current import pool
from imagepool.service.download import dialogue, filled_in
from imagepool.service.fields import chosen_day, copies
from imagepool.service.visitors import known_visitor, only

bp = Blueprint("requests", __name__)


@bp.post("/bilder/<asset_id>/anfragen")
def ask(asset_id: str) -> ResponseReturnValue:
    """Take a question in, and lead to the page on which it will be answered."""
    asset, wish, given = visible(asset_id), filled_in(), request.form
    if wish.use is None or not all(given.get(each, "").strip() for each in _NEEDED):
        return dialogue(asset_id, incomplete=True), 422
    asked = pool.requests.ask(
        asset.id,
        wish.use,
        requester=given["requester"],
        name=given["recipient"],
        message=given["message"],
    )
    return redirect(url_for("requests.show", request_id=asked.id), 303)


_NEEDED = ("requester", "recipient", "message")


@bp.get("/anfragen/<request_id>")
def show(request_id: str) -> ResponseReturnValue:
    """Show a request to who knows its address, which nobody can guess."""
    asked = pool.requests.get(request_id)
    grant = pool.requests.grant_of(asked)
    asset = pool.asset(asked.asset_id)
    page = render_template(
        "requests/show.html",
        asked=asked,
        grant=grant,
        asset=asset,
        can_write=pool.requests.can_write,
    )
    return page, {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


@bp.get("/redaktion/anfragen")
@only(Role.CURATOR)
def waiting() -> ResponseReturnValue:
    page = pool.requests.waiting(request.args.get("after") or None)
    assets = {asked.asset_id: pool.asset(asked.asset_id) for asked in page.items}
    return render_template("requests/waiting.html", page=page, assets=assets)


@bp.get("/redaktion/anfragen/beantwortet")
@only(Role.CURATOR)
def answered() -> ResponseReturnValue:
    page = pool.requests.answered(request.args.get("after") or None)
    assets = {asked.asset_id: pool.asset(asked.asset_id) for asked in page.items}
    return render_template("requests/answered.html", page=page, assets=assets)


@bp.post("/redaktion/anfragen/<request_id>/erlauben")
@only(Role.CURATOR)
def grant(request_id: str) -> ResponseReturnValue:
    given = request.form
    pool.requests.grant(
        request_id,
        actor=known_visitor().email,
        answer=given.get("answer", ""),
        use=_narrowed(pool.requests.get(request_id).use),
        ends=chosen_day("ends"),
    )
    flash(_("The use is allowed."))
    return redirect(url_for("requests.waiting"), 303)


@bp.post("/redaktion/anfragen/<request_id>/ablehnen")
@only(Role.CURATOR)
def decline(request_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    pool.requests.decline(request_id, actor=known_visitor().email, reason=reason)
    flash(_("The request is declined."))
    return redirect(url_for("requests.waiting"), 303)


@bp.post("/redaktion/erlaubnisse/<grant_id>/zuruecknehmen")
@only(Role.CURATOR)
def revoke(grant_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    taken = pool.requests.revoke(grant_id, actor=known_visitor().email, reason=reason)
    flash(_("The permission is taken back."))
    return redirect(url_for("review.asset", asset_id=taken.asset_id), 303)


def _narrowed(asked: Use) -> Use:
    """Return the use as the form allows it; what the form leaves out stays as it was asked."""
    given = request.form
    try:
        edit = Edit(given.get("edit", asked.edit))
    except ValueError as error:
        raise InvalidRequest(str(error)) from error
    return replace(
        asked,
        print_run=copies(given.get("print_run", "").strip()) or asked.print_run,
        territory=territory(given.get("territory", asked.territory)),
        edit=edit,
    )
