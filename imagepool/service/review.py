"""The editors' desk: what waits, what was found on it, and the decision."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.asset import Description, State
from imagepool.errors import ChangedMeanwhile, NotFound
from imagepool.rights.days import today
from imagepool.rights.people import Role
from imagepool.search.query import Query
from imagepool.service.current import pool
from imagepool.service.errors import ADVICE
from imagepool.service.visitors import known_visitor, only

bp = Blueprint("review", __name__, url_prefix="/redaktion")


@bp.get("")
@only(Role.CURATOR)
def queue() -> ResponseReturnValue:
    page = pool.review_queue(request.args.get("after") or None)
    reports = pool.reports([asset.id for asset in page.items])
    return render_template("review/queue.html", page=page, reports=reports, counts=pool.counts())


@bp.get("/stand/<state>")
@only(Role.CURATOR)
def standing(state: str) -> ResponseReturnValue:
    """Show the pictures that are in a state, whatever it is."""
    if state not in set(State):
        raise NotFound("state", state)
    after = request.args.get("after") or None
    page = pool.search(Query(states=(State(state),), limit=48, after=after))
    return render_template("review/standing.html", page=page, state=state, counts=pool.counts())


@bp.get("/<asset_id>")
@only(Role.CURATOR)
def asset(asset_id: str) -> ResponseReturnValue:
    return _page(asset_id)


@bp.post("/<asset_id>/veroeffentlichen")
@only(Role.CURATOR)
def publish(asset_id: str) -> ResponseReturnValue:
    rights = request.form.get("rights", "").strip()
    if pool.clearance.contrary(asset_id) and not rights:
        return _page(asset_id, missing="rights"), 422
    pool.publish(asset_id, actor=_actor(), overrule=_reason(), confirm_rights=rights)
    return _next(_("The picture is published."))


@bp.post("/<asset_id>/zurueckgeben")
@only(Role.CURATOR)
def hand_back(asset_id: str) -> ResponseReturnValue:
    if not _reason():
        return _page(asset_id, missing="return"), 422
    pool.return_(asset_id, actor=_actor(), reason=_reason())
    return _next(_("The picture went back to the photographer."))


@bp.post("/<asset_id>/ablehnen")
@only(Role.CURATOR)
def reject(asset_id: str) -> ResponseReturnValue:
    if not _reason():
        return _page(asset_id, missing="reject"), 422
    pool.reject(asset_id, actor=_actor(), reason=_reason())
    return _next(_("The picture is rejected."))


@bp.post("/<asset_id>/zurueckziehen")
@only(Role.CURATOR)
def withdraw(asset_id: str) -> ResponseReturnValue:
    if not _reason():
        return _page(asset_id, missing="withdraw"), 422
    pool.withdraw(asset_id, actor=_actor(), reason=_reason())
    return _next(_("The picture is withdrawn; it is no longer delivered."))


@bp.post("/<asset_id>/vereinbarung")
@only(Role.CURATOR)
def sign_for(asset_id: str) -> ResponseReturnValue:
    """Note that the photographer has signed, on paper or by letter."""
    pool.sign_for(asset_id, actor=_actor())
    flash(_("It is noted that the agreement was accepted."))
    return redirect(url_for("review.asset", asset_id=asset_id), 303)


@bp.post("/<asset_id>/regeln/<rule>/ueberstimmen")
@only(Role.CURATOR)
def overrule(asset_id: str, rule: str) -> ResponseReturnValue:
    if not _reason():
        return _page(asset_id, missing=f"overrule-{rule}"), 422
    pool.style.overrule(asset_id, rule, actor=_actor(), reason=_reason())
    return _findings(asset_id, _("The rule is overruled on this picture."))


@bp.post("/<asset_id>/regeln/<rule>/bestaetigen")
@only(Role.CURATOR)
def uphold(asset_id: str, rule: str) -> ResponseReturnValue:
    pool.style.uphold(asset_id, rule, actor=_actor())
    return _findings(asset_id, _("The objection is taken back."))


@bp.post("/<asset_id>/uebersehen")
@only(Role.CURATOR)
def miss(asset_id: str) -> ResponseReturnValue:
    if not _reason():
        return _page(asset_id, missing="miss"), 422
    rule = request.form.get("rule", "")
    pool.style.miss(asset_id, rule, actor=_actor(), reason=_reason())
    return _findings(asset_id, _("It is noted what the rule missed."))


@bp.post("/<asset_id>/beschreiben")
@only(Role.CURATOR)
def describe(asset_id: str) -> ResponseReturnValue:
    described = _described(pool.asset(asset_id).description)
    read = request.form.get("revision", type=int)
    pool.describe(asset_id, described, actor=_actor(), read=read)
    flash(_("The description is saved."))
    return redirect(url_for("review.asset", asset_id=asset_id), 303)


@bp.errorhandler(ChangedMeanwhile)
def overtaken(error: ChangedMeanwhile) -> ResponseReturnValue:
    """Show the picture as it stands by now; words that came too late are kept in their form."""
    if request.endpoint != "review.describe":
        flash(ADVICE[409][1])
        return _page(error.key), 409
    return _page(error.key, described=_described(pool.asset(error.key).description)), 409


def _described(words: Description) -> Description:
    """Return the description with what the form changes; the rest stays as it was."""
    given = request.form
    keywords = (each.strip() for each in given.get("keywords", "").replace("\n", ",").split(","))
    return replace(
        words,
        title=given.get("title", "").strip(),
        caption=given.get("caption", "").strip(),
        alt_text=given.get("alt_text", "").strip(),
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
        themes=tuple(given.getlist("theme")),
    )


def _page(asset_id: str, *, missing: str = "", described: Description | None = None) -> str:
    """Show the picture; ``missing`` is the form without a reason, ``described`` came too late."""
    shown = pool.asset(asset_id)
    return render_template(
        "review/asset.html",
        asset=shown,
        report=pool.report(asset_id),
        contrary=pool.clearance.contrary(asset_id),
        statement=pool.statement(shown),
        rights=pool.clearance.rights(shown),
        open_points=pool.clearance.open_points(shown),
        proposed=pool.clearance.proposed(shown),
        faces=pool.clearance.undeclared_faces(shown),
        named_unasked=pool.clearance.named_unasked(shown),
        today=today(),
        events=pool.events(asset_id),
        twins=pool.twins(shown),
        calls=pool.wishes.calls_of(asset_id),
        themes=[theme for theme in pool.region.themes.values() if theme.broader],
        questions=pool.concept.questions_for(shown.description.themes),
        recalls=pool.recalls.of_asset(asset_id),
        grants=pool.requests.grants(asset_id),
        missing=missing,
        described=described,
    )


def _actor() -> str:
    return known_visitor().email


def _reason() -> str:
    return request.form.get("reason", "").strip()


def _findings(asset_id: str, done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for("review.asset", asset_id=asset_id, _anchor="findings"), 303)


def _next(done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for("review.queue"), 303)
