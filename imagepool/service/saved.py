"""Saved searches, what is new to them, and every search as a feed."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.rights.people import Role
from imagepool.search.query import Query
from imagepool.service.current import pool
from imagepool.service.search import asked
from imagepool.service.visitors import known_visitor, only

bp = Blueprint("saved", __name__)


@bp.get("/gespeicherte-suchen")
@only(Role.VISITOR)
def searches() -> ResponseReturnValue:
    return render_template(
        "saved/searches.html",
        saved=pool.wishes.saved(known_visitor().id),
        can_write=pool.wishes.can_write,
        came_back=pool.wishes.came_back(known_visitor().id),
    )


@bp.post("/gespeicherte-suchen")
@only(Role.VISITOR)
def save() -> ResponseReturnValue:
    pool.wishes.save(known_visitor().id, Query.parse(request.form.get("q", "")))
    flash(_("The search is saved. Here you see what is new to it."))
    return redirect(url_for("saved.searches"), 303)


@bp.get("/gespeicherte-suchen/<saved_id>")
@only(Role.VISITOR)
def news(saved_id: str) -> ResponseReturnValue:
    return render_template("saved/news.html", news=pool.wishes.news(saved_id, known_visitor().id))


@bp.post("/gespeicherte-suchen/<saved_id>/gesehen")
@only(Role.VISITOR)
def seen(saved_id: str) -> ResponseReturnValue:
    pool.wishes.seen(saved_id, known_visitor().id, request.form.get("until", ""))
    return redirect(url_for("saved.searches"), 303)


@bp.post("/gespeicherte-suchen/<saved_id>/mail")
@only(Role.VISITOR)
def mail(saved_id: str) -> ResponseReturnValue:
    wanted = "wanted" in request.form
    pool.wishes.want_mail(saved_id, known_visitor().id, wanted=wanted)
    flash(
        _("Mails about this search go to %(address)s.", address=known_visitor().email)
        if wanted
        else _("There are no more mails about this search.")
    )
    return redirect(url_for("saved.searches"), 303)


@bp.get("/keine-mails/<letter_id>")
def stop(letter_id: str) -> ResponseReturnValue:
    """Offer to end the mails; nothing is ended yet, since mail scanners open every link."""
    known = pool.wishes.is_alert(letter_id)
    return render_template("saved/stop.html", letter_id=letter_id, known=known)


@bp.post("/keine-mails/<letter_id>")
def stopped(letter_id: str) -> ResponseReturnValue:
    pool.wishes.stop_alerts(letter_id)
    return render_template("saved/stop.html", stopped=True)


@bp.post("/gespeicherte-suchen/<saved_id>/entfernen")
@only(Role.VISITOR)
def forget(saved_id: str) -> ResponseReturnValue:
    pool.wishes.forget(saved_id, known_visitor().id)
    flash(_("The saved search is removed."))
    return redirect(url_for("saved.searches"), 303)


@bp.get("/suche.atom")
def feed() -> ResponseReturnValue:
    """Give a search as a feed (RFC 4287), the newest publication first."""
    query = asked()
    assets = pool.wishes.newest(query)
    lines = {asset.id: pool.statement(asset).credit_line for asset in assets}
    text = render_template("saved/feed.xml", query=query, assets=assets, credits=lines)
    return Response(text, content_type="application/atom+xml; charset=utf-8")
