"""Collections: pictures that curators have put together, to look at and to take along as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, ngettext

from imagepool.asset import Asset
from imagepool.errors import InvalidRequest
from imagepool.rights.people import Role
from imagepool.rights.permission import Decision
from imagepool.search.collections import Collection
from imagepool.service.current import pool
from imagepool.service.download import Wish, filled_in
from imagepool.service.visitors import is_curator, known_visitor, only
from imagepool.workflows.collections import Collected

bp = Blueprint("collections", __name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """What of a collection may be used as it is wished, and what may not."""

    allowed: tuple[tuple[Asset, Decision], ...]
    others: tuple[tuple[Asset, Decision], ...]

    @property
    def conditions(self) -> list[dict[str, str]]:
        """The conditions under which the pictures may be used, each once."""
        told = [each for _, decision in self.allowed for each in decision.conditions]
        return [dict(each) for each in dict.fromkeys(tuple(one.items()) for one in told)]


@bp.app_context_processor
def _for_pages() -> dict[str, object]:
    return {"known_collections": pool.collections.names, "collections_of": _collections_of}


def _collections_of(asset_id: str) -> tuple[Collection, ...]:
    return pool.collections.of(asset_id, hidden=is_curator())


@bp.get("/sammlungen")
def overview() -> ResponseReturnValue:
    listed = pool.collections.all(hidden=is_curator())
    return render_template("collections/overview.html", listed=listed)


@bp.post("/sammlungen")
@only(Role.CURATOR)
def make() -> ResponseReturnValue:
    made = pool.collections.make(title=request.form.get("title", ""), actor=known_visitor().email)
    return redirect(url_for("collections.show", collection_id=made.id), 303)


@bp.post("/sammlungen/aufnehmen")
@only(Role.CURATOR)
def put() -> ResponseReturnValue:
    """Put pictures into a collection, a new one where its title is given."""
    given, actor = request.form, known_visitor().email
    wanted = given.getlist("asset")
    if given.get("title", "").strip():
        made = pool.collections.make(title=given["title"], asset_ids=wanted, actor=actor)
        collection_id, count = made.id, len(set(wanted))
    else:
        collection_id = given.get("collection", "")
        count = pool.collections.put(collection_id, wanted, actor=actor)
    flash(ngettext("One picture was put in.", "%(num)s pictures were put in.", count))
    return redirect(url_for("collections.show", collection_id=collection_id), 303)


@bp.get("/sammlungen/<collection_id>")
def show(collection_id: str) -> ResponseReturnValue:
    return _page(collection_id)


@bp.post("/sammlungen/<collection_id>")
@only(Role.CURATOR)
def change(collection_id: str) -> ResponseReturnValue:
    given = request.form
    try:
        pool.collections.change(
            collection_id,
            title=given.get("title", ""),
            text=given.get("text", "").replace("\r\n", "\n"),
            public="public" in given,
            actor=known_visitor().email,
        )
    except InvalidRequest:
        return _page(collection_id, wrong=True), 422
    flash(_("The collection is saved."))
    return redirect(url_for("collections.show", collection_id=collection_id), 303)


@bp.post("/sammlungen/<collection_id>/herausnehmen")
@only(Role.CURATOR)
def take_out(collection_id: str) -> ResponseReturnValue:
    wanted = request.form.getlist("asset")
    count = pool.collections.take_out(collection_id, wanted, actor=known_visitor().email)
    flash(ngettext("One picture was taken out.", "%(num)s pictures were taken out.", count))
    return redirect(url_for("collections.show", collection_id=collection_id), 303)


@bp.post("/sammlungen/<collection_id>/entfernen")
@only(Role.CURATOR)
def remove(collection_id: str) -> ResponseReturnValue:
    pool.collections.remove(collection_id, actor=known_visitor().email)
    flash(_("The collection is removed; its pictures stay."))
    return redirect(url_for("collections.overview"), 303)


@bp.route("/sammlungen/<collection_id>/herunterladen", methods=["GET", "POST"])
def dialogue(collection_id: str) -> ResponseReturnValue:
    """Answer "may I?" for all of them, and store nothing."""
    return _dialogue(_opened(collection_id), filled_in())


@bp.post("/sammlungen/<collection_id>/herunterladen/annehmen")
def take(collection_id: str) -> ResponseReturnValue:
    opened, wish = _opened(collection_id), filled_in()
    judged = _judged(opened.assets, wish)
    if wish.use is None or not judged or not judged.allowed or "accepted" not in request.form:
        return _dialogue(opened, wish, incomplete=True), 422
    package = pool.download_package(
        [asset.id for asset, _ in judged.allowed],
        wish.file,
        wish.use,
        recipient=wish.recipient,
        contact=wish.contact,
        accepted_terms=True,
    )
    response = send_file(
        package.stream, package.media_type, as_attachment=True, download_name=package.name
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _opened(collection_id: str) -> Collected:
    return pool.collections.open(collection_id, hidden=is_curator())


def _judged(assets: Iterable[Asset], wish: Wish) -> Judged | None:
    if wish.use is None:
        return None
    decided = [(asset, pool.may(asset.id, wish.use)) for asset in assets]
    go = [each for each in decided if each[1].verdict in ("allowed", "conditions")]
    return Judged(tuple(go), tuple(each for each in decided if each not in go))


def _page(collection_id: str, *, wrong: bool = False) -> str:
    given = request.form if wrong else None
    return render_template("collections/show.html", opened=_opened(collection_id), given=given)


def _dialogue(opened: Collected, wish: Wish, *, incomplete: bool = False) -> str:
    part = request.headers.get("X-Part") == "decision"
    return render_template(
        "collections/decision.html" if part else "collections/dialogue.html",
        opened=opened,
        offers=pool.offers(opened.assets[0]) if opened.assets else (),
        several=True,
        wish=wish,
        judged=_judged(opened.assets, wish),
        incomplete=incomplete,
    )
