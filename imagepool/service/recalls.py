"""The recall desk: call pictures back, see who was told and what they answered, undo, close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.asset import Asset
from imagepool.errors import InvalidRequest
from imagepool.rights.days import today
from imagepool.rights.people import Role
from imagepool.rights.recalls.recall import Cause, Severity
from imagepool.search.query import Query
from imagepool.service.current import pool
from imagepool.service.visitors import known_visitor, only

bp = Blueprint("recalls", __name__, url_prefix="/redaktion/rueckrufe")
_FOUND = 12  # pictures that a search for a replacement shows


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been filled in so far."""

    asset_ids: tuple[str, ...]
    cause: str
    severity: str
    effective: str
    message: str
    replacements: tuple[str, ...]
    printed_too: bool
    sought: str

    @property
    def effective_at(self) -> date | None:
        """The day from which it counts; None: now."""
        if not self.effective:
            return None
        try:
            return date.fromisoformat(self.effective)
        except ValueError as error:
            raise InvalidRequest(
                f"{self.effective!r:.40} is no day", hint="write it like 2027-05-01"
            ) from error


@bp.get("")
@only(Role.CURATOR)
def desk() -> ResponseReturnValue:
    page = pool.recalls.page(request.args.get("after") or None, limit=24)
    reports = {recall.id: pool.recalls.report(recall.id) for recall in page.items}
    return render_template("recalls/desk.html", page=page, reports=reports)


@bp.get("/neu")
@only(Role.CURATOR)
def form() -> ResponseReturnValue:
    return _form(_draft())


@bp.post("/neu")
@only(Role.CURATOR)
def draft() -> ResponseReturnValue:
    """Look for replacements; what was filled in stays, and nothing is called back yet."""
    return _form(_draft())


@bp.post("/neu/eroeffnen")
@only(Role.CURATOR)
def open_() -> ResponseReturnValue:
    wish = _draft()
    if not wish.cause or not wish.severity:
        return _form(wish, missing=True), 422
    recall = pool.recalls.open(
        wish.asset_ids,
        cause=Cause(wish.cause),
        severity=Severity(wish.severity),
        actor=known_visitor().email,
        message=wish.message,
        effective_at=wish.effective_at,
        replacements=wish.replacements,
        printed_too=wish.printed_too,
    )
    flash(_("The recall is open."))
    return redirect(url_for("recalls.show", recall_id=recall.id), 303)


@bp.get("/<recall_id>")
@only(Role.CURATOR)
def show(recall_id: str) -> ResponseReturnValue:
    file = pool.recalls.file(recall_id)
    undoable = file.recall.is_open and file.recall.undo_until >= datetime.now(UTC).isoformat()
    return render_template(
        "recalls/show.html",
        file=file,
        recall=file.recall,
        report=pool.recalls.report(recall_id),
        undoable=undoable,
        can_write=pool.recalls.can_write,
    )


@bp.get("/<recall_id>/bericht")
@only(Role.CURATOR)
def report(recall_id: str) -> ResponseReturnValue:
    """Show the report for the files; printed, it is a page of paper or PDF."""
    file, found = pool.recalls.file(recall_id), pool.recalls.report(recall_id)
    return render_template("recalls/report.html", file=file, recall=file.recall, report=found)


@bp.get("/<recall_id>/bericht.json")
@only(Role.CURATOR)
def report_as_json(recall_id: str) -> Response:
    response = jsonify(pool.recalls.report(recall_id))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/<recall_id>/aufheben")
@only(Role.CURATOR)
def undo(recall_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    pool.recalls.undo(recall_id, actor=known_visitor().email, reason=reason)
    flash(_("The recall is undone; who was told will be told so."))
    return redirect(url_for("recalls.show", recall_id=recall_id), 303)


@bp.post("/<recall_id>/schliessen")
@only(Role.CURATOR)
def close(recall_id: str) -> ResponseReturnValue:
    pool.recalls.close(recall_id, actor=known_visitor().email)
    flash(_("The recall is closed, and its report is kept."))
    return redirect(url_for("recalls.show", recall_id=recall_id), 303)


def _draft() -> Draft:
    given = request.values
    typed = given.get("more_replacements", "").replace(",", " ").split()
    return Draft(
        asset_ids=tuple(dict.fromkeys(given.getlist("asset"))),
        cause=_known(given.get("cause", ""), set(Cause)),
        severity=_known(given.get("severity", ""), set(Severity)),
        effective=given.get("effective", "").strip(),
        message=given.get("message", "").strip(),
        replacements=tuple(dict.fromkeys([*given.getlist("replacement"), *typed])),
        printed_too=given.get("printed_too") == "yes",
        sought=given.get("sought", "").strip(),
    )


def _known(value: str, values: set[Cause] | set[Severity]) -> str:
    return value if value in values else ""


def _form(wish: Draft, *, missing: bool = False) -> str:
    return render_template(
        "recalls/form.html",
        wish=wish,
        assets=[pool.asset(each) for each in wish.asset_ids],
        receipts={each: pool.recalls.receipts_of(each) for each in wish.asset_ids},
        chosen=[pool.asset(each) for each in wish.replacements],
        found=_found(wish),
        missing=missing,
        can_write=pool.recalls.can_write,
        today=today().isoformat(),
    )


def _found(wish: Draft) -> list[Asset]:
    if not wish.sought:
        return []
    hits = pool.search(replace(Query.parse(wish.sought), limit=_FOUND)).hits
    left_out = {*wish.asset_ids, *wish.replacements}
    return [hit.asset for hit in hits if hit.asset.id not in left_out]
