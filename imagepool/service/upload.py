"""Photographers hand in pictures, and see what became of each."""

from __future__ import annotations

import re
import secrets
from typing import BinaryIO, cast

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from imagepool.asset import SubmissionOutcome
from imagepool.errors import NotFound
from imagepool.rights.people import Role
from imagepool.rights.questionnaire import questions
from imagepool.service.contributions import contribution
from imagepool.service.current import pool
from imagepool.service.errors import wants_json
from imagepool.service.questions import given_answers
from imagepool.service.visitors import known_visitor, only
from imagepool.workflows.submit import Offer

bp = Blueprint("upload", __name__)
_BATCH = re.compile(r"[A-Za-z0-9_-]{16,32}")


@bp.get("/hochladen")
@only(Role.CONTRIBUTOR)
def form() -> ResponseReturnValue:
    return _form()


@bp.post("/hochladen")
@only(Role.CONTRIBUTOR)
def receive() -> ResponseReturnValue:
    """Take one file or many; the enhanced page sends them one by one into the same batch."""
    given = request.form
    batch = given.get("batch", "") or secrets.token_urlsafe(16)
    photos = [each for each in request.files.getlist("files") if each.filename]
    missing = [name for name in ("creator", "license") if not given.get(name, "").strip()]
    missing += ["agreement"] * ("agreement" not in given) + ["files"] * (not photos)
    if missing or not _BATCH.fullmatch(batch):
        return _form(missing=missing), 422
    if given.get("call"):
        pool.wishes.answer(given["call"], batch)
    for photo in photos:
        _submit(photo, batch)
    if wants_json():
        return jsonify(status=url_for("upload.status", batch=batch)), 201
    return redirect(url_for("upload.status", batch=batch), 303)


@bp.get("/hochladen/<batch>")
@only(Role.CONTRIBUTOR)
def status(batch: str) -> ResponseReturnValue:
    person = known_visitor()
    submissions = pool.submissions(batch)
    if not person.role.includes(Role.CURATOR):
        submissions = tuple(each for each in submissions if each.person_id == person.id)
    if not submissions:
        raise NotFound("upload", batch)
    seen = [contribution(each) for each in submissions]
    waiting = sum(each.outcome is SubmissionOutcome.WAITING for each in submissions)
    return render_template("upload/status.html", batch=batch, contributions=seen, waiting=waiting)


def _submit(photo: FileStorage, batch: str) -> None:
    offer = Offer(
        license_id=request.form["license"],
        creator=request.form["creator"].strip(),
        credit_name=request.form.get("credit_name", "")[:200],
        agreement_version=request.form["agreement"],
        answers=given_answers(),
    )
    stream = cast("BinaryIO", photo.stream)
    pool.submit(stream, photo.filename or "", offer, batch=batch, person=known_visitor())


def _form(missing: list[str] | None = None) -> str:
    called = request.form.get("call") or request.args.get("aufruf")
    return render_template(
        "upload/form.html",
        batch=secrets.token_urlsafe(16),
        licenses=pool.licenses.values(),
        questions=questions(),
        missing=missing or [],
        given=request.form,
        call=pool.wishes.call_of(called) if called else None,
    )
